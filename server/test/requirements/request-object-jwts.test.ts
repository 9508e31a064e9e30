import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { errorOf, send, textAt } from '../support/wire/answer.ts'
import { askForEdit } from '../support/wire/choices.ts'
import { type Client, edit, register } from '../support/wire/management.ts'
import { basic, formOf, tokensFor } from '../support/wire/oauth.ts'
import {
  askWith,
  encodePart,
  keySetOf,
  makeClientKey,
  objectPath,
  parameter,
  registerSigner,
  requestClaims,
  seconds,
  signWith,
  startPlace,
  unsigned,
} from '../support/wire/request-object.ts'
import { MANAGER, onStage } from '../support/wire/stage.ts'

const KEY = makeClientKey('ES256', 'one')

onStage('JWTs that are no request objects', stage => {
  const signed = async (client: Client, changes: object = {}, header: object = {}) =>
    signWith(KEY, requestClaims(stage(), client, changes), header)

  test('Y01 a request object with alg none, or with HS256 under a public key or the secret, is refused', async () => {
    const client = await registerSigner(stage(), KEY)
    const claims = requestClaims(stage(), client)
    const secrets = [
      KEY.publicKey.export({ type: 'spki', format: 'pem' }),
      keySetOf(KEY),
      JSON.stringify(KEY.publicKey.export({ format: 'jwk' })),
      client.secret ?? '',
    ]
    const macs = secrets.map(secret => {
      const input = `${encodePart({ alg: 'HS256', kid: 'one' })}.${encodePart(claims)}`
      return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
    })
    const [, , signature] = (await signed(client)).split('.')
    const spelled = ['none', 'None', 'nOnE', 'NONE', ''].map(alg => unsigned(claims, { alg }))
    for (const request of [...macs, ...spelled, `${unsigned(claims)}${signature}`]) {
      const answer = await askWith(stage(), client, { request, redirect_uri: client.callbackUrl })
      assert.equal(errorOf(answer), 'invalid_request_object', request.slice(0, 60))
    }
  })

  test('Y02 no kid, jku, x5u or jwk of a request object leads to a key, a file or a connection', async () => {
    const canary = await startPlace(keySetOf(KEY))
    try {
      const stranger = makeClientKey('ES256', 'stranger')
      const client = await registerSigner(stage(), KEY)
      const claims = requestClaims(stage(), client)
      const url = canary.url('/jwks')
      const headers = [
        { kid: '../../etc/passwd' },
        { kid: "' or 1=1 --" },
        { kid: '__proto__' },
        { kid: url },
        { kid: '' },
        { kid: 'one' },
        { kid: 1 },
        { kid: 'one', jku: url, x5u: url },
        { kid: undefined, jku: url },
        { kid: undefined, jwk: stranger.publicKey.export({ format: 'jwk' }) },
        { kid: undefined, x5c: ['AA=='] },
      ]
      for (const header of headers) {
        const request = await signWith(stranger, claims, header)
        const answer = await askWith(stage(), client, { request, redirect_uri: client.callbackUrl })
        assert.equal(errorOf(answer), 'invalid_request_object', JSON.stringify(header))
      }
      // With its own key it is good, and still nobody looks where the header points.
      const pointed = await signed(client, {}, { jku: url, x5u: url })
      assert.match(parameter(await askWith(stage(), client, { request: pointed }), 'code') ?? '', /^lkc_/)
      assert.equal(canary.connections(), 0)
    } finally {
      await canary.stop()
    }
  })

  test('Y03 no other kind of JWT is a request object, and a request object proves nobody', async () => {
    const client = await registerSigner(stage(), KEY)
    const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    const redirect = { redirect_uri: client.callbackUrl }
    const assertion = { iss: client.id, sub: client.id, aud: stage().url, exp: seconds(60), jti: 'x' }
    const others = [
      tokens.access,
      textAt(tokens.body, 'id_token'),
      await signWith(KEY, assertion, { typ: 'JWT' }),
      await signed(client, assertion, { typ: 'JWT' }),
    ]
    for (const typ of ['at+jwt', 'logout+jwt', 'dpop+jwt', 'client-authentication+jwt', 'secevent+jwt']) {
      others.push(await signed(client, {}, { typ }))
    }
    for (const request of others) {
      assert.equal(
        errorOf(await askWith(stage(), client, { request, ...redirect })),
        'invalid_request_object',
      )
    }
    const object = await signed(client)
    const headers = { authorization: `Bearer ${object}` }
    assert.equal((await send(`${stage().url}/oauth2/userinfo`, { headers })).status, 401)
    const form = formOf({
      grant_type: 'client_credentials',
      client_id: client.id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: object,
    })
    const asClient = await send(`${stage().url}/oauth2/token`, { method: 'POST', body: form })
    assert.equal(asClient.status, 401)
    const introspected = await send(`${stage().url}/oauth2/introspect`, {
      method: 'POST',
      headers: basic(client.id, client.secret ?? ''),
      body: formOf({ token: object }),
    })
    assert.equal(introspected.text, '{"active":false}')
    const hinted = await askWith(stage(), client, {
      request: await signed(client, { id_token_hint: object }),
    })
    assert.equal(errorOf(hinted), 'invalid_request')
  })

  test('Y04 an RSA key of 1024 bits is neither registered nor used from a key set', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const jwks = JSON.stringify({ keys: [{ ...weak.publicKey.export({ format: 'jwk' }), kid: 'weak' }] })
    const place = await startPlace(jwks)
    try {
      const client = await register(stage())
      assert.equal((await askForEdit(stage(), client.id, { metadata: { jwks } })).status, 400)
      await edit(stage(), client.id, { metadata: { jwksUri: place.url('/jwks') } })
      const key = makeClientKey('RS256', 'weak')
      const request = await signWith(key, requestClaims(stage(), client))
      const answer = await askWith(stage(), client, { request, redirect_uri: client.callbackUrl })
      assert.equal(errorOf(answer), 'invalid_request_object')
    } finally {
      await place.stop()
    }
  })

  test('Y05 a request object is exactly three parts of canonical base64url, no longer than it may be, and never a 500', async () => {
    const client = await registerSigner(stage(), KEY)
    const good = await signed(client)
    const [header = '', claims = '', signature = ''] = good.split('.')
    const crit = encodePart({ alg: 'ES256', kid: 'one', crit: ['x'], x: 1 })
    const plain = JSON.stringify(requestClaims(stage(), client))
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    const bent = [
      'x',
      '..',
      '.'.repeat(5000),
      `${good}.`,
      `${good}.${signature}`,
      `${good}=`,
      `${header}=.${claims}.${signature}`,
      ` ${good}`,
      `${good}\n`,
      `${header}.${claims}`,
      `${header}.${claims}.`,
      `${header}..${signature}`,
      `${good}+`,
      `${header}.${claims}.${signature.slice(0, -1)}/`,
      `${crit}.${claims}.${signature}`,
      `${encodePart('[]')}.${claims}.${signature}`,
      `${header}.${encodePart('"x"')}.${signature}`,
      `${header}.${Buffer.from([0xff, 0xfe]).toString('base64url')}.${signature}`,
      await signWith(KEY, `${plain.slice(0, -1)},"claims":${deep}}`),
      await signWith(KEY, `${plain} {}`),
      await signed(client, { state: 'x'.repeat(5000) }),
    ]
    const manager = await stage().person(MANAGER)
    for (const request of bent) {
      const fields = { client_id: client.id, redirect_uri: client.callbackUrl, request }
      const answer = await manager.post('/oauth2/authorize', fields)
      assert.equal(errorOf(answer), 'invalid_request_object', request.slice(0, 60))
    }
    const long = { client_id: client.id, request: 'x'.repeat(1024 * 1024) }
    assert.ok([400, 413].includes((await manager.post('/oauth2/authorize', long)).status))
    const got = await manager.get(objectPath(client, long)).catch(() => null)
    assert.ok(got === null || [400, 413, 414, 431].includes(got.status))
  })
})
