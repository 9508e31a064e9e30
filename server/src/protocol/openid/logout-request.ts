import type { Brand } from '../../lib/brand.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type Parameters, singles } from '../parameters.ts'
import { type Refusal, refusal } from '../refusal.ts'

/** A request that the user be logged out (RP-Initiated Logout §2). */
export type LogoutRequest = {
  readonly idTokenHint: string | null
  readonly clientId: string | null
  readonly postLogoutRedirectUri: string | null
  readonly state: string | null
}

/** `logout_hint` cannot name more than the browser's own session, and `ui_locales` is read by the page that asks. */
const NAMES = [
  'id_token_hint',
  'logout_hint',
  'client_id',
  'post_logout_redirect_uri',
  'state',
  'ui_locales',
] as const

/**
 * Reads a logout request.
 * In: the decoded parameters, from the query or a form. Out: the request; unknown parameters are ignored (§2).
 * Refuses a parameter that is given twice.
 */
export function parseLogoutRequest(parameters: Parameters): Result<LogoutRequest, Refusal> {
  const read = singles(parameters, NAMES)
  if (!read.ok) return read
  const { id_token_hint, client_id, post_logout_redirect_uri, state } = read.value
  return ok({
    idTokenHint: id_token_hint,
    clientId: client_id,
    postLogoutRedirectUri: post_logout_redirect_uri,
    state,
  })
}

/** What an ID token says that was given as a hint: the names under which the application knows user and session. */
export type LogoutHint = {
  readonly clientId: string
  readonly subject: string
  /** Null in an ID token that names no session. */
  readonly sessionId: string | null
}

/**
 * Reads the ID token that was given as a hint (§2, §4): expired or not, it must be ours and, when the request names
 * its client, that one's.
 * In: its claims when signature, type and issuer are ours, else null; the client_id of the request, or null.
 */
export function readLogoutHint(
  claims: { readonly [name: string]: unknown } | null,
  clientId: string | null,
): Result<LogoutHint, Refusal> {
  const { aud, sub, sid } = claims ?? {}
  if (typeof aud !== 'string' || typeof sub !== 'string') {
    return err(refusal('hint_invalid', 'The id_token_hint is not an ID token that was issued here.'))
  }
  if (clientId !== null && clientId !== aud) {
    return err(refusal('hint_invalid', 'The id_token_hint was issued to another application than client_id.'))
  }
  return ok({ clientId: aud, subject: sub, sessionId: typeof sid === 'string' ? sid : null })
}

/** A post-logout URL that was compared with the registered ones: having one is the proof. */
type PostLogoutUri = Brand<'post-logout URL'>

/** Where a browser is sent after the logout: the URL as it is registered, and with state behind it. */
export type PostLogoutTarget = { readonly uri: PostLogoutUri; readonly url: string }

function isRegistered(uri: string, registered: readonly string[]): uri is PostLogoutUri {
  return registered.includes(uri)
}

/**
 * Finds where the browser goes after the logout (§2, §3).
 * In: the request, and the post-logout URLs that the application registered, or null when it is not known which one
 * asks. Out: the target with state as it came, or null when none was asked for. Refuses any URL that is not registered
 * character by character; the refusal must be shown and never be sent to it.
 */
export function postLogoutTarget(
  request: Pick<LogoutRequest, 'postLogoutRedirectUri' | 'state'>,
  registered: readonly string[] | null,
): Result<PostLogoutTarget | null, Refusal> {
  const { postLogoutRedirectUri: uri, state } = request
  if (uri === null) return ok(null)
  if (registered === null) {
    const description = 'A post_logout_redirect_uri needs an id_token_hint or a client_id beside it.'
    return err(refusal('post_logout_uri_unregistered', description))
  }
  if (!isRegistered(uri, registered)) {
    const description = 'The post_logout_redirect_uri is not one that the application registered.'
    return err(refusal('post_logout_uri_unregistered', description))
  }
  if (state === null) return ok({ uri, url: uri })
  const query = new URLSearchParams({ state }).toString()
  return ok({ uri, url: `${uri}${uri.includes('?') ? '&' : '?'}${query}` })
}

/** Who is signed in in the browser, by the names under which the asking application knows them. */
type Present = { readonly subject: string; readonly sessionId: string }

/**
 * Decides whether the person must be asked (§2): not when the application holds an ID token of this very session, so
 * that it knows already who is here; in any other case, since a link on any site can lead here.
 * In: the hint or null, and who is signed in; null for nobody. Out: `nobody`, `end` or `ask`.
 */
export function decideLogout(hint: LogoutHint | null, present: Present | null): 'nobody' | 'end' | 'ask' {
  if (present === null) return 'nobody'
  return isSameSession(hint, present) ? 'end' : 'ask'
}

/** Whether a hint names this session of this user. */
function isSameSession(hint: LogoutHint | null, present: Present): boolean {
  return hint?.sessionId === present.sessionId && hint.subject === present.subject
}
