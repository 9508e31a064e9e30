import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as openid from 'openid-client'
import { ALGORITHMS, registerChoosing } from '../support/wire/choices.ts'
import { type Client, register } from '../support/wire/management.ts'
import { decide } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

/** A configuration by discovery, as an application would begin. Insecure requests: the issuer is this machine. */
function configure(
  stage: Stage,
  client: Client,
  how: 'basic' | 'post' | 'none',
  chosen?: Partial<openid.ClientMetadata>,
): Promise<openid.Configuration> {
  const secret = client.secret ?? ''
  const authentication =
    how === 'none'
      ? openid.None()
      : how === 'basic'
        ? openid.ClientSecretBasic(secret)
        : openid.ClientSecretPost(secret)
  return openid.discovery(new URL(stage.url), client.id, chosen, authentication, {
    execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks],
  })
}

/** Sends a person through the authorization request of the library. Out: the URL their browser ended at. */
async function visit(stage: Stage, url: URL, userName: string): Promise<URL> {
  const person = await stage.person(userName)
  const answer = await decide(person, await person.get(`${url.pathname}${url.search}`))
  return answer.location() ?? assert.fail(`no redirect: ${answer.status} ${answer.text}`)
}

type Started = {
  readonly configuration: openid.Configuration
  readonly tokens: Awaited<ReturnType<typeof openid.authorizationCodeGrant>>
}

async function codeFlow(stage: Stage, client: Client, configuration: openid.Configuration): Promise<Started> {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier()
  const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()]
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: client.callbackUrl,
    scope: 'openid profile RealTimeApi offline_access',
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const arrived = await visit(stage, url, AGENT)
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true }
  const tokens = await openid.authorizationCodeGrant(configuration, arrived, checks)
  return { configuration, tokens }
}

onStage('openid-client', stage => {
  for (const [how, clientType] of [
    ['basic', 'confidential'],
    ['post', 'confidential'],
    ['none', 'public'],
  ] as const) {
    test(`gets tokens by code with PKCE and nonce, authenticated by ${how}`, async () => {
      const client = await register(stage(), { clientType })
      const { configuration, tokens } = await codeFlow(stage(), client, await configure(stage(), client, how))
      const claims = tokens.claims() ?? assert.fail('no ID token')
      assert.deepEqual([claims.iss, claims.aud], [stage().url, client.id])
      const info = await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      assert.deepEqual([info.sub, info.preferred_username], [claims.sub, AGENT])
      const refreshed = await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '')
      assert.equal(refreshed.claims()?.sub, claims.sub)
      assert.equal(refreshed.refresh_token === tokens.refresh_token, clientType === 'confidential')
      await openid.tokenRevocation(configuration, refreshed.refresh_token ?? '')
      await assert.rejects(
        openid.refreshTokenGrant(configuration, refreshed.refresh_token ?? ''),
        (error: unknown) => error instanceof openid.ResponseBodyError && error.error === 'invalid_grant',
      )
    })
  }

  for (const { alg } of ALGORITHMS) {
    test(`takes ID tokens and userinfo signed with ${alg}, of a subject of its own sector`, async () => {
      const client = await registerChoosing(stage(), {
        idTokenSignedResponseAlg: alg,
        userinfoSignedResponseAlg: alg,
        subjectType: 'pairwise',
      })
      const chosen = { id_token_signed_response_alg: alg, userinfo_signed_response_alg: alg }
      const configuration = await configure(stage(), client, 'basic', chosen)
      const { tokens } = await codeFlow(stage(), client, configuration)
      const claims = tokens.claims() ?? assert.fail('no ID token')
      const info = await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      assert.deepEqual([info.sub, info.preferred_username], [claims.sub, AGENT])
      const refreshed = await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '')
      assert.equal(refreshed.claims()?.sub, claims.sub)
    })

    test(`takes the ID tokens of the hybrid and implicit types signed with ${alg}, with their hashes`, async () => {
      const client = await registerChoosing(stage(), {
        idTokenSignedResponseAlg: alg,
        subjectType: 'pairwise',
      })
      const chosen = { id_token_signed_response_alg: alg }
      const hybrid = await configure(stage(), client, 'basic', chosen)
      openid.useCodeIdTokenResponseType(hybrid)
      assert.equal((await codeFlow(stage(), client, hybrid)).tokens.claims()?.aud, client.id)
      const implicit = await configure(stage(), client, 'basic', chosen)
      openid.useIdTokenResponseType(implicit)
      const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()]
      const url = openid.buildAuthorizationUrl(implicit, {
        redirect_uri: client.callbackUrl,
        scope: 'openid profile',
        state: expectedState,
        nonce: expectedNonce,
      })
      const arrived = await visit(stage(), url, AGENT)
      const claims = await openid.implicitAuthentication(implicit, arrived, expectedNonce, { expectedState })
      assert.equal(claims['preferred_username'], AGENT)
    })
  }

  test('introspects a token, and sees it inactive once it is revoked', async () => {
    const client = await register(stage())
    const { configuration, tokens } = await codeFlow(
      stage(),
      client,
      await configure(stage(), client, 'basic'),
    )
    const before = await openid.tokenIntrospection(configuration, tokens.access_token)
    assert.deepEqual([before.active, before.client_id], [true, configuration.clientMetadata().client_id])
    await openid.tokenRevocation(configuration, tokens.access_token)
    assert.deepEqual(await openid.tokenIntrospection(configuration, tokens.access_token), { active: false })
  })

  test('gets a token for the application itself, as narrow as it asks', async () => {
    const configuration = await configure(stage(), await register(stage()), 'basic')
    const all = await openid.clientCredentialsGrant(configuration)
    assert.deepEqual([all.scope, all.expires_in], ['RealTimeApi ReportingApi', 900])
    const one = await openid.clientCredentialsGrant(configuration, { scope: 'ReportingApi' })
    assert.deepEqual([one.scope, one.token_type], ['ReportingApi', 'bearer'])
  })

  test('is told the reason when a person says no', async () => {
    const client = await register(stage())
    const configuration = await configure(stage(), client, 'basic')
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: client.callbackUrl,
      scope: 'RealTimeApi',
      state: 's',
      code_challenge: await openid.calculatePKCECodeChallenge(openid.randomPKCECodeVerifier()),
      code_challenge_method: 'S256',
    })
    const manager = await stage().person(MANAGER)
    const page = await manager.get(`${url.pathname}${url.search}`)
    const arrived = (await decide(manager, page, 'deny')).location() ?? assert.fail('no redirect')
    await assert.rejects(
      openid.authorizationCodeGrant(configuration, arrived, { expectedState: 's' }),
      (error: unknown) =>
        error instanceof openid.AuthorizationResponseError && error.error === 'access_denied',
    )
  })
})
