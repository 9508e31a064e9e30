import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage, startInside } from '../support/inside/inside-stage.ts'
import { type Answer, errorOf } from '../support/wire/answer.ts'
import { type Browser, hiddenFields } from '../support/wire/browser.ts'
import { type Client, register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  clientCredentials,
  decide,
  isActive,
  isAsked,
  pkce,
  redeem,
  refresh,
  tokensIn,
} from '../support/wire/oauth.ts'
import { MANAGER, type Stage } from '../support/wire/stage.ts'

const { verifier, challenge } = pkce()
const ONLINE = 'openid RealTimeApi'
const OFFLINE = `${ONLINE} offline_access`

async function tokensOf(stage: Stage, client: Client, answer: Answer) {
  const code = answer.location()?.searchParams.get('code') ?? assert.fail(answer.text)
  return tokensIn(await redeem(stage.url, client, { code, verifier, redirectUri: client.callbackUrl }))
}

async function signOut(browser: Browser): Promise<void> {
  const { csrf = '' } = hiddenFields((await browser.get('/sign-out')).text)
  const answer = await browser.post('/sign-out', { csrf })
  assert.equal(answer.status, 200, answer.text)
}

onInsideStage('offline_access', stage => {
  test('L21 without consent to offline_access nothing is issued: the person is asked, also who agreed to the rest', async () => {
    const client = await register(stage())
    const person = await stage().newPerson(MANAGER)
    const ask = (changes = {}) => person.get(authorizePath(client, challenge, { scope: OFFLINE, ...changes }))
    assert.ok(isAsked(await ask()))
    assert.equal(errorOf(await ask({ prompt: 'none' })), 'consent_required')
    assert.equal(errorOf(await decide(person, await ask(), 'deny')), 'access_denied')
    await authorize(person, client, challenge, { scope: ONLINE })
    assert.ok(isAsked(await ask()))
    assert.equal(errorOf(await ask({ prompt: 'none' })), 'consent_required')
    assert.match((await decide(person, await ask())).location()?.searchParams.get('code') ?? '', /^lkc_/)
    assert.match((await ask({ prompt: 'none' })).location()?.searchParams.get('code') ?? '', /^lkc_/)
  })

  test('L21 what was granted without offline_access ends when the person signs out, the rest lives on', async () => {
    const [online, declined, offline] = [
      await register(stage()),
      await register(stage()),
      await register(stage()),
    ]
    const person = await stage().newPerson(MANAGER)
    const plain = await tokensOf(
      stage(),
      online,
      await authorize(person, online, challenge, { scope: ONLINE }),
    )
    const page = await person.get(authorizePath(declined, challenge, { scope: OFFLINE }))
    const without = await tokensOf(stage(), declined, await decide(person, page, 'allow', ['offline_access']))
    const granted = await tokensOf(
      stage(),
      offline,
      await authorize(person, offline, challenge, { scope: OFFLINE }),
    )
    assert.deepEqual(
      [plain, without, granted].map(({ scope }) => scope.includes('offline_access')),
      [false, false, true],
    )
    for (const [client, { refresh: token }] of [
      [online, plain],
      [declined, without],
    ] as const) {
      assert.equal((await refresh(stage().url, client, token)).status, 200)
    }
    await signOut(person)
    for (const [client, { access, refresh: token }] of [
      [online, plain],
      [declined, without],
    ] as const) {
      assert.equal(await isActive(stage().url, client, access), false)
      assert.equal(errorOf(await refresh(stage().url, client, token)), 'invalid_grant')
    }
    assert.equal(await isActive(stage().url, offline, granted.access), true)
    assert.equal((await refresh(stage().url, offline, granted.refresh)).status, 200)
  })

  test('L21 an application that acts for itself gets no offline_access', async () => {
    const client = await register(stage())
    const some = tokenScope(
      await clientCredentials(stage().url, client, { scope: 'RealTimeApi offline_access' }),
    )
    assert.equal(some, 'RealTimeApi')
    const alone = await clientCredentials(stage().url, client, { scope: 'offline_access' })
    assert.deepEqual([alone.status, errorOf(alone)], [400, 'invalid_scope'])
  })
})

function tokenScope(answer: Answer): unknown {
  const body = answer.json()
  assert.ok(typeof body === 'object' && body !== null && 'scope' in body && !('refresh_token' in body))
  return body.scope
}

test('L21 a session that ends by time alone takes no refresh token along (docs/decisions/0011)', async () => {
  const stage = await startInside()
  try {
    const client = await register(stage)
    const person = await stage.newPerson(MANAGER)
    const answer = await authorize(person, client, challenge, { scope: ONLINE })
    const { refresh: token } = await tokensOf(stage, client, answer)
    stage.advance(13 * 60 * 60_000)
    const silent = authorizePath(client, challenge, { scope: ONLINE, prompt: 'none' })
    assert.equal(errorOf(await person.get(silent)), 'login_required')
    assert.equal((await refresh(stage.url, client, token)).status, 200)
  } finally {
    await stage.stop()
  }
})
