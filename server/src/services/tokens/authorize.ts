import { isApplicationId } from '../../lib/ids.ts'
import {
  type AuthorizationRequest,
  parseAuthorizationClaim,
  parseAuthorizationRequest,
  readState,
  responsePlace,
} from '../../protocol/authorization-request.ts'
import { authorizationError, type ResponseTarget } from '../../protocol/authorization-response.ts'
import { type Parameters, single } from '../../protocol/parameters.ts'
import { validateRedirectUri } from '../../protocol/redirect-uri.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import { mustAskConsent } from '../../registry/consent.ts'
import {
  audiencesOf,
  effectiveAccess,
  explain,
  scopesWithin,
  type Withheld,
} from '../../registry/effective-access.ts'
import type { Consent, Registration } from '../../registry/model.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findConsent } from '../../store/people/consents.ts'
import type { Deps } from '../deps.ts'
import { profileOf } from '../people/profile-of.ts'
import type { LiveSession } from '../people/sessions.ts'
import { mayIssueForUser } from './may-issue.ts'

/** An authorization request that is well formed and whose redirect URI is proven. */
export type Prepared = {
  readonly application: Registration
  readonly target: ResponseTarget
  readonly request: AuthorizationRequest
  readonly redirectUriSent: boolean
}

/** `show`: tell the user, never the URI (RFC 6749 §4.1.2.1). `send`: answer the application with an error. */
type Preparation =
  | { readonly kind: 'show'; readonly refused: Refusal }
  | (ReturnType<typeof sendError> & Asker)
  | { readonly kind: 'ready'; readonly prepared: Prepared }

/** Who asks, where the answer goes, and whether the person may be shown anything (prompt=none forbids it). */
type Asker = { readonly application: Registration; readonly target: ResponseTarget; readonly silent: boolean }

/** What would be granted to the signed-in user's request, and why the rest would not. */
export type Proposal = {
  readonly scopes: readonly string[]
  readonly audiences: readonly string[]
  readonly withheld: readonly Withheld[]
  readonly consent: Consent | null
}

export type NextStep =
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'ask'; readonly proposal: Proposal }
  | { readonly kind: 'grant'; readonly proposal: Proposal }
  | { readonly kind: 'send'; readonly url: string; readonly refused: Refusal }

/** Answers the application with an error. */
export function sendError(
  target: ResponseTarget,
  refused: Refusal,
): {
  readonly kind: 'send'
  readonly url: string
  readonly refused: Refusal
} {
  return { kind: 'send', url: authorizationError(target, refused), refused }
}

/**
 * Reads an authorization request and proves where its answer goes.
 * In: the decoded parameters, from the query or a form. Out: the request, ready; or an error to show, as long as the
 * application or its redirect URI is in doubt; or an error to send.
 */
export async function prepareAuthorization(deps: Deps, parameters: Parameters): Promise<Preparation> {
  const claim = parseAuthorizationClaim(parameters)
  if (!claim.ok) return { kind: 'show', refused: claim.error }
  const { clientId, redirectUri: requested } = claim.value
  const application = (isApplicationId(clientId) ? await deps.known.client(clientId) : null)?.registration
  if (application === undefined) {
    return {
      kind: 'show',
      refused: refusal('client_unknown', 'There is no application with this client_id.'),
    }
  }
  const place = responsePlace(parameters)
  const redirectUri = validateRedirectUri(requested, {
    uris: application.callbackUrls,
    loopbackPortMayVary: application.clientType === 'public' && place === 'query',
  })
  if (!redirectUri.ok) return { kind: 'show', refused: redirectUri.error }
  const target = { redirectUri: redirectUri.value, place, state: readState(parameters), issuer: deps.issuer }
  const prompt = single(parameters, 'prompt')
  const silent = prompt.ok && prompt.value?.split(' ').includes('none') === true
  const asker: Asker = { application, target, silent }
  const request = parseAuthorizationRequest(parameters)
  if (!request.ok) return { ...sendError(target, request.error), ...asker }
  const wrongTarget = await unknownResource(deps, request.value)
  if (wrongTarget !== null) return { ...sendError(target, wrongTarget), ...asker }
  const prepared = { application, target, request: request.value, redirectUriSent: requested !== null }
  return { kind: 'ready', prepared }
}

