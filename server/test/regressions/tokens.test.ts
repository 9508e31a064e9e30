import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, errorOf, isRecord, parseJson, send } from '../support/wire/answer.ts'
import { type Client, register } from '../support/wire/management.ts'
import {
  codeFor,
  decodeJwt,
  introspect,
  isActive,
  ownToken,
  postAs,
  redeem,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { OTHER_MANAGER } from '../support/wire/stage.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Every door that takes an access token, asked with this one. Out: the doors that it opened. */
async function opened(stage: InsideStage, client: Client, token: string): Promise<readonly string[]> {
  const authorization = `Bearer ${token}`
  const doors: string[] = []
  for (const path of ['/oauth2/userinfo', '/api/v1/me', '/api/v1/applications']) {
    const answer = await send(`${stage.url}${path}`, { headers: { authorization } })
    if (answer.status === 200) doors.push(path)
    else assert.ok(answer.status === 401 || answer.status === 403, `${path}: ${answer.status}`)
  }
  if (await isActive(stage.url, client, token)) doors.push('introspection')
  return doors
}

function refusedAs(answer: Answer, error: string): void {
  assert.deepEqual([answer.status, errorOf(answer)], [400, error], answer.text)
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

onInsideStage('tokens', stage => {
  const scopes = ['RealTimeApi', 'AdminApi', 'ReportingApi']

  test('X021 a revocation that cannot be kept is 503 and never a false 200; afterwards it works', async () => {
    const client = await register(stage())
    const own = await ownToken(stage(), client)
    const tokens = await tokensFor(stage(), client)
    const everyToken = [own, tokens.access, tokens.refresh]
    const { db } = stage().deps.store
    await sql`pragma query_only = on`.execute(db)
    try {
      for (const token of everyToken) {
        const answer = await postAs(stage().url, '/oauth2/revoke', client, { token })
        assert.deepEqual([answer.status, errorOf(answer)], [503, 'temporarily_unavailable'])
        assert.equal(await isActive(stage().url, client, token), true)
      }
    } finally {
      await sql`pragma query_only = off`.execute(db)
    }
    for (const token of everyToken) {
      assert.equal((await postAs(stage().url, '/oauth2/revoke', client, { token })).status, 200)
      assert.equal(await isActive(stage().url, client, token), false)
    }
  })

  test('X025 who does not serve the audience of a token learns nothing about it', async () => {
    const client = await register(stage(), { scopes })
    const { access, refresh: refreshToken } = await tokensFor(stage(), client, { scope: 'RealTimeApi' })
    const own = await ownToken(stage(), client, { scope: 'RealTimeApi' })
    const askers = [
      await register(stage(), { scopes: ['ReportingApi'] }),
      await register(stage(), { scopes, by: OTHER_MANAGER }),
    ]
    for (const asker of askers) {
      for (const token of [access, refreshToken, own]) {
        assert.equal((await introspect(stage().url, asker, token)).text, '{"active":false}')
      }
    }
    const server = await register(stage(), { scopes: ['RealTimeApi'] })
    assert.equal(await isActive(stage().url, server, access), true)
    assert.equal(await isActive(stage().url, server, refreshToken), false)
  })

  test('X026 no token lives that is cut at any place or made longer', async () => {
    const client = await register(stage(), { clientType: 'confidential', scopes })
    const { access, refresh: refreshToken } = await tokensFor(stage(), client)
    // Whoever asks about so many unknown tokens is stopped (I08), so the clock goes on between them.
    let asked = 0
    const lives = async (text: string) => {
      asked += 1
      if (asked % 250 === 0) stage().advance(60_000)
      return isActive(stage().url, client, text)
    }
    for (const token of [access, refreshToken]) {
      for (let length = 1; length < token.length; length++) {
        assert.equal(await lives(token.slice(0, length)), false, `${length}`)
      }
      for (const more of ['a', '.', '=', '==', ' ', '\n', '\0', `.${token}`, token]) {
        assert.equal(await lives(`${token}${more}`), false, more)
        assert.equal(await lives(`${more}${token}`), false, more)
      }
      assert.equal(await isActive(stage().url, client, token), true)
    }
    for (let length = 1; length < refreshToken.length; length++) {
      refusedAs(await refresh(stage().url, client, refreshToken.slice(0, length)), 'invalid_grant')
    }
    assert.equal((await refresh(stage().url, client, refreshToken)).status, 200)
  })

  test('X059 an ID token, a refresh token, a secret and a code are no access tokens', async () => {
    const client = await register(stage(), { scopes })
    const answer = await redeem(
      stage().url,
      client,
      await codeFor(stage(), client, { scope: 'openid profile AdminApi' }),
    )
    const idToken = at(tokensIn(answer).body, 'id_token')
    const { code } = await codeFor(stage(), client)
    assert.ok(typeof idToken === 'string')
    for (const token of [idToken, client.secret ?? '', code]) {
      assert.deepEqual(await opened(stage(), client, token), [], token)
    }
    assert.deepEqual(
      await opened(stage(), client, tokensIn(answer).refresh),
      ['introspection'],
      'a refresh token lives, and is no access token',
    )
  })

  test('X061 a revoked token opens no door any more', async () => {
    const client = await register(stage(), { scopes })
    const asked = { scope: 'openid AdminApi' }
    const { access } = await tokensFor(stage(), client, asked)
    assert.deepEqual(await opened(stage(), client, access), [
      '/oauth2/userinfo',
      '/api/v1/me',
      '/api/v1/applications',
      'introspection',
    ])
    await postAs(stage().url, '/oauth2/revoke', client, { token: access })
    assert.deepEqual(await opened(stage(), client, access), [])
    const family = await tokensFor(stage(), client, asked)
    await postAs(stage().url, '/oauth2/revoke', client, { token: family.refresh })
    assert.deepEqual(await opened(stage(), client, family.access), [])
    refusedAs(await refresh(stage().url, client, family.refresh), 'invalid_grant')
  })

  test('X067 a token signed with none, or with HS256 over a public key, opens nothing', async () => {
    const client = await register(stage(), { scopes })
    const { access } = await tokensFor(stage(), client, { scope: 'openid AdminApi' })
    const { header, claims } = decodeJwt(access)
    assert.ok(isRecord(header) && isRecord(claims))
    const keys = parseJson((await send(`${stage().url}/oauth2/jwks`)).text)
    const jwks = at(keys, 'keys')
    assert.ok(Array.isArray(jwks))
    const forged: string[] = []
    for (const alg of ['none', 'None', 'NONE', '']) {
      forged.push(`${encode({ ...header, alg })}.${encode(claims)}.`, `${encode({ alg })}.${encode(claims)}.`)
    }
    for (const key of jwks) {
      const input = `${encode({ ...header, alg: 'HS256', kid: at(key, 'kid') })}.${encode(claims)}`
      for (const secret of [JSON.stringify(key), String(at(key, 'x')), String(at(key, 'n')), '']) {
        forged.push(`${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`)
      }
    }
    const [first = '', second = '', third = ''] = access.split('.')
    forged.push(`${first}.${encode({ ...claims, scope: 'openid AdminApi RealTimeApi' })}.${third}`)
    forged.push(`${encode({ ...header, jwk: jwks[0] })}.${second}.${third}`)
    for (const token of forged) assert.deepEqual(await opened(stage(), client, token), [], token)
    assert.ok(forged.length > 12)
  })

  test('X070 the issuer, the end and the type of a token are checked though its signature is ours', async () => {
    const client = await register(stage(), { scopes })
    const { access } = await tokensFor(stage(), client, { scope: 'openid AdminApi' })
    const { claims } = decodeJwt(access)
    assert.ok(isRecord(claims) && typeof claims['exp'] === 'number')
    const keyring = stage().deps.keyring()
    const past = claims['exp'] - 3600
    const wrong: readonly (readonly ['at+jwt' | 'JWT', object])[] = [
      ['JWT', claims],
      ['at+jwt', { ...claims, iss: 'https://elsewhere.example' }],
      ['at+jwt', { ...claims, iss: `${stage().url}/` }],
      ['at+jwt', { ...claims, iss: undefined }],
      ['at+jwt', { ...claims, exp: past }],
      ['at+jwt', { ...claims, exp: undefined }],
      ['at+jwt', { ...claims, exp: `${claims['exp']}` }],
      ['at+jwt', { ...claims, client_id: 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b' }],
      ['at+jwt', { ...claims, bu: '4598765' }],
      ['at+jwt', { ...claims, bu: '9999999' }],
      ['at+jwt', { ...claims, fam: 'fam_01934f6a5b7c7def8a1b2c3d4e5f6a7b' }],
      ['at+jwt', { ...claims, sub: 'usr_01934f6a5b7c7def8a1b2c3d4e5f6a7b' }],
    ]
    for (const [typ, planted] of wrong) {
      const token = keyring.signJwt('ES256', typ, planted)
      assert.deepEqual(await opened(stage(), client, token), [], JSON.stringify(planted))
    }
    const elsewhere = keyring.signJwt('ES256', 'at+jwt', { ...claims, aud: 'urn:latchkey:api:RealTimeApi' })
    assert.ok(!(await opened(stage(), client, elsewhere)).some(door => door.startsWith('/api/')))
    assert.equal((await opened(stage(), client, keyring.signJwt('ES256', 'at+jwt', claims))).length, 4)
  })

  test('X062 a token of one business unit reads and changes nothing of another', async () => {
    const client = await register(stage(), { scopes })
    const theirs = await register(stage(), { by: OTHER_MANAGER, scopes })
    const { access } = await tokensFor(stage(), client, { scope: 'openid AdminApi' })
    const foreign = await tokensFor(stage(), theirs, { scope: 'openid AdminApi' }, OTHER_MANAGER)
    assert.equal(await isActive(stage().url, client, foreign.access), false)
    for (const [token, id] of [
      [access, theirs.id],
      [foreign.access, client.id],
    ] as const) {
      const headers = { authorization: `Bearer ${token}` }
      const read = await send(`${stage().url}/api/v1/applications/${id}`, { headers })
      const end = await send(`${stage().url}/api/v1/applications/${id}/deactivate`, {
        method: 'POST',
        headers,
      })
      assert.deepEqual([read.status, end.status], [404, 404])
    }
    await postAs(stage().url, '/oauth2/revoke', client, { token: foreign.access })
    assert.equal(await isActive(stage().url, theirs, foreign.access), true)
  })

  test('X007 grace, idle time and the longest life of a family end when they should', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const steady = await register(stage())
    const lost = await tokensFor(stage(), client)
    const reused = await tokensFor(stage(), client)
    const idle = await tokensFor(stage(), steady)
    let used = await tokensFor(stage(), client)
    await refresh(stage().url, client, lost.refresh)
    const successor = tokensIn(await refresh(stage().url, client, reused.refresh))
    await refresh(stage().url, client, successor.refresh)
    stage().advance(MINUTE - 1_000)
    assert.equal((await refresh(stage().url, client, reused.refresh)).status, 200)
    stage().advance(2_000)
    assert.equal((await refresh(stage().url, client, lost.refresh)).status, 200)
    refusedAs(await refresh(stage().url, client, reused.refresh), 'invalid_grant')
    refusedAs(await refresh(stage().url, client, successor.refresh), 'invalid_grant')
    for (let month = 0; month < 3; month++) {
      stage().advance(29.9 * DAY)
      used = tokensIn(await refresh(stage().url, client, used.refresh))
      if (month === 1) refusedAs(await refresh(stage().url, steady, idle.refresh), 'invalid_grant')
    }
    stage().advance(0.5 * DAY)
    refusedAs(await refresh(stage().url, client, used.refresh), 'invalid_grant')
    assert.equal(await isActive(stage().url, steady, used.access), false)
  })
})
