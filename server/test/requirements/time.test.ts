import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorOf, send } from '../support/wire/answer.ts'
import { register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  codeFor,
  isActive,
  ownToken,
  pkce,
  postAs,
  redeem,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { MANAGER, onFreshStage } from '../support/wire/stage.ts'

const MINUTE = 60
const DAY = 24 * 60 * MINUTE

async function userinfo(url: string, token: string) {
  return send(`${url}/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } })
}

onFreshStage('what time does', stage => {
  test('C17 a code is refused a minute after it was issued', async () => {
    const client = await register(stage())
    const code = await codeFor(stage(), client)
    const late = await redeem(await stage().secondProcess(61), client, code)
    assert.deepEqual([late.status, errorOf(late)], [400, 'invalid_grant'])
  })

  test('F07 a code works until shortly before its minute is over, and not longer', async () => {
    const client = await register(stage())
    const [before, after] = [await stage().secondProcess(40), await stage().secondProcess(61)]
    const [early, late] = [await codeFor(stage(), client), await codeFor(stage(), client)]
    assert.equal((await redeem(before, client, early)).status, 200)
    assert.equal((await redeem(after, client, late)).status, 400)
  })

  test('B13 a replaced refresh token whose successor was used is reuse once its minute is over, and ends the family', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const [within, after] = [await stage().secondProcess(40), await stage().secondProcess(61)]
    const [kept, lost] = [await tokensFor(stage(), client), await tokensFor(stage(), client)]
    const keptNext = tokensIn(await refresh(stage().url, client, kept.refresh))
    const next = tokensIn(await refresh(stage().url, client, lost.refresh))
    for (const { refresh: token } of [keptNext, next]) await refresh(stage().url, client, token)
    assert.equal(tokensIn(await refresh(within, client, kept.refresh)).refresh, keptNext.refresh)
    const late = await refresh(after, client, lost.refresh)
    assert.deepEqual([late.status, errorOf(late)], [400, 'invalid_grant'])
    assert.equal((await refresh(stage().url, client, next.refresh)).status, 400)
    assert.equal(await isActive(stage().url, await register(stage()), next.access), false)
  })

  test('F06 a refresh whose answer was lost yields the same refresh token ten minutes later', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const first = await tokensFor(stage(), client)
    const lost = tokensIn(await refresh(stage().url, client, first.refresh))
    const later = await stage().secondProcess(600)
    const retried = tokensIn(await refresh(later, client, first.refresh))
    assert.equal(retried.refresh, lost.refresh)
    assert.equal((await refresh(later, client, retried.refresh)).status, 200)
  })

  test('B17 a refresh token ends when it is not used for thirty days', async () => {
    const client = await register(stage())
    const [used, idle] = [await tokensFor(stage(), client), await tokensFor(stage(), client)]
    assert.equal((await refresh(await stage().secondProcess(29 * DAY), client, used.refresh)).status, 200)
    const later = await stage().secondProcess(31 * DAY)
    assert.equal((await refresh(later, client, used.refresh)).status, 200)
    const late = await refresh(later, client, idle.refresh)
    assert.deepEqual([late.status, errorOf(late)], [400, 'invalid_grant'])
  })

  test('O05 a sign-in ends after ninety days, however often its tokens were refreshed', async () => {
    const client = await register(stage(), { clientType: 'public' })
    let { refresh: token } = await tokensFor(stage(), client)
    for (const days of [29, 58, 87]) {
      token = tokensIn(await refresh(await stage().secondProcess(days * DAY), client, token)).refresh
    }
    const late = await refresh(await stage().secondProcess(91 * DAY), client, token)
    assert.deepEqual([late.status, errorOf(late)], [400, 'invalid_grant'])
  })

  test('U04 an expired access token is 401 invalid_token', async () => {
    const client = await register(stage())
    const { access } = await tokensFor(stage(), client, { scope: 'openid' })
    const later = await stage().secondProcess(16 * MINUTE)
    assert.equal((await userinfo(stage().url, access)).status, 200)
    const answer = await userinfo(later, access)
    assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_token'])
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/)
  })

  test('I03 an expired token is inactive and nothing else', async () => {
    const client = await register(stage())
    const tokens = [await ownToken(stage(), client), (await tokensFor(stage(), client)).access]
    const later = await stage().secondProcess(16 * MINUTE)
    for (const token of tokens) {
      assert.equal(await isActive(stage().url, client, token), true)
      const answer = await postAs(later, '/oauth2/introspect', client, { token })
      assert.deepEqual([answer.status, answer.text], [200, '{"active":false}'])
    }
  })

  test('V05 revoking an expired token is 200', async () => {
    const client = await register(stage())
    const token = await ownToken(stage(), client)
    const answer = await postAs(await stage().secondProcess(16 * MINUTE), '/oauth2/revoke', client, { token })
    assert.deepEqual([answer.status, answer.text], [200, ''])
  })

  test('L05 a sign-in older than max_age is asked for again', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const { challenge } = pkce()
    assert.equal((await authorize(manager, client, challenge, { max_age: '60' })).status, 303)
    const later = await stage().secondProcess(2 * MINUTE)
    const path = authorizePath(client, challenge, { max_age: '60' })
    const answer = await send(`${later}${path}`, { headers: { cookie: manager.cookies() } })
    assert.ok(answer.text.includes('action="/sign-in"'), `${answer.status}`)
  })
})
