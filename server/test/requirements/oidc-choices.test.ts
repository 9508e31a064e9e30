import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import { at, errorOf, isRecord, listAt, numberAt, send, textAt, textsAt } from '../support/wire/answer.ts'
import {
  ALGORITHMS,
  inFragment,
  leftHalf,
  registerChoosing,
  subjectAtUserinfo,
  userinfo,
} from '../support/wire/choices.ts'
import { edit } from '../support/wire/management.ts'
import {
  authorizePath,
  decodeJwt,
  introspect,
  pkce,
  redeem,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

const TYPES = ['code', 'id_token', 'id_token token', 'code id_token', 'code id_token token']

function isKeySet(value: unknown): value is JSONWebKeySet {
  return isRecord(value) && Array.isArray(value['keys'])
}

async function published(stage: Stage): Promise<JSONWebKeySet> {
  const keys = (await send(`${stage.url}/oauth2/jwks`)).json()
  assert.ok(isKeySet(keys))
  return keys
}

/** Verifies a JWT as an application would: the key of its kid, this algorithm alone, this issuer, this audience. */
async function verified(stage: Stage, token: string, alg: string, audience: string): Promise<JWTPayload> {
  const keys = createLocalJWKSet(await published(stage))
  const expected = { algorithms: [alg], issuer: stage.url, audience }
  return (await jwtVerify(token, keys, expected)).payload
}

onStage('what an application chose of OpenID Connect', stage => {
  for (const { alg, hash } of ALGORITHMS) {
    test(`L01 every ID token is signed with ${alg} where an application chose it, refreshed ones too`, async () => {
      const client = await registerChoosing(stage(), { idTokenSignedResponseAlg: alg })
      const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
      const first = await verified(stage(), textAt(tokens.body, 'id_token'), alg, client.id)
      const next = tokensIn(await refresh(stage().url, client, tokens.refresh))
      const second = await verified(stage(), textAt(next.body, 'id_token'), alg, client.id)
      assert.equal(second['at_hash'], leftHalf(hash, next.access))
      for (const claim of ['iss', 'sub', 'aud', 'auth_time', 'sid']) {
        assert.equal(second[claim], first[claim], claim)
      }
      assert.equal(at(decodeJwt(next.access).header, 'alg'), 'ES256')
    })

    test(`L13 at_hash and c_hash are made as ${alg} wants, in every response type`, async () => {
      const client = await registerChoosing(stage(), { idTokenSignedResponseAlg: alg })
      for (const response_type of TYPES) {
        const mode = { response_type, response_mode: 'fragment' }
        const { fragment, verifier } = await inFragment(stage(), client, mode)
        const [code, access] = [fragment.get('code'), fragment.get('access_token')]
        const early = fragment.get('id_token')
        assert.equal(early !== null, response_type !== 'code', response_type)
        const claims = early === null ? null : await verified(stage(), early, alg, client.id)
        assert.equal(claims?.['at_hash'], access === null ? undefined : leftHalf(hash, access))
        assert.equal(claims?.['c_hash'], code === null || claims === null ? undefined : leftHalf(hash, code))
        if (code === null) continue
        const held = { code, verifier, redirectUri: client.callbackUrl }
        const tokens = tokensIn(await redeem(stage().url, client, held))
        const late = await verified(stage(), textAt(tokens.body, 'id_token'), alg, client.id)
        assert.equal(late['at_hash'], leftHalf(hash, tokens.access))
        if (claims !== null) assert.deepEqual([late.iss, late.sub], [claims.iss, claims.sub])
      }
    })

    test(`L16 userinfo is a JWT signed with ${alg} where an application chose it, and JSON again without`, async () => {
      const client = await registerChoosing(stage(), { userinfoSignedResponseAlg: alg })
      const { access, body } = await tokensFor(stage(), client, { scope: 'openid profile email' })
      for (const method of ['GET', 'POST'] as const) {
        const answer = await userinfo(stage(), access, method)
        assert.equal(answer.status, 200)
        assert.equal(answer.headers.get('content-type'), 'application/jwt')
        assert.equal(answer.headers.get('cache-control'), 'no-store')
        const claims = await verified(stage(), answer.text, alg, client.id)
        assert.deepEqual([claims.aud, claims['email'], claims.exp], [client.id, MANAGER, undefined])
        assert.equal(claims.sub, at(decodeJwt(textAt(body, 'id_token')).claims, 'sub'))
      }
      assert.equal((await userinfo(stage(), 'x')).status, 401)
      await edit(stage(), client.id, { metadata: { userinfoSignedResponseAlg: null } })
      const plain = await userinfo(stage(), access)
      assert.match(plain.headers.get('content-type') ?? '', /^application\/json/)
      assert.deepEqual(Object.keys(Object(plain.json())), [
        'sub',
        'name',
        'preferred_username',
        'updated_at',
        'email',
        'email_verified',
      ])
    })

    test(`Y01 a hint signed with ${alg} is taken, and under its kid no other algorithm is`, async () => {
      const client = await registerChoosing(stage(), { idTokenSignedResponseAlg: alg })
      const { body } = await tokensFor(stage(), client, { scope: 'openid' })
      const hint = textAt(body, 'id_token')
      // What it is signed with was the application's choice then; what it chose since says nothing about the token.
      await edit(stage(), client.id, { metadata: { idTokenSignedResponseAlg: 'RS256' } })
      const manager = await stage().person(MANAGER)
      const withHint = (id_token_hint: string) =>
        manager.get(
          authorizePath(client, pkce().challenge, { scope: 'openid', prompt: 'none', id_token_hint }),
        )
      assert.match((await withHint(hint)).location()?.searchParams.get('code') ?? '', /^lkc_/)
      const { header } = decodeJwt(hint)
      const [, claims = '', signature = ''] = hint.split('.')
      const key = (await published(stage())).keys.find(({ kid }) => kid === at(header, 'kid'))
      for (const other of [
        'none',
        'HS256',
        ...ALGORITHMS.map(each => each.alg).filter(name => name !== alg),
      ]) {
        const forged = Buffer.from(JSON.stringify({ ...Object(header), alg: other })).toString('base64url')
        const made = createHmac('sha256', JSON.stringify(key))
          .update(`${forged}.${claims}`)
          .digest('base64url')
        for (const end of [signature, made, '']) {
          assert.equal(errorOf(await withHint(`${forged}.${claims}.${end}`)), 'invalid_request', other)
        }
      }
    })
  }

  test('Y02 an ID token whose kid leads elsewhere is no hint', async () => {
    const client = await registerChoosing(stage(), { idTokenSignedResponseAlg: 'EdDSA' })
    const hint = textAt((await tokensFor(stage(), client, { scope: 'openid' })).body, 'id_token')
    const [, claims = '', signature = ''] = hint.split('.')
    const manager = await stage().person(MANAGER)
    const kids = (await published(stage())).keys.map(({ kid }) => kid)
    const own = at(decodeJwt(hint).header, 'kid')
    for (const changes of [
      ...kids.filter(kid => kid !== own).map(kid => ({ kid })),
      { kid: undefined },
      { kid: '../../etc/passwd' },
      { kid: "' OR 1=1 --" },
      { kid: 'x', jku: 'http://127.0.0.1:1/jwks', x5u: 'http://127.0.0.1:1/x' },
    ]) {
      const header = { alg: 'EdDSA', typ: 'JWT', ...changes }
      const id_token_hint = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${claims}.${signature}`
      const answer = await manager.get(authorizePath(client, pkce().challenge, { id_token_hint }))
      assert.equal(errorOf(answer), 'invalid_request', JSON.stringify(changes))
    }
  })

  test('Y03 a signed userinfo answer is no access token and no hint, and an ID token of any algorithm no access token', async () => {
    for (const { alg } of ALGORITHMS) {
      const chosen = { idTokenSignedResponseAlg: alg, userinfoSignedResponseAlg: alg }
      const client = await registerChoosing(stage(), chosen)
      const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
      const info = (await userinfo(stage(), tokens.access)).text
      for (const token of [info, textAt(tokens.body, 'id_token')]) {
        assert.equal((await userinfo(stage(), token)).status, 401)
        assert.equal((await introspect(stage().url, client, token)).text, '{"active":false}')
        assert.notEqual((await refresh(stage().url, client, token)).status, 200)
      }
      const manager = await stage().person(MANAGER)
      const hinted = { scope: 'openid', prompt: 'none', id_token_hint: info }
      const answer = await manager.get(authorizePath(client, pkce().challenge, hinted))
      assert.equal(errorOf(answer), 'invalid_request')
    }
  })

  test('L17 the scope email releases the address and that it is verified, and what is not known is left out', async () => {
    const client = await registerChoosing(stage(), {})
    const scope = 'openid profile email phone address'
    const tokens = await tokensFor(stage(), client, { scope }, AGENT)
    assert.equal(tokens.scope, scope)
    const info = (await userinfo(stage(), tokens.access)).json()
    assert.deepEqual([at(info, 'email'), at(info, 'email_verified')], [AGENT, true])
    for (const unknown of ['phone_number', 'phone_number_verified', 'address']) {
      assert.equal(at(info, unknown), undefined, unknown)
    }
    const less = await tokensFor(stage(), client, { scope: 'openid profile' }, AGENT)
    assert.equal(at((await userinfo(stage(), less.access)).json(), 'email'), undefined)
  })

  test('L17 with an access token the ID token holds what was asked for there, and all only where that was chosen', async () => {
    const names = ['name', 'preferred_username', 'email', 'email_verified']
    const held = (idToken: string) => {
      const { claims } = decodeJwt(idToken)
      return names.filter(name => at(claims, name) !== undefined)
    }
    const scope = 'openid profile email offline_access'
    for (const [chosen, claims, expected] of [
      [false, null, []],
      [false, JSON.stringify({ id_token: { email: null, sub: null } }), ['email']],
      [false, JSON.stringify({ userinfo: { email: null } }), []],
      [true, null, names],
    ] as const) {
      const client = await registerChoosing(stage(), { scopeClaimsInIdToken: chosen })
      const tokens = await tokensFor(
        stage(),
        client,
        { scope, ...(claims === null ? {} : { claims }) },
        AGENT,
      )
      assert.deepEqual(held(textAt(tokens.body, 'id_token')), expected)
      const again = await refresh(stage().url, client, tokens.refresh)
      assert.deepEqual(held(textAt(again.json(), 'id_token')), expected, 'after a refresh')
      assert.deepEqual([at((await userinfo(stage(), tokens.access)).json(), 'email')], [AGENT])
    }
  })

  test('L15 userinfo by GET and POST names the subject of the ID token, public or pairwise', async () => {
    for (const subjectType of ['public', 'pairwise']) {
      const client = await registerChoosing(stage(), { subjectType })
      for (const scope of ['openid', 'openid RealTimeApi']) {
        const tokens = await tokensFor(stage(), client, { scope })
        const sub = textAt(decodeJwt(textAt(tokens.body, 'id_token')).claims, 'sub')
        assert.equal(await subjectAtUserinfo(stage(), tokens.access), sub)
        assert.equal(at((await userinfo(stage(), tokens.access, 'POST')).json(), 'sub'), sub)
      }
    }
  })

  test('L28 discovery lists every algorithm and both kinds of subject, and the claims that are released', async () => {
    const metadata = (await send(`${stage().url}/.well-known/openid-configuration`)).json()
    const algorithms = ALGORITHMS.map(each => each.alg)
    for (const what of ['id_token', 'userinfo']) {
      assert.deepEqual(textsAt(metadata, `${what}_signing_alg_values_supported`), algorithms)
    }
    assert.deepEqual(textsAt(metadata, 'subject_types_supported'), ['public', 'pairwise'])
    const keys = (await send(`${stage().url}/oauth2/jwks`)).json()
    const offered = listAt(keys, 'keys').map(key => textAt(key, 'alg'))
    for (const alg of algorithms) assert.ok(offered.includes(alg), alg)
    const claims = textsAt(metadata, 'claims_supported')
    const client = await registerChoosing(stage(), {})
    const scopes = textsAt(metadata, 'scopes_supported')
    for (const scope of ['openid', 'profile', 'email', 'address', 'phone', 'offline_access']) {
      assert.ok(scopes.includes(scope), scope)
    }
    const asked = { scope: 'openid profile email address phone', nonce: 'n' }
    const { body } = await tokensFor(stage(), client, asked)
    const { claims: released } = decodeJwt(textAt(body, 'id_token'))
    const hashes = ['at_hash', 'c_hash']
    for (const name of Object.keys(Object(released))) {
      assert.ok(claims.includes(name) || hashes.includes(name), name)
    }
    assert.ok(numberAt(released, 'exp') > 0)
  })
})
