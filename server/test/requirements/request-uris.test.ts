import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { errorOf } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { askForEdit } from '../support/wire/choices.ts'
import { type Client, edit, register } from '../support/wire/management.ts'
import { decide, pkce, redeem, tokensIn } from '../support/wire/oauth.ts'
import {
  askWith,
  keySetOf,
  makeClientKey,
  objectPath,
  parameter,
  registerSigner,
  requestClaims,
  signWith,
  startPlace,
  unsigned,
} from '../support/wire/request-object.ts'
import { MANAGER, onStage, PASSWORD } from '../support/wire/stage.ts'

const KEY = makeClientKey('ES256', 'one')

onStage('request objects by reference', stage => {
  const signed = async (client: Client, changes: object = {}, header: object = {}) =>
    signWith(KEY, requestClaims(stage(), client, changes), header)

  test('L18 a request_uri that is not registered is refused, and nobody is asked', async () => {
    const place = await startPlace()
    try {
      const client = await registerSigner(stage(), KEY, { requestUris: [place.url('/request.jwt')] })
      place.serves.text = await signed(client)
      const bent = [
        place.url('/request.jwt?'),
        place.url('/request.jwt#x'),
        place.url('/other'),
        `${place.url('/request.jwt')} `,
        'http://169.254.169.254/latest',
        'https://169.254.169.254/',
        'file:///etc/passwd',
        'urn:ietf:params:oauth:request_uri:x',
        `${stage().url}/oauth2/jwks`,
      ]
      for (const uri of bent) {
        const answer = await askWith(stage(), client, { request_uri: uri, redirect_uri: client.callbackUrl })
        assert.equal(errorOf(answer), 'request_uri_not_supported', uri)
      }
      assert.equal(place.connections(), 0)
      for (const metadata of [
        { requestUris: ['https://169.254.169.254/'] },
        { jwks: null, jwksUri: 'https://10.0.0.1/' },
      ]) {
        assert.equal((await askForEdit(stage(), client.id, { metadata })).status, 400)
      }
    } finally {
      await place.stop()
    }
  })

  test('L18 a registered request_uri is asked once, and what stood there then is what is granted', async () => {
    const place = await startPlace()
    try {
      const uri = place.url('/request.jwt')
      const client = await registerSigner(stage(), KEY, { requestUris: [uri] })
      const { verifier, challenge } = pkce()
      place.serves.text = await signed(client, { code_challenge: challenge, scope: 'RealTimeApi' })
      const person = openBrowser(stage().url)
      const page = await person.get(objectPath(client, { request_uri: uri }))
      assert.ok(page.text.includes('action="/sign-in"'), page.text)
      // From here on the address says something else, and then nothing at all.
      place.serves.text = await signed(client, { scope: 'RealTimeApi ReportingApi', state: 'another' })
      const fields = { ...hiddenFields(page.text), userName: MANAGER, password: PASSWORD }
      const next = (await person.post('/sign-in', fields)).location()
      place.serves.status = 500
      const consent = await person.get(`${next?.pathname}${next?.search}`)
      assert.doesNotMatch(consent.text, /ReportingApi/)
      const answer = await decide(person, consent)
      assert.equal(parameter(answer, 'state'), 'a state inside')
      const code = { code: parameter(answer, 'code') ?? '', verifier, redirectUri: client.callbackUrl }
      assert.equal(tokensIn(await redeem(stage().url, client, code)).scope, 'RealTimeApi')
      assert.equal(place.connections(), 1)
      assert.match(place.accepts.at(-1) ?? '', /^application\/oauth-authz-req\+jwt/)
    } finally {
      await place.stop()
    }
  })

  test('L18 what does not come from a registered request_uri as it should is invalid_request_uri', async () => {
    const place = await startPlace()
    try {
      const [uri, gone] = [place.url('/request.jwt'), 'http://127.0.0.1:1/request.jwt']
      const client = await registerSigner(stage(), KEY, { requestUris: [uri, gone] })
      const good = await signed(client)
      for (const [status, text, to] of [
        [404, good, uri],
        [500, good, uri],
        [204, '', uri],
        [200, 'x'.repeat(64 * 1024 + 1), uri],
        [200, good, gone],
      ] as const) {
        Object.assign(place.serves, { status, text })
        const answer = await askWith(stage(), client, { request_uri: to, redirect_uri: client.callbackUrl })
        assert.equal(errorOf(answer), 'invalid_request_uri', `${status}`)
        assert.match(parameter(answer, 'error_description') ?? '', /gave no request object/)
      }
      for (const text of ['', '<html>', `${good}\n`]) {
        Object.assign(place.serves, { status: 200, text })
        const answer = await askWith(stage(), client, { request_uri: uri, redirect_uri: client.callbackUrl })
        assert.equal(errorOf(answer), 'invalid_request_object', text)
      }
    } finally {
      await place.stop()
    }
  })

  test('L18 the hash in a registered request_uri is held against what nobody signed', async () => {
    const place = await startPlace()
    try {
      const client = await register(stage())
      const object = unsigned(requestClaims(stage(), client))
      const hash = createHash('sha256').update(object).digest('base64url')
      const uri = place.url(`/request.jwt#${hash}`)
      await edit(stage(), client.id, { metadata: { requestObjectSigningAlg: 'none', requestUris: [uri] } })
      place.serves.text = object
      const beside = { request_uri: uri, redirect_uri: client.callbackUrl }
      assert.match(parameter(await askWith(stage(), client, beside), 'code') ?? '', /^lkc_/)
      place.serves.text = unsigned(requestClaims(stage(), client, { state: 'another' }))
      assert.equal(errorOf(await askWith(stage(), client, beside)), 'invalid_request_uri')
      // A signed object may be renewed at an address whose hash is of another one.
      await edit(stage(), client.id, { metadata: { requestObjectSigningAlg: 'ES256', jwks: keySetOf(KEY) } })
      place.serves.text = await signed(client)
      assert.match(parameter(await askWith(stage(), client, beside), 'code') ?? '', /^lkc_/)
    } finally {
      await place.stop()
    }
  })
})
