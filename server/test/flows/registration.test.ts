import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as openid from 'openid-client'
import { decide } from '../support/wire/oauth.ts'
import { allowRegistration, makeRegistrationToken } from '../support/wire/registration.ts'
import { makeClientKey } from '../support/wire/request-object.ts'
import { AGENT, onStage, type Stage } from '../support/wire/stage.ts'

const CALLBACK = 'https://client.example/callback'

/** Registers with the library, which finds the endpoint by discovery. */
async function registerWith(
  stage: Stage,
  metadata: Partial<openid.ClientMetadata>,
  authentication?: openid.ClientAuth,
): Promise<openid.Configuration> {
  const { value } = await makeRegistrationToken(stage, { uses: 1 })
  const asked = { redirect_uris: [CALLBACK], client_name: 'Library', ...metadata }
  return openid.dynamicClientRegistration(new URL(stage.url), asked, authentication, {
    initialAccessToken: value,
    execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
  })
}

/** The code flow with PKCE and nonce, as the library does it. */
async function codeFlow(stage: Stage, configuration: openid.Configuration) {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier()
  const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()]
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: CALLBACK,
    scope: 'openid RealTimeApi offline_access',
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const person = await stage.person(AGENT)
  const answer = await decide(person, await person.get(`${url.pathname}${url.search}`))
  const arrived = answer.location() ?? assert.fail(`no redirect: ${answer.status} ${answer.text}`)
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true }
  return openid.authorizationCodeGrant(configuration, arrived, checks)
}

/** As WebCrypto names them in the keys it exports. */
const NAMES = { ES256: 'ES256', PS256: 'PS256', EdDSA: 'Ed25519' } as const

const CODE_AND_REFRESH = { grant_types: ['authorization_code', 'refresh_token'] }

onStage('openid-client registers itself', stage => {
  for (const method of ['client_secret_basic', 'client_secret_post', 'none'] as const) {
    test(`and gets tokens, authenticated by ${method}`, async () => {
      const how = {
        client_secret_basic: openid.ClientSecretBasic(),
        client_secret_post: openid.ClientSecretPost(),
        none: openid.None(),
      }
      const chosen = { ...CODE_AND_REFRESH, token_endpoint_auth_method: method }
      const configuration = await registerWith(stage(), chosen, how[method])
      const tokens = await codeFlow(stage(), configuration)
      const claims = tokens.claims() ?? assert.fail('no ID token')
      assert.equal(claims.aud, configuration.clientMetadata().client_id)
      const refreshed = await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '')
      assert.equal(refreshed.claims()?.sub, claims.sub)
    })
  }

  for (const [name, proof] of [
    ['posts its secret', openid.ClientSecretPost()],
    ['sends its secret by Basic', openid.ClientSecretBasic()],
  ] as const) {
    test(`without saying how it proves itself, and ${name}`, async () => {
      const configuration = await registerWith(stage(), CODE_AND_REFRESH, proof)
      assert.equal(configuration.clientMetadata().token_endpoint_auth_method, 'client_secret_basic')
      assert.equal((await codeFlow(stage(), configuration)).token_type, 'bearer')
    })
  }

  for (const algorithm of ['ES256', 'PS256', 'EdDSA'] as const) {
    test(`with its key set, and gets tokens, authenticated by private_key_jwt with ${algorithm}`, async () => {
      const key = makeClientKey(algorithm, 'one')
      const imported = {
        ES256: { name: 'ECDSA', namedCurve: 'P-256' },
        PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
        EdDSA: { name: 'Ed25519' },
      }
      const pem = key.privateKey.export({ format: 'der', type: 'pkcs8' })
      const privateKey = await crypto.subtle.importKey('pkcs8', pem, imported[algorithm], false, ['sign'])
      const configuration = await registerWith(
        stage(),
        {
          grant_types: [...CODE_AND_REFRESH.grant_types, 'client_credentials'],
          token_endpoint_auth_method: 'private_key_jwt',
          jwks: { keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'one', alg: NAMES[algorithm] }] },
          id_token_signed_response_alg: 'ES256',
        },
        openid.PrivateKeyJwt({ key: privateKey, kid: 'one' }),
      )
      assert.equal(configuration.clientMetadata().client_secret, undefined)
      const tokens = await codeFlow(stage(), configuration)
      assert.ok(tokens.claims() !== undefined)
      const own = await openid.clientCredentialsGrant(configuration, { scope: 'RealTimeApi' })
      const introspected = await openid.tokenIntrospection(configuration, own.access_token)
      assert.equal(introspected.active, true)
      await openid.tokenRevocation(configuration, own.access_token)
      assert.equal((await openid.tokenIntrospection(configuration, own.access_token)).active, false)
    })
  }

  test('and is told in words why it may not', async () => {
    await assert.rejects(
      registerWith(stage(), { redirect_uris: ['javascript:alert(1)'] }),
      (error: unknown) => {
        return error instanceof openid.ResponseBodyError && error.error === 'invalid_redirect_uri'
      },
    )
    await allowRegistration(stage(), false)
    const options = { initialAccessToken: 'x', execute: [openid.allowInsecureRequests] }
    await assert.rejects(
      openid.dynamicClientRegistration(new URL(stage().url), {}, undefined, options),
      /registration_endpoint/,
    )
  })
})