async function unknownResource(deps: Deps, request: AuthorizationRequest): Promise<Refusal | null> {
  const { apis } = await deps.known.apis()
  const foreign = request.resources.some(resource => !apis.some(api => api.audience === resource))
  return foreign
    ? refusal('target_unknown', 'A resource was asked for that is not the audience of any API.')
    : null
}

/** Whether the session is too old, or the application wants the user to sign in again. */
function signInNeeded(deps: Deps, request: AuthorizationRequest, session: LiveSession): boolean {
  if (request.prompts.includes('login')) return true
  if (request.maxAge === null) return false
  return deps.clock() - session.record.signedInAt > request.maxAge * 1000
}

/**
 * Decides what comes next: sign in, ask for consent, grant, or answer with an error.
 * In: a prepared request and the browser's session, if any.
 */
export async function nextStep(
  deps: Deps,
  prepared: Prepared,
  session: LiveSession | null,
): Promise<NextStep> {
  const { request, target } = prepared
  const silent = request.prompts.includes('none')
  if (session === null || signInNeeded(deps, request, session)) {
    if (!silent) return { kind: 'sign-in' }
    return sendError(
      target,
      refusal('sign_in_needed', 'Nobody is signed in, and prompt=none forbids asking.'),
    )
  }
  const proposed = await propose(deps, prepared, session)
  if (proposed.kind === 'send') return proposed
  const { proposal } = proposed
  const ask = mustAskConsent({
    granted: proposal.scopes,
    consent: proposal.consent,
    application: prepared.application,
    redirectUri: target.redirectUri,
    demanded: request.prompts.includes('consent'),
  })
  if (!ask) return { kind: 'grant', proposal }
  if (!silent) return { kind: 'ask', proposal }
  return sendError(
    target,
    refusal('consent_needed', 'The user has not consented yet, and prompt=none forbids asking.'),
  )
}

/**
 * Computes what would be granted to the signed-in user: effective access without the consent that is still to be asked.
 * Out: the proposal, or the error to send when nothing can be granted or somebody involved is deactivated.
 */
export async function propose(
  deps: Deps,
  prepared: Prepared,
  session: LiveSession,
): Promise<{ readonly kind: 'proposal'; readonly proposal: Proposal } | Extract<NextStep, { kind: 'send' }>> {
  const { application, request, target } = prepared
  const { user, businessUnit } = session
  const question = {
    businessUnit,
    applicationId: application.id,
    user,
    family: null,
    consent: 'asked',
  } as const
  const ground = await mayIssueForUser(deps, deps.store, question)
  if (!ground.ok) return sendError(target, ground.error)
  const { owner, authorization } = ground.value
  const implicitOn = businessUnit.implicitAllowed && (authorization ?? owner).implicitAllowed
  if (request.responseType === 'token' && !implicitOn) {
    return sendError(
      target,
      refusal(
        'response_type_not_allowed',
        'The implicit grant is off: the business unit and the application must opt in.',
      ),
    )
  }
  const scope = inBusinessUnit(deps.store, businessUnit.id)
  const [known, unit] = [await deps.known.apis(), await deps.known.businessUnit(businessUnit.id)]
  const access = effectiveAccess(request.scopes, {
    owner,
    authorization,
    switchedOn: unit?.switchedOn ?? [],
    profile: await profileOf(scope, user),
    consented: null,
    scopes: known.scopes,
  })
  const foreign = access.withheld.find(withheld => withheld.because === 'not-registered')
  if (foreign !== undefined) return sendError(target, refusal('scope_not_registered', explain(foreign)))
  const audiences = audiencesOf(access.granted, request.resources, known)
  if (request.resources.length > audiences.length) {
    return sendError(
      target,
      refusal('target_not_granted', 'A resource was asked for that the granted scopes do not reach.'),
    )
  }
  const scopes = scopesWithin(access.granted, audiences, known)
  if (scopes.length === 0) {
    const why = access.withheld.map(explain).join(' ')
    return sendError(target, refusal('scope_nothing_left', `No scope can be granted. ${why}`))
  }
  const consent = await findConsent(scope, user.id, application.id)
  return { kind: 'proposal', proposal: { scopes, audiences, withheld: access.withheld, consent } }
}
