import { type Answer, send, textAt } from '../support/wire/answer.ts'
import { openBrowser } from '../support/wire/browser.ts'
import type { Client } from '../support/wire/management.ts'
import {
  authorizePath,
  basic,
  formOf,
  introspect,
  pkce,
  postAs,
  postForm,
  redeem,
  refresh,
  type Sent,
  tokensIn,
} from '../support/wire/oauth.ts'
import { codeFrom, type Peer, type Script } from './oracle.ts'
import { REQUEST_OBJECT_SCRIPTS } from './request-objects.ts'

const IMPLICIT = { response_type: 'token', code_challenge: null, code_challenge_method: null }

/** An authorization request of somebody who is signed in, and consents to what is asked. */
function asks(name: string, changes: Sent, of: 'web' | 'native' = 'web'): Script {
  const run = async (peer: Peer) => {
    const browser = await peer.person()
    const path = authorizePath(peer[of], pkce().challenge, changes)
    return peer.follow(browser, await browser.get(path))
  }
  return { name: `authorize: ${name}`, run }
}

const authorizing: readonly Script[] = [
  asks('good', {}),
  asks(
    'good, of a program on this machine at any port',
    { redirect_uri: 'http://127.0.0.1:4711/callback' },
    'native',
  ),
  asks('unknown application', { client_id: 'app_00000000000000000000000000000000' }),
  asks('no application', { client_id: null }),
  asks('unregistered redirect_uri', { redirect_uri: 'https://evil.example/' }),
  asks('no redirect_uri where one is registered', { redirect_uri: null }),
  asks('no response_type', { response_type: null }),
  asks('unknown response_type', { response_type: 'foo' }),
  asks('implicit grant', IMPLICIT),
  asks('no challenge', { code_challenge: null, code_challenge_method: null }),
  asks('method plain', { code_challenge_method: 'plain' }),
  asks('no method', { code_challenge_method: null }),
  asks('malformed challenge', { code_challenge: 'short' }),
  asks('unknown scope', { scope: 'RootApi' }),
  asks('no scope', { scope: null }),
  asks('prompt=none with consent in place', { prompt: 'none' }),
  asks('unknown prompt', { prompt: 'bogus' }),
  asks('prompt=none with another', { prompt: 'none login' }),
  asks('malformed max_age', { max_age: '-1' }),
  asks('request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }),
  asks('request object by reference', { request_uri: 'https://client.example/request' }),
  asks('unknown response_mode', { response_mode: 'bogus' }),
  asks('state twice', { state: ['a', 'b'] }),
  asks('scope twice', { scope: ['RealTimeApi', 'ReportingApi'] }),
  asks('malformed resource', { resource: 'not a URI' }),
  {
    name: 'authorize: prompt=none and nobody signed in',
    run: peer => openBrowser(peer.url).get(authorizePath(peer.web, pkce().challenge, { prompt: 'none' })),
  },
  {
    name: 'authorize: by POST',
    run: async peer => {
      const browser = await peer.person()
      const query = authorizePath(peer.web, pkce().challenge).split('?')[1]
      const fields = Object.fromEntries(new URLSearchParams(query))
      return peer.follow(browser, await browser.post('/oauth2/authorize', fields))
    },
  },
]

function redeems(name: string, changes: Sent, of: 'web' | 'native' | 'other' = 'web'): Script {
  const run = async (peer: Peer) => redeem(peer.url, peer[of], await codeFrom(peer, peer.web), changes)
  return { name: `code: ${name}`, run }
}

const redeeming: readonly Script[] = [
  redeems('good', {}),
  redeems('wrong verifier', { code_verifier: pkce().verifier }),
  redeems('no verifier', { code_verifier: null }),
  redeems('malformed verifier', { code_verifier: 'short' }),
  redeems('another redirect_uri', { redirect_uri: 'https://client.example/other' }),
  redeems('no redirect_uri', { redirect_uri: null }),
  redeems('of another application', {}, 'other'),
  redeems('of another, public application', {}, 'native'),
  redeems('unknown', { code: `lkc_${'x'.repeat(49)}` }),
  redeems('missing', { code: null }),
  {
    name: 'code: with an ID token',
    run: async peer =>
      redeem(peer.url, peer.web, await codeFrom(peer, peer.web, { scope: 'openid RealTimeApi' })),
  },
  {
    name: 'code: twice',
    run: async peer => {
      const code = await codeFrom(peer, peer.web)
      await redeem(peer.url, peer.web, code)
      return redeem(peer.url, peer.web, code)
    },
  },
  {
    name: 'code: right after a wrong verifier',
    run: async peer => {
      const code = await codeFrom(peer, peer.web)
      await redeem(peer.url, peer.web, { ...code, verifier: pkce().verifier })
      return redeem(peer.url, peer.web, code)
    },
  },
]

async function refreshTokenOf(peer: Peer, client: Client): Promise<string> {
  return tokensIn(await redeem(peer.url, client, await codeFrom(peer, client))).refresh
}

function refreshes(
  name: string,
  of: 'web' | 'native',
  then: (peer: Peer, token: string) => Promise<Answer>,
): Script {
  return { name: `refresh: ${name}`, run: async peer => then(peer, await refreshTokenOf(peer, peer[of])) }
}

const refreshing: readonly Script[] = [
  refreshes('of a confidential application', 'web', (peer, token) => refresh(peer.url, peer.web, token)),
  refreshes('of a public application', 'native', (peer, token) => refresh(peer.url, peer.native, token)),
  refreshes('again at once, as if the answer was lost', 'native', async (peer, token) => {
    await refresh(peer.url, peer.native, token)
    return refresh(peer.url, peer.native, token)
  }),
  refreshes('again after its successor was used', 'native', async (peer, token) => {
    await refresh(peer.url, peer.native, tokensIn(await refresh(peer.url, peer.native, token)).refresh)
    return refresh(peer.url, peer.native, token)
  }),
  refreshes('wider scope', 'web', (peer, token) =>
    refresh(peer.url, peer.web, token, { scope: 'RealTimeApi AdminApi' }),
  ),
  refreshes('with a scope that nobody has beside others', 'web', (peer, token) =>
    refresh(peer.url, peer.web, token, { scope: 'RealTimeApi RootApi' }),
  ),
  refreshes('narrower scope', 'web', (peer, token) =>
    refresh(peer.url, peer.web, token, { scope: 'RealTimeApi' }),
  ),
  refreshes('by another application', 'web', (peer, token) => refresh(peer.url, peer.other, token)),
  refreshes('after it was revoked', 'web', async (peer, token) => {
    await postAs(peer.url, '/oauth2/revoke', peer.web, { token })
    return refresh(peer.url, peer.web, token)
  }),
  refreshes('after another application tried to revoke it', 'web', async (peer, token) => {
    await postAs(peer.url, '/oauth2/revoke', peer.other, { token })
    return refresh(peer.url, peer.web, token)
  }),
]

const OWN = { grant_type: 'client_credentials', scope: 'RealTimeApi' }

/** A form to the token endpoint with credentials in the header or wherever the form has them. */
function tokenForm(
  name: string,
  sent: Sent | ((peer: Peer) => Sent),
  credentials: (peer: Peer) => Readonly<Record<string, string>> = peer =>
    basic(peer.web.id, peer.web.secret ?? ''),
): Script {
  const run = (peer: Peer) =>
    postForm(peer.url, '/oauth2/token', typeof sent === 'function' ? sent(peer) : sent, credentials(peer))
  return { name: `token: ${name}`, run }
}

const none = () => ({})

const authenticating: readonly Script[] = [
  tokenForm('client credentials', OWN),
  tokenForm(
    'client credentials of a public application',
    peer => ({ ...OWN, client_id: peer.native.id }),
    none,
  ),
  tokenForm('client credentials with an unknown scope', { ...OWN, scope: 'RootApi' }),
  tokenForm('unknown grant', { grant_type: 'password', username: 'a', password: 'b' }),
  tokenForm('no grant', {}),
  tokenForm('a parameter twice', { ...OWN, scope: ['RealTimeApi', 'RealTimeApi'] }),
  tokenForm('no credentials', OWN, none),
  tokenForm('wrong secret by Basic', OWN, peer => basic(peer.web.id, 'wrong')),
  tokenForm(
    'wrong secret in the body',
    peer => ({ ...OWN, client_id: peer.web.id, client_secret: 'wrong' }),
    none,
  ),
  tokenForm(
    'a confidential application without its secret',
    peer => ({ ...OWN, client_id: peer.web.id }),
    none,
  ),
  tokenForm('unknown application', OWN, () => basic('app_00000000000000000000000000000000', 'x')),
  tokenForm('credentials in both places', peer => ({ ...OWN, client_secret: peer.web.secret ?? '' })),
  tokenForm('malformed Basic', OWN, () => ({ authorization: 'Basic !' })),
  { name: 'token: by GET', run: peer => send(`${peer.url}/oauth2/token`) },
  {
    name: 'token: JSON',
    run: peer => {
      const headers = { ...basic(peer.web.id, peer.web.secret ?? ''), 'content-type': 'application/json' }
      return send(`${peer.url}/oauth2/token`, { method: 'POST', headers, body: JSON.stringify(OWN) })
    },
  },
]

const checking: readonly Script[] = [
  {
    name: 'revoke: unknown token',
    run: peer => postAs(peer.url, '/oauth2/revoke', peer.web, { token: 'x' }),
  },
  { name: 'revoke: no token', run: peer => postAs(peer.url, '/oauth2/revoke', peer.web, {}) },
  { name: 'revoke: no credentials', run: peer => postForm(peer.url, '/oauth2/revoke', { token: 'x' }) },
  {
    name: 'revoke: of another application',
    run: async peer => {
      const token = await refreshTokenOf(peer, peer.web)
      return postAs(peer.url, '/oauth2/revoke', peer.other, { token })
    },
  },
  {
    name: 'introspect: own refresh token',
    run: async peer => introspect(peer.url, peer.web, await refreshTokenOf(peer, peer.web)),
  },
  {
    name: 'introspect: own access token',
    run: async peer => {
      const answer = await postAs(peer.url, '/oauth2/token', peer.web, OWN)
      return introspect(peer.url, peer.web, textAt(answer.json(), 'access_token'))
    },
  },
  {
    name: 'introspect: refresh token of another application',
    run: async peer => introspect(peer.url, peer.other, await refreshTokenOf(peer, peer.web)),
  },
  { name: 'introspect: unknown token', run: peer => introspect(peer.url, peer.web, 'x') },
  { name: 'introspect: no token', run: peer => postAs(peer.url, '/oauth2/introspect', peer.web, {}) },
  {
    name: 'introspect: no credentials',
    run: peer => postForm(peer.url, '/oauth2/introspect', { token: 'x' }),
  },
  { name: 'introspect: by a public application', run: peer => introspect(peer.url, peer.native, 'x') },
  { name: 'userinfo: no token', run: peer => send(`${peer.url}/oauth2/userinfo`) },
  {
    name: 'userinfo: unknown token',
    run: peer => send(`${peer.url}/oauth2/userinfo`, { headers: { authorization: 'Bearer x' } }),
  },
  { name: 'metadata', run: peer => send(`${peer.url}/.well-known/openid-configuration`) },
  { name: 'keys', run: peer => send(`${peer.url}/oauth2/jwks`) },
]

/** Where the applications want people to be sent after a logout, as both servers know it. */
export const SIGNED_OUT = 'https://client.example/signed-out'

/** What a browser asks for that goes to an address. */
const PAGE = { accept: 'text/html' }

/** A logout request of somebody who is signed in; `hint` stands for an ID token of that session. */
function logsOut(name: string, sent: (peer: Peer, hint: string) => Sent): Script {
  const run = async (peer: Peer) => {
    const browser = await peer.person()
    const { verifier, challenge } = pkce()
    const path = authorizePath(peer.web, challenge, { scope: 'openid RealTimeApi' })
    const answer = await peer.follow(browser, await browser.get(path))
    const code = answer.location()?.searchParams.get('code') ?? ''
    const redeemed = await redeem(peer.url, peer.web, {
      code,
      verifier,
      redirectUri: peer.web.callbackUrl,
    })
    const hint = textAt(redeemed.json(), 'id_token')
    return browser.get(`/oauth2/logout?${formOf(sent(peer, hint)).toString()}`, PAGE)
  }
  return { name: `logout: ${name}`, run }
}

const loggingOut: readonly Script[] = [
  logsOut('good', (_, hint) => ({
    id_token_hint: hint,
    post_logout_redirect_uri: SIGNED_OUT,
    state: 's',
  })),
  logsOut('nothing said', () => ({})),
  logsOut('no hint', peer => ({ client_id: peer.web.id, post_logout_redirect_uri: SIGNED_OUT })),
  logsOut('tampered hint', (_, hint) => ({ id_token_hint: `${hint.slice(0, -2)}xx` })),
  logsOut('hint of another application', (peer, hint) => ({
    id_token_hint: hint,
    client_id: peer.other.id,
  })),
  logsOut('unregistered post_logout_redirect_uri', (_, hint) => ({
    id_token_hint: hint,
    post_logout_redirect_uri: 'https://evil.example/',
  })),
  logsOut('query added to post_logout_redirect_uri', (_, hint) => ({
    id_token_hint: hint,
    post_logout_redirect_uri: `${SIGNED_OUT}?foo=bar`,
  })),
  logsOut('post_logout_redirect_uri of nobody known', () => ({ post_logout_redirect_uri: SIGNED_OUT })),
  logsOut('unknown application', () => ({ client_id: 'app_00000000000000000000000000000000' })),
  logsOut('state twice', (_, hint) => ({ id_token_hint: hint, state: ['a', 'b'] })),
  {
    name: 'logout: nobody signed in',
    run: peer => openBrowser(peer.url).get('/oauth2/logout', PAGE),
  },
]

/** Every scripted request, in the order of the record. */
export const SCRIPTS: readonly Script[] = [
  ...authorizing,
  ...REQUEST_OBJECT_SCRIPTS,
  ...redeeming,
  ...refreshing,
  ...authenticating,
  ...checking,
  ...loggingOut,
]
