import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { errorOf } from '../support/wire/answer.ts'
import { edit, register } from '../support/wire/management.ts'
import { decide } from '../support/wire/oauth.ts'
import {
  askWith,
  type ClientKey,
  keySetOf,
  makeClientKey,
  parameter,
  registerSigner,
  requestClaims,
  signWith,
  startPlace,
} from '../support/wire/request-object.ts'
import { AGENT, onStage, type Stage } from '../support/wire/stage.ts'

const MINUTE = 60_000
const KEY = makeClientKey('ES256', 'one')
/** The issuer is this machine, so plain http is let pass. */
const LOCAL = { [oauth.allowInsecureRequests]: true } as const

/** The private key as the libraries want it. */
function forLibrary({ privateKey, kid }: ClientKey) {
  return { kid, key: privateKey.toCryptoKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']) }
}

/** Sends a person through a request. Out: the URL their browser ended at. */
async function visit(stage: Stage, url: URL): Promise<URL> {
  const person = await stage.person(AGENT)
  const answer = await decide(person, await person.get(`${url.pathname}${url.search}`))
  return answer.location() ?? assert.fail(`no redirect: ${answer.status} ${answer.text}`)
}

onStage('request objects of the client libraries', stage => {
  test('openid-client sends one by value, of an application that must sign, and gets its tokens', async () => {
    const client = await registerSigner(stage(), KEY, { requireSignedRequestObject: true })
    const authentication = openid.ClientSecretBasic(client.secret ?? '')
    const configuration = await openid.discovery(new URL(stage().url), client.id, undefined, authentication, {
      execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
    })
    const pkceCodeVerifier = openid.randomPKCECodeVerifier()
    const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()]
    const parameters = {
      redirect_uri: client.callbackUrl,
      response_type: 'code',
      scope: 'openid profile RealTimeApi',
      claims: '{"id_token":{"name":null}}',
      max_age: '86400',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    }
    const url = await openid.buildAuthorizationUrlWithJAR(configuration, parameters, forLibrary(KEY))
    assert.deepEqual([...url.searchParams.keys()].toSorted(), ['client_id', 'request'])
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true, maxAge: 86_400 }
    const arrived = await visit(stage(), url)
    const tokens = await openid.authorizationCodeGrant(configuration, arrived, checks)
    assert.equal(tokens.scope, 'openid profile RealTimeApi')
    const bare = await visit(stage(), openid.buildAuthorizationUrl(configuration, parameters))
    assert.equal(bare.searchParams.get('error'), 'invalid_request')
  })

  test('oauth4webapi makes one that the application serves by request_uri', async () => {
    const place = await startPlace()
    try {
      const uri = place.url('/request.jwt')
      const client = await registerSigner(stage(), KEY, { requestUris: [uri] })
      const issuer = new URL(stage().url)
      const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, LOCAL))
      const known: oauth.Client = { client_id: client.id }
      const verifier = oauth.generateRandomCodeVerifier()
      const parameters = new URLSearchParams({
        redirect_uri: client.callbackUrl,
        response_type: 'code',
        scope: 'RealTimeApi',
        state: 'a state',
        resource: 'urn:latchkey:api:RealTimeApi',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      place.serves.text = await oauth.issueRequestObject(server, known, parameters, forLibrary(KEY))
      const url = new URL(server.authorization_endpoint ?? assert.fail('no authorization endpoint'))
      url.search = new URLSearchParams({ client_id: client.id, request_uri: uri }).toString()
      const answered = oauth.validateAuthResponse(server, known, await visit(stage(), url), 'a state')
      const authentication = oauth.ClientSecretBasic(client.secret ?? '')
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        known,
        authentication,
        answered,
        client.callbackUrl,
        verifier,
        LOCAL,
      )
      const tokens = await oauth.processAuthorizationCodeResponse(server, known, response)
      assert.equal(tokens.scope, 'RealTimeApi')
    } finally {
      await place.stop()
    }
  })
})

onInsideStage('keys of an application at its jwks_uri', stage => {
  test('are rotated without a word to us: the new key is found by its name, the old one ends', async () => {
    const [old, next] = [makeClientKey('ES256', 'old'), makeClientKey('ES256', 'next')]
    const place = await startPlace(keySetOf(old))
    try {
      const client = await register(stage())
      await edit(stage(), client.id, { metadata: { jwksUri: place.url('/jwks') } })
      const isTaken = async (key: ClientKey): Promise<boolean> => {
        const request = await signWith(
          key,
          requestClaims(stage(), client, { iat: undefined, exp: undefined }),
        )
        const answer = await askWith(stage(), client, { request, redirect_uri: client.callbackUrl })
        if (parameter(answer, 'code') !== null) return true
        assert.equal(errorOf(answer), 'invalid_request_object')
        return false
      }
      assert.deepEqual([await isTaken(old), await isTaken(next)], [true, false])
      assert.equal(place.connections(), 1)
      place.serves.text = keySetOf(old, next)
      stage().advance(MINUTE)
      assert.deepEqual([await isTaken(next), await isTaken(old)], [true, true])
      assert.equal(place.connections(), 2)
      place.serves.text = keySetOf(next)
      stage().advance(5 * MINUTE)
      assert.deepEqual([await isTaken(old), await isTaken(next)], [false, true])
      assert.equal(place.connections(), 3)
      assert.match(place.accepts[0] ?? '', /application\/jwk-set\+json/)
    } finally {
      await place.stop()
    }
  })
})
