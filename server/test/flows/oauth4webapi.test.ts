import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as oauth from 'oauth4webapi'
import { ALGORITHMS, registerChoosing } from '../support/wire/choices.ts'
import { type Client, register } from '../support/wire/management.ts'
import { decide } from '../support/wire/oauth.ts'
import { AGENT, onStage, type Stage } from '../support/wire/stage.ts'

/** The issuer is this machine, so plain http is let pass. */
const LOCAL = { [oauth.allowInsecureRequests]: true } as const

async function discover(stage: Stage, algorithm: 'oidc' | 'oauth2'): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(stage.url)
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm, ...LOCAL }))
}

function authenticationOf(client: Client): oauth.ClientAuth {
  return client.secret === null ? oauth.None() : oauth.ClientSecretBasic(client.secret)
}

type Started = {
  readonly server: oauth.AuthorizationServer
  readonly known: oauth.Client
  readonly authentication: oauth.ClientAuth
  readonly tokens: oauth.TokenEndpointResponse
}

async function codeFlow(stage: Stage, client: Client, chosen: Partial<oauth.Client> = {}): Promise<Started> {
  const server = await discover(stage, 'oidc')
  const [known, authentication] = [{ ...chosen, client_id: client.id }, authenticationOf(client)]
  const verifier = oauth.generateRandomCodeVerifier()
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
  const url = new URL(server.authorization_endpoint ?? assert.fail('no authorization endpoint'))
  url.search = new URLSearchParams({
    client_id: client.id,
    redirect_uri: client.callbackUrl,
    response_type: 'code',
    scope: 'openid RealTimeApi',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  }).toString()
  const person = await stage.person(AGENT)
  const answer = await decide(person, await person.get(`${url.pathname}${url.search}`))
  const arrived = answer.location() ?? assert.fail(`no redirect: ${answer.text}`)
  const parameters = oauth.validateAuthResponse(server, known, arrived, state)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    known,
    authentication,
    parameters,
    client.callbackUrl,
    verifier,
    LOCAL,
  )
  const tokens = await oauth.processAuthorizationCodeResponse(server, known, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  })
  await oauth.validateApplicationLevelSignature(server, response, LOCAL)
  return { server, known, authentication, tokens }
}

onStage('oauth4webapi', stage => {
  for (const clientType of ['confidential', 'public'] as const) {
    test(`takes a ${clientType} application from discovery to a revoked refresh token`, async () => {
      const { server, known, authentication, tokens } = await codeFlow(
        stage(),
        await register(stage(), { clientType }),
      )
      const claims = oauth.getValidatedIdTokenClaims(tokens) ?? assert.fail('no ID token')
      const info = await oauth.userInfoRequest(server, known, tokens.access_token, LOCAL)
      assert.equal((await oauth.processUserInfoResponse(server, known, claims.sub, info)).sub, claims.sub)
      const token = tokens.refresh_token ?? assert.fail('no refresh token')
      const response = await oauth.refreshTokenGrantRequest(server, known, authentication, token, LOCAL)
      const refreshed = await oauth.processRefreshTokenResponse(server, known, response)
      const live = refreshed.refresh_token ?? assert.fail('no refresh token')
      const revoked = await oauth.revocationRequest(server, known, authentication, live, LOCAL)
      await oauth.processRevocationResponse(revoked)
      const dead = await oauth.refreshTokenGrantRequest(server, known, authentication, live, LOCAL)
      await assert.rejects(
        oauth.processRefreshTokenResponse(server, known, dead),
        (error: unknown) => error instanceof oauth.ResponseBodyError && error.error === 'invalid_grant',
      )
    })
  }

  for (const { alg } of ALGORITHMS) {
    test(`validates an ID token and userinfo signed with ${alg}, and takes them with no other algorithm`, async () => {
      const metadata = { idTokenSignedResponseAlg: alg, userinfoSignedResponseAlg: alg }
      const client = await registerChoosing(stage(), metadata)
      const chosen = { id_token_signed_response_alg: alg, userinfo_signed_response_alg: alg }
      const { server, known, tokens } = await codeFlow(stage(), client, chosen)
      const { sub } = oauth.getValidatedIdTokenClaims(tokens) ?? assert.fail('no ID token')
      const response = await oauth.userInfoRequest(server, known, tokens.access_token, LOCAL)
      assert.equal((await oauth.processUserInfoResponse(server, known, sub, response)).sub, sub)
      await oauth.validateApplicationLevelSignature(server, response, LOCAL)
      const other = alg === 'RS256' ? 'ES256' : 'RS256'
      await assert.rejects(codeFlow(stage(), client, { ...chosen, id_token_signed_response_alg: other }))
    })
  }

  test('validates our access tokens as RFC 9068 says, and introspects them', async () => {
    const { server, known, authentication, tokens } = await codeFlow(stage(), await register(stage()))
    const call = new Request(`${stage().url}/any`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    })
    const claims = await oauth.validateJwtAccessToken(server, call, 'urn:latchkey:api:RealTimeApi', LOCAL)
    assert.deepEqual([claims.client_id, claims.scope], [known.client_id, 'openid RealTimeApi'])
    const response = await oauth.introspectionRequest(
      server,
      known,
      authentication,
      tokens.access_token,
      LOCAL,
    )
    const described = await oauth.processIntrospectionResponse(server, known, response)
    assert.deepEqual([described.active, described.sub], [true, claims.sub])
  })

  test('gets a token for the application itself by the metadata of RFC 8414', async () => {
    const client = await register(stage())
    const server = await discover(stage(), 'oauth2')
    const known = { client_id: client.id }
    const scope = { scope: 'ReportingApi' }
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      known,
      authenticationOf(client),
      scope,
      LOCAL,
    )
    const tokens = await oauth.processClientCredentialsResponse(server, known, response)
    assert.deepEqual([tokens.scope, tokens.refresh_token], ['ReportingApi', undefined])
  })
})
