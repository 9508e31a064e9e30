import { isApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import {
  type AuthorizationRequest,
  parseAuthorizationClaim,
  parseAuthorizationRequest,
  readState,
} from '../../../protocol/authorization/authorization-request.ts'
import {
  type AuthorizationAnswer,
  authorizationError,
  type ResponseTarget,
} from '../../../protocol/authorization/authorization-response.ts'
import { asksForTokens, chooseResponseMode } from '../../../protocol/authorization/response-type.ts'
import { wishFor } from '../../../protocol/openid/authentication-context.ts'
import { decideHint } from '../../../protocol/openid/id-token-hint.ts'
import { type Parameters, single } from '../../../protocol/parameters.ts'
import { validateRedirectUri } from '../../../protocol/redirect-uri.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import { mayAskFor, mayUseGrant } from '../../../registry/applications/dynamic/registered-use.ts'
import { audiencesMeant } from '../../../registry/business-units/resources.ts'
import type { Registration } from '../../../registry/model.ts'
import type { Deps } from '../../deps.ts'
import { resolveRequest } from './resolve-request.ts'

/** An authorization request that is well formed and whose redirect URI is proven. */
export type Prepared = {
  readonly application: Registration
  readonly target: ResponseTarget
  readonly request: AuthorizationRequest
  readonly redirectUriSent: boolean
  /** The only user who may be answered for, by id_token_hint or the claims parameter; null for anybody. */
  readonly subject: string | null
}

/** An error for the application. */
export type Sent = { readonly kind: 'send'; readonly answer: AuthorizationAnswer; readonly refused: Refusal }

/** `show`: tell the user, never the URI (RFC 6749 §4.1.2.1). `send`: answer the application with an error. */
type Preparation =
  | ({ readonly kind: 'show'; readonly refused: Refusal } & Read)
  | (Sent & Asker & Carried & Read)
  | ({ readonly kind: 'ready'; readonly prepared: Prepared } & Carried & Read)

/** What was judged: the parameters of the request object where one was read, else those that came. */
type Read = { readonly parameters: Parameters }

/** Whose answer it will be, and to which request. */
type From = Pick<ResponseTarget, 'issuer' | 'requestId'>

/** The query in which the request goes on when it came as a request object; null: it goes on as it came. */
type Carried = { readonly carried: string | null }

/** Who asks, where the answer goes, and whether the person may be shown anything (prompt=none forbids it). */
type Asker = { readonly application: Registration; readonly target: ResponseTarget; readonly silent: boolean }

/** Answers the application with an error. */
export function sendError(target: ResponseTarget, refused: Refusal): Sent {
  return { kind: 'send', answer: authorizationError(target, refused), refused }
}

/**
 * Reads an authorization request and proves where its answer goes.
 * In: the decoded parameters, from the query or a form; a request object may be among them; the id by which an error is
 * asked about. Out: the request, ready; or
 * an error to show, as long as the application or its redirect URI is in doubt; or an error to send.
 */
export async function prepareAuthorization(
  deps: Deps,
  outer: Parameters,
  requestId: string,
): Promise<Preparation> {
  const from = { issuer: deps.issuer, requestId }
  const claim = parseAuthorizationClaim(outer)
  if (!claim.ok) return { kind: 'show', refused: claim.error, parameters: outer }
  const { clientId } = claim.value
  const application = (isApplicationId(clientId) ? await deps.known.client(clientId) : null)?.registration
  if (application === undefined) {
    return {
      kind: 'show',
      refused: refusal('client_unknown', 'There is no application with this client_id.'),
      parameters: outer,
    }
  }
  const resolved = await resolveRequest(deps, application, outer)
  if (!resolved.ok) return refuseUnread(from, application, outer, resolved.error)
  const { parameters, carried } = resolved.value
  const goal = findGoal(from, application, parameters)
  if (!goal.ok) return { kind: 'show', refused: goal.error, parameters }
  const { refused, redirectUriSent, ...asker } = goal.value
  const read = refused === null ? await readRequest(deps, parameters, application) : err(refused)
  if (!read.ok) return { ...sendError(asker.target, read.error), ...asker, carried, parameters }
  const prepared = { application, target: asker.target, ...read.value, redirectUriSent }
  return { kind: 'ready', prepared, carried, parameters }
}

/** Whether it is a request of OpenID Connect (Core §3.1.2.1). */
function asksForOpenid(parameters: Parameters): boolean {
  const scope = single(parameters, 'scope')
  return scope.ok && scope.value?.split(' ').includes('openid') === true
}

/** Who asks and where the answer goes, and why it cannot go as was asked for. */
type Goal = Asker & { readonly refused: Refusal | null; readonly redirectUriSent: boolean }

/** Proves where the answer goes. Refusals are shown. */
function findGoal(from: From, application: Registration, parameters: Parameters): Result<Goal, Refusal> {
  const claim = parseAuthorizationClaim(parameters)
  if (!claim.ok) return claim
  const { redirectUri: requested } = claim.value
  const redirectUri = validateRedirectUri(requested, {
    uris: application.callbackUrls,
    loopbackPortMayVary: application.clientType === 'public' && !asksForTokens(parameters),
    mustBeSent: asksForOpenid(parameters),
  })
  if (!redirectUri.ok) return redirectUri
  const { mode, refused } = chooseResponseMode(parameters, redirectUri.value)
  const target = { redirectUri: redirectUri.value, mode, state: readState(parameters), ...from }
  const prompt = single(parameters, 'prompt')
  const silent = prompt.ok && prompt.value?.split(' ').includes('none') === true
  return ok({ application, target, silent, refused, redirectUriSent: requested !== null })
}

/**
 * Answers a request whose parameters could not be had. Nothing of an object that is not proven counts, not even where
 * its answer should go: the error is sent only to a registered redirect_uri that came beside it, and else shown.
 */
function refuseUnread(
  from: From,
  application: Registration,
  outer: Parameters,
  refused: Refusal,
): Preparation {
  const goal = findGoal(from, application, outer)
  const parameters = outer
  if (!goal.ok || !goal.value.redirectUriSent) return { kind: 'show', refused, parameters }
  const { target, silent } = goal.value
  return { ...sendError(target, refused), application, target, silent, carried: null, parameters }
}

/** Everything whose refusal may be sent: the rest of the parameters, the resources, and who is expected. */
async function readRequest(
  deps: Deps,
  parameters: Parameters,
  application: Registration,
): Promise<Result<Pick<Prepared, 'request' | 'subject'>, Refusal>> {
  const request = parseAuthorizationRequest(parameters, application.metadata.requirePkce)
  if (!request.ok) return request
  const { registered } = application
  const { responseType } = request.value
  const grants = !responseType.code || mayUseGrant(application, 'authorization_code')
  if (!grants || !mayAskFor(registered, responseType)) {
    const description = 'The application is not registered for this response_type.'
    return err(refusal('response_type_not_allowed', description))
  }
  // OpenID Connect Registration §2, default_max_age and default_acr_values: what the request says comes first.
  const maxAge = request.value.maxAge ?? registered?.defaultMaxAge ?? null
  const context = request.value.context ?? wishFor(application.metadata.defaultAcrValues)
  const { apis } = await deps.known.apis()
  const audiences = apis.map(({ audience }) => audience)
  if (audiencesMeant(request.value.resources, apis, audiences) === null) {
    return err(refusal('target_unknown', 'A resource was asked for that is not the audience of any API.'))
  }
  const subject = await expectedSubject(deps, request.value, application.id)
  return subject.ok ? ok({ request: { ...request.value, maxAge, context }, subject: subject.value }) : subject
}

async function expectedSubject(
  deps: Deps,
  request: AuthorizationRequest,
  clientId: string,
): Promise<Result<string | null, Refusal>> {
  const claimed = request.claims?.subject ?? null
  if (request.idTokenHint === null) return ok(claimed)
  // OpenID Connect Core §3.1.2.1: a hint may have expired; at the beginning of time none has.
  const expected = { typ: 'JWT', issuer: deps.issuer, now: 0 }
  const verified = await deps.keyring().verifyJwt(request.idTokenHint, expected)
  const hinted = decideHint(verified.ok ? verified.value : null, clientId)
  if (hinted.ok && claimed !== null && claimed !== hinted.value) {
    return err(refusal('hint_invalid', 'The id_token_hint and the claims parameter name different users.'))
  }
  return hinted
}
