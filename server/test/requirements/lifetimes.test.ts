import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type InsideStage, onInsideStage, startInside } from '../support/inside/inside-stage.ts'
import { type Answer, at, errorOf, numberAt } from '../support/wire/answer.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorize,
  clientCredentials,
  codeFor,
  decodeJwt,
  introspect,
  isActive,
  pkce,
  redeem,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { MANAGER, type Stage } from '../support/wire/stage.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NO_LIMITS = { accessToken: null, refreshIdle: null, refreshLongest: null }
/** A public external application of the sample's catalogue. */
const EXTERNAL: Client = {
  id: 'app_01934f6a5b7c7000800000000000a001',
  secret: null,
  callbackUrl: 'http://127.0.0.1/callback',
  scopes: ['RealTimeApi'],
}

async function setUnit(stage: Stage, body: unknown): Promise<void> {
  const answer = await call(await stage.newPerson(MANAGER), 'PATCH /business-unit', { body })
  assert.equal(answer.status, 200, answer.text)
}

/** An access token that came, and what the answer said of its life. */
type Issued = { readonly token: string; readonly expiresIn: number }

function inBody(answer: Answer): Issued {
  assert.equal(answer.status, 200, answer.text)
  const body = answer.json()
  return { token: String(at(body, 'access_token')), expiresIn: numberAt(body, 'expires_in') }
}

async function fromTheFront(stage: Stage, client: Client, responseType: string): Promise<Issued> {
  const { challenge } = pkce()
  const changes = { response_type: responseType, nonce: 'n', scope: 'openid RealTimeApi' }
  const answer = await authorize(await stage.person(MANAGER), client, challenge, changes)
  const fragment = new URLSearchParams(answer.location()?.hash.slice(1))
  const token = fragment.get('access_token') ?? assert.fail(`${answer.status} ${fragment.toString()}`)
  return { token, expiresIn: Number(fragment.get('expires_in')) }
}

/** Every way to an access token. */
const GRANTS: Readonly<Record<string, (stage: Stage, client: Client) => Promise<Issued>>> = {
  'client credentials': async (stage, client) => inBody(await clientCredentials(stage.url, client)),
  code: async (stage, client) => inBody(await redeem(stage.url, client, await codeFor(stage, client))),
  refresh: async (stage, client) =>
    inBody(await refresh(stage.url, client, (await tokensFor(stage, client)).refresh)),
  'code token': (stage, client) => fromTheFront(stage, client, 'code token'),
  'id_token token': (stage, client) => fromTheFront(stage, client, 'id_token token'),
}

async function assertLives(stage: Stage, client: Client, issued: Issued, expected: number): Promise<void> {
  const { claims } = decodeJwt(issued.token)
  const told = (await introspect(stage.url, client, issued.token)).json()
  assert.deepEqual(
    [issued.expiresIn, numberAt(claims, 'exp') - numberAt(claims, 'iat'), numberAt(told, 'exp')],
    [expected, expected, numberAt(claims, 'exp')],
  )
}

/** What the application wishes, what the business unit allows, in seconds; and what holds, without a code and else. */
const SETTINGS = [
  { wish: null, limit: null, lives: 900, implicit: 3600 },
  { wish: 300, limit: null, lives: 300, implicit: 300 },
  { wish: 3600, limit: null, lives: 3600, implicit: 3600 },
  { wish: null, limit: 120, lives: 120, implicit: 120 },
  { wish: null, limit: 1800, lives: 900, implicit: 1800 },
  { wish: 300, limit: 600, lives: 300, implicit: 300 },
  { wish: 3600, limit: 600, lives: 600, implicit: 600 },
] as const

onInsideStage('how long tokens live', stage => {
  test('U05 access tokens of every grant live as the application wishes, within the limits of its business unit', async () => {
    const client = await register(stage())
    await setUnit(stage(), { implicitAllowed: true })
    await edit(stage(), client.id, { implicitAllowed: true })
    for (const { wish, limit, lives, implicit } of SETTINGS) {
      await setUnit(stage(), { limits: NO_LIMITS })
      await edit(stage(), client.id, { lifetimes: { accessToken: wish } })
      await setUnit(stage(), { limits: { accessToken: limit } })
      for (const [grant, get] of Object.entries(GRANTS)) {
        const expected = grant === 'id_token token' ? implicit : lives
        await assertLives(stage(), client, await get(stage(), client), expected)
      }
      const shown = (await call(await stage().person(MANAGER), `GET /applications/${client.id}`)).json()
      assert.equal(at(shown, 'effectiveLifetimes', 'accessToken'), lives)
    }
    await setUnit(stage(), { limits: NO_LIMITS })
  })

  test('U05 the authorization of an external application shortens its tokens in that business unit', async () => {
    const manager = await stage().person(MANAGER)
    const made = await call(manager, 'POST /authorizations', { body: { applicationId: EXTERNAL.id } })
    assert.equal(made.status, 201, made.text)
    const witness = await register(stage())
    for (const [accessToken, limit, expected] of [
      [null, null, 900],
      [3600, null, 900],
      [240, null, 240],
      [240, 120, 120],
    ] as const) {
      await setUnit(stage(), { limits: NO_LIMITS })
      await edit(stage(), EXTERNAL.id, { lifetimes: { accessToken } })
      await setUnit(stage(), { limits: { accessToken: limit } })
      for (const grant of ['code', 'refresh'] as const) {
        const get = GRANTS[grant] ?? assert.fail(grant)
        await assertLives(stage(), witness, await get(stage(), EXTERNAL), expected)
      }
      const shown = (await call(manager, `GET /applications/${EXTERNAL.id}`)).json()
      assert.equal(at(shown, 'effectiveLifetimes', 'accessToken'), expected)
    }
    await setUnit(stage(), { limits: NO_LIMITS })
  })

  test('U05 an access token never outlives the sign-in that it ends with', async () => {
    const client = await register(stage())
    await edit(stage(), client.id, { lifetimes: { refreshLongest: 300 } })
    for (const grant of ['code', 'refresh'] as const) {
      const get = GRANTS[grant] ?? assert.fail(grant)
      const issued = await get(stage(), client)
      assert.ok(issued.expiresIn <= 300, `${issued.expiresIn}`)
      await assertLives(stage(), client, issued, issued.expiresIn)
    }
    const own = GRANTS['client credentials'] ?? assert.fail()
    await assertLives(stage(), client, await own(stage(), client), 900)
  })
})

