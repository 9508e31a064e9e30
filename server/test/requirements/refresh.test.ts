import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, errorOf, textAt } from '../support/wire/answer.ts'
import { call, edit, register, setRefreshGrace, setStatus } from '../support/wire/management.ts'
import { decodeJwt, isActive, postForm, refresh, tokensFor, tokensIn } from '../support/wire/oauth.ts'
import { MANAGER, onBothStages } from '../support/wire/stage.ts'

const REALTIME = 'urn:latchkey:api:RealTimeApi'
const REPORTING = 'urn:latchkey:api:ReportingApi'

function refusedAs(answer: Answer, error: string): void {
  assert.deepEqual([answer.status, errorOf(answer)], [400, error], answer.text)
}

function audienceOf(access: string): unknown {
  return at(decodeJwt(access).claims, 'aud')
}

onBothStages('refresh tokens', stage => {
  test('B13 the refresh token of a public application is replaced at each use', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const first = await tokensFor(stage(), client)
    const second = tokensIn(await refresh(stage().url, client, first.refresh))
    assert.notEqual(second.refresh, first.refresh)
    const third = tokensIn(await refresh(stage().url, client, second.refresh))
    assert.notEqual(third.refresh, second.refresh)
    await setRefreshGrace(stage(), 0)
    refusedAs(await refresh(stage().url, client, first.refresh), 'invalid_grant')
    refusedAs(await refresh(stage().url, client, third.refresh), 'invalid_grant')
    await setRefreshGrace(stage(), 60)
  })

  test('B13 a confidential application keeps its refresh token until it switches rotation on', async () => {
    const client = await register(stage())
    const { refresh: token } = await tokensFor(stage(), client)
    assert.equal(tokensIn(await refresh(stage().url, client, token)).refresh, token)
    assert.equal(tokensIn(await refresh(stage().url, client, token)).refresh, token)
    await edit(stage(), client.id, { rotateRefreshTokens: true })
    assert.notEqual(tokensIn(await refresh(stage().url, client, token)).refresh, token)
  })

  test('B14 reuse of a replaced refresh token revokes the live one and the access tokens', async () => {
    const client = await register(stage())
    await edit(stage(), client.id, { rotateRefreshTokens: true })
    const first = await tokensFor(stage(), client)
    const second = tokensIn(await refresh(stage().url, client, first.refresh))
    const third = tokensIn(await refresh(stage().url, client, second.refresh))
    assert.equal(await isActive(stage().url, client, third.access), true)
    await setRefreshGrace(stage(), 0)
    refusedAs(await refresh(stage().url, client, first.refresh), 'invalid_grant')
    await setRefreshGrace(stage(), 60)
    refusedAs(await refresh(stage().url, client, third.refresh), 'invalid_grant')
    for (const tokens of [first, second, third]) {
      assert.equal(await isActive(stage().url, client, tokens.access), false)
    }
  })

  test('F06 a refresh whose answer was lost yields the same refresh token again, as often as it is asked', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const first = await tokensFor(stage(), client)
    const lost = tokensIn(await refresh(stage().url, client, first.refresh))
    const accesses = new Set([lost.access])
    for (let time = 0; time < 3; time++) {
      const retried = tokensIn(await refresh(stage().url, client, first.refresh))
      assert.equal(retried.refresh, lost.refresh)
      accesses.add(retried.access)
    }
    assert.equal(accesses.size, 4, 'each answer has an access token of its own')
    const next = tokensIn(await refresh(stage().url, client, lost.refresh))
    const slow = tokensIn(await refresh(stage().url, client, first.refresh))
    assert.equal(slow.refresh, lost.refresh, 'a slow tab within the grace')
    assert.equal(tokensIn(await refresh(stage().url, client, slow.refresh)).refresh, next.refresh)
    for (const access of accesses)
      assert.equal(await isActive(stage().url, await register(stage()), access), true)
  })

  test('F06 two, four and fifty requests at once, at two processes, get one successor and end nothing', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const places = [stage().url, await stage().secondProcess()]
    let { refresh: token } = await tokensFor(stage(), client)
    for (const times of [2, 4, 50]) {
      const answers = await Promise.all(
        Array.from({ length: times }, (_, place) => refresh(places[place % 2] ?? '', client, token)),
      )
      const successors = new Set(answers.map(answer => tokensIn(answer).refresh))
      assert.equal(successors.size, 1)
      token = [...successors][0] ?? ''
    }
    assert.equal((await refresh(stage().url, client, token)).status, 200)
  })

  test('F06 a retry is judged as anew: another client, wider, narrower, and after a deactivation', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const first = await tokensFor(stage(), client)
    const { refresh: successor } = tokensIn(await refresh(stage().url, client, first.refresh))
    const other = await register(stage(), { clientType: 'public' })
    refusedAs(await refresh(stage().url, other, first.refresh), 'invalid_grant')
    refusedAs(await refresh(stage().url, client, first.refresh, { scope: 'AdminApi' }), 'invalid_scope')
    const narrow = tokensIn(await refresh(stage().url, client, first.refresh, { scope: 'RealTimeApi' }))
    assert.deepEqual([narrow.scope, narrow.refresh], ['RealTimeApi', successor])
    await setStatus(stage(), client.id, 'deactivate')
    assert.notEqual((await refresh(stage().url, client, first.refresh)).status, 200)
    await setStatus(stage(), client.id, 'activate')
    for (const token of [first.refresh, successor]) {
      refusedAs(await refresh(stage().url, client, token), 'invalid_grant')
    }
  })

  test('B14 a thief and the owner walk one chain, and are found out when either falls behind', async () => {
    await setRefreshGrace(stage(), 0)
    for (const order of ['thief first', 'owner first']) {
      const client = await register(stage(), { clientType: 'public' })
      const stolen = (await tokensFor(stage(), client)).refresh
      const [ahead, behind] = [
        tokensIn(await refresh(stage().url, client, stolen)).refresh,
        tokensIn(await refresh(stage().url, client, stolen)).refresh,
      ]
      assert.equal(ahead, behind, order)
      const further = tokensIn(await refresh(stage().url, client, ahead)).refresh
      tokensIn(await refresh(stage().url, client, further))
      refusedAs(await refresh(stage().url, client, behind), 'invalid_grant')
      refusedAs(await refresh(stage().url, client, further), 'invalid_grant')
      const counted = await call(
        await stage().person(MANAGER),
        `GET /applications/${client.id}/refresh-counts`,
      )
      assert.deepEqual(counted.json(), { days: 30, benignRetries: 1, suspectedReuses: 1 })
    }
    await setRefreshGrace(stage(), 60)
  })

  test('B15 a refresh never widens: another scope is invalid_scope, another resource invalid_target', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client, { scope: 'RealTimeApi' })
    const wider = { scope: 'RealTimeApi ReportingApi' }
    refusedAs(await refresh(stage().url, client, tokens.refresh, wider), 'invalid_scope')
    refusedAs(await refresh(stage().url, client, tokens.refresh, { scope: 'AdminApi' }), 'invalid_scope')
    refusedAs(await refresh(stage().url, client, tokens.refresh, { resource: REPORTING }), 'invalid_target')
    assert.equal(tokensIn(await refresh(stage().url, client, tokens.refresh)).scope, 'RealTimeApi')
  })

  test('B16 a refresh token with any character changed, or cut at any length, is invalid_grant', async () => {
    const client = await register(stage())
    const { refresh: token } = await tokensFor(stage(), client)
    const faulty = Array.from(token, (character, index) => [
      `${token.slice(0, index)}${character === 'x' ? 'y' : 'x'}${token.slice(index + 1)}`,
      token.slice(0, Math.max(1, index)),
    ]).flat()
    const answers = await Promise.all(faulty.map(text => refresh(stage().url, client, text)))
    for (const answer of answers) refusedAs(answer, 'invalid_grant')
    assert.equal((await refresh(stage().url, client, token)).status, 200)
  })

  test('C33 a refresh needs its own client, authenticated, and a narrower scope does not narrow the token', async () => {
    const client = await register(stage())
    const other = await register(stage())
    const tokens = await tokensFor(stage(), client)
    refusedAs(await refresh(stage().url, other, tokens.refresh), 'invalid_grant')
    const unauthenticated = {
      client_id: client.id,
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh,
    }
    assert.equal((await postForm(stage().url, '/oauth2/token', unauthenticated)).status, 401)
    refusedAs(await refresh(stage().url, client, tokens.refresh, { scope: 'PatronApi' }), 'invalid_scope')
    const narrower = await refresh(stage().url, client, tokens.refresh, { scope: 'ReportingApi' })
    assert.equal(tokensIn(narrower).scope, 'ReportingApi')
    assert.equal(audienceOf(tokensIn(narrower).access), REPORTING)
    assert.equal(
      tokensIn(await refresh(stage().url, client, tokens.refresh)).scope,
      'RealTimeApi ReportingApi',
    )
  })

  test('O08 a rotated refresh token still yields all that was granted after a narrower one', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const tokens = await tokensFor(stage(), client)
    const narrower = tokensIn(await refresh(stage().url, client, tokens.refresh, { scope: 'RealTimeApi' }))
    assert.equal(narrower.scope, 'RealTimeApi')
    const whole = tokensIn(await refresh(stage().url, client, narrower.refresh))
    assert.equal(whole.scope, 'RealTimeApi ReportingApi')
  })

  test('R05 a refresh keeps the audiences that were authorized, and may narrow them', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client)
    assert.deepEqual(audienceOf(tokens.access), [REALTIME, REPORTING])
    const narrower = tokensIn(await refresh(stage().url, client, tokens.refresh, { resource: REALTIME }))
    assert.deepEqual([audienceOf(narrower.access), narrower.scope], [REALTIME, 'RealTimeApi'])
    const whole = tokensIn(await refresh(stage().url, client, tokens.refresh))
    assert.deepEqual(audienceOf(whole.access), [REALTIME, REPORTING])
    const foreign = { resource: 'urn:latchkey:api:AdminApi' }
    refusedAs(await refresh(stage().url, client, tokens.refresh, foreign), 'invalid_target')
  })

  test('L22 a refreshed ID token has the same iss, sub, aud and auth_time, and no nonce', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi', nonce: 'n-1' })
    const refreshed = tokensIn(await refresh(stage().url, client, tokens.refresh))
    const before = decodeJwt(textAt(tokens.body, 'id_token')).claims
    const after = decodeJwt(textAt(refreshed.body, 'id_token')).claims
    for (const claim of ['iss', 'sub', 'aud', 'auth_time']) {
      assert.notEqual(at(before, claim), undefined, claim)
      assert.deepEqual(at(after, claim), at(before, claim), claim)
    }
    assert.equal(at(before, 'nonce'), 'n-1')
    assert.equal(at(after, 'nonce'), undefined)
    assert.ok(Number(at(after, 'iat')) >= Number(at(before, 'iat')))
  })

  test('J04 auth_time is that of the sign-in, and unchanged through a refresh', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client)
    const refreshed = tokensIn(await refresh(stage().url, client, tokens.refresh))
    const { claims } = decodeJwt(tokens.access)
    assert.ok(Number(at(claims, 'auth_time')) <= Number(at(claims, 'iat')))
    assert.equal(at(decodeJwt(refreshed.access).claims, 'auth_time'), at(claims, 'auth_time'))
  })
})
