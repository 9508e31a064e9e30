import type { Sent } from '../support/wire/oauth.ts'
import {
  type ClientKey,
  makeClientKey,
  objectPath,
  requestClaims,
  seconds,
  signWith,
} from '../support/wire/request-object.ts'
import { OBJECT_KEY, type Peer, type Script } from './oracle.ts'

type Bent = {
  /** Changes of the claims. */
  readonly claims?: (peer: Peer) => object
  /** What comes beside the object, instead of the registered redirect_uri and a state. */
  readonly beside?: (peer: Peer) => Sent
  readonly header?: object
  readonly key?: ClientKey
}

/** An authorization request in a request object of `web`. */
function sends(name: string, { claims, beside, header, key = OBJECT_KEY }: Bent): Script {
  const run = async (peer: Peer) => {
    const request = await signWith(key, requestClaims(peer, peer.web, claims?.(peer)), header)
    const around = beside?.(peer) ?? { redirect_uri: peer.web.callbackUrl, state: 'outside' }
    const browser = await peer.person()
    return peer.follow(browser, await browser.get(objectPath(peer.web, { request, ...around })))
  }
  return { name: `request object: ${name}`, run }
}

/** Scripted requests whose parameters come as a signed request object. */
export const REQUEST_OBJECT_SCRIPTS: readonly Script[] = [
  sends('good', {}),
  sends('good, with nothing beside it', { beside: () => ({}) }),
  sends('good, with another redirect_uri beside it', {
    beside: () => ({ redirect_uri: 'https://evil.example/' }),
  }),
  sends('good, with a challenge beside it alone', {
    claims: () => ({ code_challenge: undefined, code_challenge_method: undefined }),
    beside: peer => ({
      redirect_uri: peer.web.callbackUrl,
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    }),
  }),
  sends('without response_type', { claims: () => ({ response_type: undefined }) }),
  sends('with another response_type beside it', {
    beside: peer => ({ redirect_uri: peer.web.callbackUrl, response_type: 'none' }),
  }),
  sends('with an unregistered redirect_uri', { claims: () => ({ redirect_uri: 'https://evil.example/' }) }),
  sends('of another application', { claims: peer => ({ client_id: peer.other.id, iss: peer.other.id }) }),
  sends('for somebody else', { claims: () => ({ aud: 'https://other.example' }) }),
  sends('without aud and iss', { claims: () => ({ aud: undefined, iss: undefined }) }),
  sends('that has expired', { claims: () => ({ exp: seconds(-120) }) }),
  sends('that is not valid yet', { claims: () => ({ nbf: seconds(120) }) }),
  sends('with a request object inside', { claims: () => ({ request: 'a.b.c' }) }),
  sends('of another type', { header: { typ: 'at+jwt' } }),
  sends('signed by a stranger', { key: makeClientKey('ES256', OBJECT_KEY.kid) }),
  sends('signed with a key of another name', { header: { kid: 'two' } }),
  sends('with an unknown scope inside', { claims: () => ({ scope: 'RootApi' }) }),
]