/** Runs a test on a Latchkey of its own, whose clock it may move as it likes. */
async function alone(work: (stage: InsideStage) => Promise<void>): Promise<void> {
  const stage = await startInside()
  try {
    await work(stage)
  } finally {
    await stage.stop()
  }
}

/** The stage with people who sign in anew each time, since their sessions end too. */
function afresh(stage: InsideStage): InsideStage {
  return { ...stage, person: userName => stage.newPerson(userName) }
}

async function isRefused(stage: Stage, client: Client, token: string): Promise<boolean> {
  const known = await isActive(stage.url, client, token)
  const answer = await refresh(stage.url, client, token)
  assert.equal(known, answer.status === 200, 'introspection says another thing')
  if (answer.status === 200) return false
  assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_grant'])
  return true
}

test('B17 a refresh token ends when it is not used for as long as its application may leave it, kept or replaced', () =>
  alone(async stage => {
    const [kept, replaced] = [await register(stage), await register(stage)]
    for (const { id } of [kept, replaced]) await edit(stage, id, { lifetimes: { refreshIdle: 3600 } })
    await edit(stage, replaced.id, { rotateRefreshTokens: true })
    for (const client of [kept, replaced]) {
      const first = (await tokensFor(afresh(stage), client)).refresh
      stage.advance(50 * MINUTE)
      const second = tokensIn(await refresh(stage.url, client, first)).refresh
      assert.equal(second === first, client === kept)
      stage.advance(50 * MINUTE)
      assert.equal(await isActive(stage.url, client, second), true)
      const third = tokensIn(await refresh(stage.url, client, second)).refresh
      stage.advance(HOUR)
      assert.equal(await isRefused(stage, client, third), true)
    }
  }))

test('O05 a sign-in ends when its application says, however often its tokens were refreshed', () =>
  alone(async stage => {
    const client = await register(stage)
    await edit(stage, client.id, { lifetimes: { refreshLongest: 2 * 3600 } })
    const { refresh: token } = await tokensFor(stage, client)
    for (let quarter = 1; quarter < 8; quarter++) {
      stage.advance(15 * MINUTE)
      const issued = inBody(await refresh(stage.url, client, token))
      assert.ok(issued.expiresIn <= 900)
    }
    stage.advance(15 * MINUTE)
    assert.equal(await isRefused(stage, client, token), true)
  }))

test('O05 a limit that is lowered ends at once what is older, one that is raised lengthens nothing that began under it', () =>
  alone(async stage => {
    const [client, other] = [await register(stage), await register(stage)]
    const [old, used] = [await tokensFor(stage, client), await tokensFor(stage, other)]
    stage.advance(2 * HOUR)
    assert.equal(await isRefused(stage, other, used.refresh), false)
    const young = await tokensFor(afresh(stage), client)
    // Unused for two hours; the other was used just now.
    await setUnit(stage, { limits: { refreshIdle: 3600 } })
    assert.equal(await isRefused(stage, client, old.refresh), true)
    assert.equal(await isRefused(stage, other, used.refresh), false)
    // Two hours old, however often it was used.
    await setUnit(stage, { limits: { refreshIdle: null, refreshLongest: 3600 } })
    assert.equal(await isRefused(stage, other, used.refresh), true)
    assert.equal(await isActive(stage.url, client, used.access), false)
    assert.equal(await isActive(stage.url, client, young.refresh), true)
    // What began under a limit keeps the end it was given.
    const short = await tokensFor(afresh(stage), client)
    await setUnit(stage, { limits: NO_LIMITS })
    stage.advance(HOUR)
    assert.equal(await isRefused(stage, client, short.refresh), true)
    assert.equal(await isRefused(stage, client, young.refresh), false)
    stage.advance(90 * DAY)
    assert.equal(await isRefused(stage, client, young.refresh), true)
  }))
