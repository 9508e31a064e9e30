import type { AuthorizationRequest } from '../../../protocol/authorization/authorization-request.ts'
import { contextOf } from '../../../protocol/openid/authentication-context.ts'
import { unmetContext } from '../../../protocol/openid/claims-request.ts'
import { scopesOfClaims } from '../../../protocol/openid/profile-claims.ts'
import { refusal } from '../../../protocol/refusal.ts'
import { narrow } from '../../../protocol/scope.ts'
import {
  DEFAULT_LIFETIMES,
  effectiveLifetimes,
  IMPLICIT_LIFETIMES,
} from '../../../registry/applications/lifetimes.ts'
import {
  type Consents,
  consentedScopes,
  mayBeLeftOut,
  mustAskConsent,
  type Offer,
  offerOf,
} from '../../../registry/people/consent.ts'
import {
  audiencesAsked,
  audiencesOf,
  effectiveAccess,
  explain,
  scopesWithin,
  type Withheld,
} from '../../../registry/tokens/effective-access.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import type { Deps } from '../../deps.ts'
import type { KnownApis } from '../../known/known.ts'
import { profileOf } from '../../people/profile-of.ts'
import type { LiveSession } from '../../people/sessions.ts'
import { loadConsents } from '../consents.ts'
import { mayIssueForUser } from '../may-issue.ts'
import { subjectFor } from '../subject.ts'
import type { Interaction } from './interaction.ts'
import { type Prepared, type Sent, sendError } from './prepare-authorization.ts'

/** What would be granted to the signed-in user's request, and why the rest would not. */
export type Proposal = {
  readonly scopes: readonly string[]
  readonly audiences: readonly string[]
  readonly withheld: readonly Withheld[]
  /** All that may be granted, consent apart: what a person is asked about. */
  readonly offer: Offer
  /** Who said yes before. */
  readonly consents: Consents
  /** How long an access token may outlive its end where nobody asks us about it, in milliseconds. */
  readonly accessLife: number
  /** The class of authentication that is answered. */
  readonly acr: string
}

/** `sign-in`: as another user, when the one signed in is not the one asked for. `choose`: this user or another. */
type NextStep =
  | { readonly kind: 'sign-in'; readonly anotherExpected: boolean }
  | { readonly kind: 'choose' }
  | { readonly kind: 'ask'; readonly proposal: Proposal }
  | { readonly kind: 'grant'; readonly proposal: Proposal }
  | Sent

/** Whether the session is too old, or the application wants the user to sign in again. */
function signInNeeded(
  deps: Deps,
  request: AuthorizationRequest,
  session: LiveSession,
  done: Interaction,
): boolean {
  if (done.signedIn) return false
  if (request.prompts.includes('login') || request.maxAge === 0) return true
  if (request.maxAge === null) return false
  return deps.clock() - session.record.signedInAt > request.maxAge * 1000
}

/** Whether another user is expected, by the subject under which the application knows them. */
function isAnother(deps: Deps, prepared: Prepared, session: LiveSession): boolean {
  const { subject, application } = prepared
  return subject !== null && subjectFor(deps, session.user.id, application) !== subject
}

/**
 * Decides what comes next: sign in, choose a user, ask for consent, grant, or answer with an error (OpenID Connect
 * Core §3.1.2.1, §3.1.2.3). With prompt=none it never says that something is to be shown.
 * In: a prepared request, the browser's session, if any, and what the person already did for this request.
 */
export async function nextStep(
  deps: Deps,
  prepared: Prepared,
  session: LiveSession | null,
  done: Interaction,
): Promise<NextStep> {
  const { request, target } = prepared
  const silent = request.prompts.includes('none')
  const another = session !== null && isAnother(deps, prepared, session)
  if (session === null || (another && !done.signedIn) || signInNeeded(deps, request, session, done)) {
    if (!silent) return { kind: 'sign-in', anotherExpected: another }
    return sendError(
      target,
      refusal('sign_in_needed', 'The user asked for is not signed in, and prompt=none forbids asking.'),
    )
  }
  if (request.prompts.includes('select_account') && !done.chose) return { kind: 'choose' }
  const proposed = await propose(deps, prepared, session)
  if (proposed.kind === 'send') return proposed
  const { proposal } = proposed
  const { offer, consents } = proposal
  const ask = mustAskConsent({
    offer,
    consents,
    application: prepared.application,
    redirectUri: target.redirectUri,
    demanded: request.prompts.includes('consent'),
    signedInForIt: done.signedIn ? session.record.signedInAt : null,
  })
  if (!ask) {
    const agreed = consentedScopes(consents, offer.optional)
    return { kind: 'grant', proposal: narrowProposal(proposal, agreed, await deps.known.apis()) }
  }
  if (!silent) return { kind: 'ask', proposal }
  // OpenID Connect Core §3.1.2.6: only where the request cannot be completed without asking. What was declined before
  // is left out (RFC 6749 §3.3), so it is an error here when nothing else is left.
  return sendError(
    target,
    refusal('consent_needed', 'The user has to be asked for consent, and prompt=none forbids asking.'),
  )
}

