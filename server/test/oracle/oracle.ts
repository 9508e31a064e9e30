import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import { type Configuration, Provider } from 'oidc-provider'
import { freePort } from '../support/free-port.ts'
import type { Answer } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, openBrowser } from '../support/wire/browser.ts'
import type { Client } from '../support/wire/management.ts'
import { authorizePath, type Code, pkce, type Sent } from '../support/wire/oauth.ts'
import { makeClientKey } from '../support/wire/request-object.ts'

/** A server that the scripts talk to: ours or the oracle. */
export type Peer = {
  readonly url: string
  /** A confidential application, a public one on this machine, and another confidential one. */
  readonly web: Client
  readonly native: Client
  readonly other: Client
  /** A browser in which somebody is signed in who consented to `web` and `native`. */
  person(): Promise<Browser>
  /** Answers what a person is asked, and gives the redirect that follows, or an answer that asks nothing. */
  follow(browser: Browser, answer: Answer): Promise<Answer>
}

export type Script = { readonly name: string; readonly run: (peer: Peer) => Promise<Answer> }

/** With what the applications sign their request objects. */
export const OBJECT_KEY = makeClientKey('ES256', 'one')

const SCOPES = ['RealTimeApi', 'ReportingApi']
const AUDIENCE = 'urn:latchkey:api:RealTimeApi'

function clientOf(id: string, secret: string | null, callbackUrl: string): Client {
  return { id, secret, callbackUrl, scopes: SCOPES }
}

const web = clientOf('web', randomBytes(32).toString('hex'), 'https://client.example/callback')
const other = clientOf('other', randomBytes(32).toString('hex'), 'https://client.example/callback')
const native = clientOf('native', null, 'http://127.0.0.1/callback')

async function keySet(): Promise<NonNullable<Configuration['jwks']>> {
  const keys = await Promise.all(
    ['ES256', 'RS256'].map(async alg => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true })
      return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: alg }
    }),
  )
  return { keys: keys.map(key => ({ ...key, kty: key.kty ?? '' })) }
}

async function configuration(): Promise<Configuration> {
  const common = {
    response_types: ['code' as const],
    scope: ['openid profile offline_access', ...SCOPES].join(' '),
  }
  const confidential = [web, other].map(client => ({
    ...common,
    client_id: client.id,
    client_secret: client.secret ?? '',
    redirect_uris: [client.callbackUrl],
    post_logout_redirect_uris: ['https://client.example/signed-out'],
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_method: 'client_secret_basic' as const,
    jwks: { keys: [{ ...OBJECT_KEY.publicKey.export({ format: 'jwk' }), kid: OBJECT_KEY.kid, kty: 'EC' }] },
  }))
  return {
    clients: [
      ...confidential,
      {
        ...common,
        client_id: native.id,
        redirect_uris: [native.callbackUrl],
        application_type: 'native',
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'none',
      },
    ],
    jwks: await keySet(),
    cookies: { keys: [randomBytes(32).toString('hex')], long: { sameSite: 'none' } },
    scopes: ['openid', 'profile', 'offline_access', ...SCOPES],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, name: 'Somebody' }) }),
    enableHttpPostMethods: true,
    pkce: { required: () => true },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: ctx => ctx.oidc.client?.clientAuthMethod === 'none',
    ttl: { AccessToken: 900, AuthorizationCode: 60, RefreshToken: 30 * 86_400, ClientCredentials: 900 },
    features: {
      clientCredentials: { enabled: true },
      jwtUserinfo: { enabled: true },
      requestObjects: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      backchannelLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, audience) => ({
          scope: SCOPES.join(' '),
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 900,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      introspection: '/oauth2/introspect',
      revocation: '/oauth2/revoke',
      userinfo: '/oauth2/userinfo',
      jwks: '/oauth2/jwks',
      end_session: '/oauth2/logout',
    },
  }
}

/** Starts the oracle. Out: the peer, and what closes it. */
export async function startOracle(): Promise<Peer & { close(): Promise<void> }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const provider = new Provider(url, await configuration())
  const answer = provider.callback()
  const server = createServer((request, response) => void answer(request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const person = async () => {
    const browser = openBrowser(url)
    for (const client of [web, native, other]) {
      await followForms(browser, await browser.get(authorizePath(client, pkce().challenge)))
    }
    return browser
  }
  return {
    url,
    web,
    native,
    other,
    person,
    follow: followForms,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Fills in whatever form comes, and follows redirects until one leads away from the server. */
async function followForms(browser: Browser, first: Answer): Promise<Answer> {
  let answer = first
  for (let steps = 0; steps < 12; steps++) {
    const location = answer.location()
    const action = /<form[^>]*action="([^"]*\/interaction\/[^"]*)"/.exec(answer.text)?.[1]
    if (location !== null) {
      if (location.origin !== browser.url) return answer
      answer = await browser.get(`${location.pathname}${location.search}`)
    } else if (action !== undefined) {
      const { pathname } = new URL(action, browser.url)
      const fields = { ...hiddenFields(answer.text), login: 'somebody', password: 'anything' }
      answer = await browser.post(pathname, fields)
    } else return answer
  }
  return answer
}

/** Gets a code from a peer. Throws when there is none. */
export async function codeFrom(peer: Peer, client: Client, changes: Sent = {}): Promise<Code> {
  const { verifier, challenge } = pkce()
  const browser = await peer.person()
  const answer = await peer.follow(browser, await browser.get(authorizePath(client, challenge, changes)))
  const code = answer.location()?.searchParams.get('code')
  if (typeof code !== 'string')
    throw new Error(`no code: ${answer.status} ${answer.location()?.href} ${answer.text}`)
  return { code, verifier, redirectUri: client.callbackUrl }
}
