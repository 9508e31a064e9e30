import { sha256Hex } from '../../../keys/hash.ts'
import { MINUTE } from '../../../lib/clock.ts'
import type { Deps } from '../../deps.ts'
import type { LiveSession } from '../../people/sessions.ts'

/** What the person did because of this very request: `chose` to go on as the user signed in, or `signedIn` for it. */
export type Interaction = { readonly signedIn: boolean; readonly chose: boolean }

/** The parameter in which a proof travels from our own pages back to the request. Clients cannot make one. */
const PROOF = 'latchkey_done'
/** How long what the person did answers the request. */
const DONE_LIFE = 10 * MINUTE

const ENDPOINT = '/oauth2/authorize?'

/** Separates a request from the proof that one of our pages put behind it. In: the encoded parameters as they came. */
export function splitProof(text: string): { readonly query: string; readonly proof: string | null } {
  const parameters = new URLSearchParams(text)
  const proof = parameters.get(PROOF)
  parameters.delete(PROOF)
  return { query: parameters.toString(), proof }
}

/** A proof holds for one deed, one session and one request, so that it can be carried over to no other. */
function purpose(deed: 'signed in' | 'chose', sessionHash: string, query: string): string {
  return `${deed} ${sessionHash} ${sha256Hex(query)}`
}

function withProof(deps: Deps, query: string, what: string): string {
  const proof = deps.sealer.seal(what, String(deps.clock()))
  return `${ENDPOINT}${query}&${PROOF}=${encodeURIComponent(proof)}`
}

/**
 * Where somebody goes on who just signed in. On the way to an application it carries the proof that prompt=login and
 * max_age=0 are met (OpenID Connect Core §3.1.2.1): by this and nothing else, so that editing the address skips
 * nothing and a request is not asked for twice.
 * In: the path to go on to, and the value of the new session.
 */
export function pathAfterSignIn(deps: Deps, path: string, sessionValue: string): string {
  if (!path.startsWith(ENDPOINT)) return path
  const { query } = splitProof(path.slice(ENDPOINT.length))
  return withProof(deps, query, purpose('signed in', sha256Hex(sessionValue), query))
}

/** Where somebody goes on who chooses to stay who they are (prompt=select_account). In: the request without a proof. */
export function pathAfterChoice(deps: Deps, query: string, session: LiveSession): string {
  return withProof(deps, query, purpose('chose', session.record.hash, query))
}

/** What the person did for this request. In: the request and its proof, apart, and who is signed in now. */
export function interactionOf(
  deps: Deps,
  asked: { readonly query: string; readonly proof: string | null },
  session: LiveSession | null,
): Interaction {
  const { query, proof } = asked
  const did = (deed: 'signed in' | 'chose'): boolean => {
    if (session === null || proof === null) return false
    const at = deps.sealer.open(purpose(deed, session.record.hash, query), proof)
    return at !== null && deps.clock() - Number(at) <= DONE_LIFE
  }
  const signedIn = did('signed in')
  return { signedIn, chose: signedIn || did('chose') }
}