/** A proposal with only what was agreed to, and the audiences behind that. In: what was; null: all of it. */
export function narrowProposal(
  proposal: Proposal,
  agreed: readonly string[] | null,
  known: KnownApis,
): Proposal {
  if (agreed === null) return proposal
  const scopes = narrow(proposal.scopes, agreed)
  const reached = audiencesOf(scopes, known)
  return { ...proposal, scopes, audiences: narrow(proposal.audiences, reached) }
}

/**
 * The scopes a request asks for. Asking for a claim (OpenID Connect Core §5.5) is asking for the scope that covers
 * it, so that consent and every other bound of a scope hold for it. Where nobody can be asked, a claim that was not
 * consented to is left out: §5.5.1 lets us, and an error would help nobody.
 */
function requestedScopes(request: AuthorizationRequest, agreed: readonly string[]): readonly string[] | null {
  const { scopes, claims } = request
  if (scopes === null || claims === null) return scopes
  const silent = request.prompts.includes('none')
  const covering = scopesOfClaims([...claims.userinfo, ...claims.idToken])
  const askable = covering.filter(scope => !silent || agreed.includes(scope))
  return [...new Set([...scopes, ...askable])]
}

/**
 * Computes what would be granted to the signed-in user: effective access without the consent that is still to be asked.
 * Out: the proposal, or the error to send when another user is expected, when the sign-in does not meet what was demanded
 * of it (OpenID Connect Core §5.5.1.1), when nothing can be granted, or when somebody involved is deactivated.
 */
export async function propose(
  deps: Deps,
  prepared: Prepared,
  session: LiveSession,
): Promise<{ readonly kind: 'proposal'; readonly proposal: Proposal } | Sent> {
  const { application, request, target } = prepared
  const { user, businessUnit } = session
  if (isAnother(deps, prepared, session)) {
    return sendError(target, refusal('sign_in_needed', 'Another user signed in than the one asked for.'))
  }
  const acr = contextOf(session.record.method, request.context)
  if (acr === null) return sendError(target, unmetContext())
  const about = { businessUnit, user, family: null, consent: 'asked' } as const
  const ground = await mayIssueForUser(deps, deps.store, { ...about, applicationId: application.id })
  if (!ground.ok) return sendError(target, ground.error)
  const { owner, authorization } = ground.value
  const implicitOn = businessUnit.implicitAllowed && (authorization ?? owner).implicitAllowed
  if ((request.responseType.token || request.responseType.idToken) && !implicitOn) {
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
  const consents = await loadConsents(scope, user.id, application.id)
  const leavable = mayBeLeftOut(owner)
  const agreed = consentedScopes(consents, leavable)
  const access = effectiveAccess(requestedScopes(request, agreed), {
    owner,
    authorization,
    switchedOn: unit?.switchedOn ?? [],
    profile: await profileOf(scope, user),
    consented: null,
    scopes: known.scopes,
  })
  const foreign = access.withheld.find(withheld => withheld.because === 'not-registered')
  if (foreign !== undefined) return sendError(target, refusal('scope_not_registered', explain(foreign)))
  const audiences = audiencesAsked(access.granted, request.resources, known)
  if (audiences === null) {
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
  const offer = offerOf(scopes, leavable)
  const defaults = implicitOn ? IMPLICIT_LIFETIMES : DEFAULT_LIFETIMES
  const accessLife = effectiveLifetimes({ owner, authorization, businessUnit }, defaults).accessToken
  const { withheld } = access
  return { kind: 'proposal', proposal: { scopes, audiences, withheld, offer, consents, accessLife, acr } }
}
