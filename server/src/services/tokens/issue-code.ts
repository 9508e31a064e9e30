import { sha256Hex } from '../../keys/hash.ts'
import { newFamilyId } from '../../keys/random.ts'
import { newToken } from '../../keys/secret-format.ts'
import { HOUR, type Instant, MINUTE } from '../../lib/clock.ts'
import { authorizationResponse } from '../../protocol/authorization-response.ts'
import { refusal } from '../../protocol/refusal.ts'
import type { TokenFamily } from '../../registry/model.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import { saveConsent } from '../../store/people/consents.ts'
import { insertCode } from '../../store/tokens/codes.ts'
import { insertFamily } from '../../store/tokens/token-families.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import type { LiveSession } from '../people/sessions.ts'
import { type Prepared, type Proposal, propose, sendError } from './authorize.ts'
import { mayIssueForUser } from './may-issue.ts'
import { mintAccessToken } from './mint.ts'

/** RFC 6749 §4.1.2 recommends ten minutes at most; one is enough for a redirect. */
const CODE_LIFE = MINUTE
/** Implicit tokens cannot be renewed silently, so they live longer (LEGACY, "Lifetimes"). */
const IMPLICIT_LIFE = HOUR

type Granting = {
  readonly prepared: Prepared
  readonly proposal: Proposal
  readonly session: LiveSession
  /** Whether the user said yes just now, so that the consent is part of the change. */
  readonly consenting: boolean
  readonly requestId: string
}

/**
 * Answers an authorization request with a code, or in the implicit grant with an access token.
 * The consent, the code and their records are one transaction; mayIssue is asked inside it.
 * Out: the URL to send the browser to, which may carry an error.
 */
export async function grantAuthorization(deps: Deps, granting: Granting): Promise<string> {
  const { prepared, session, consenting } = granting
  const { user, businessUnit } = session
  return commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, businessUnit.id)
    const ground = await mayIssueForUser(deps, tx.handle, {
      businessUnit,
      applicationId: prepared.application.id,
      user,
      family: null,
      consent: consenting ? 'asked' : 'look-up',
    })
    if (!ground.ok) return sendError(prepared.target, ground.error).url
    const now = deps.clock()
    if (consenting) await recordConsent(tx, scope, granting, now)
    return prepared.request.responseType === 'code'
      ? issueCode(tx, scope, granting, now)
      : issueImplicitToken(deps, tx, scope, { granting, now })
  })
}

/**
 * Takes the user's answer to the consent page.
 * In: the request anew, so that what is granted is what stands now. Out: the URL to send the browser to.
 */
export async function answerConsent(
  deps: Deps,
  answer: Omit<Granting, 'proposal' | 'consenting'> & { readonly allowed: boolean },
): Promise<string> {
  const { prepared, session, requestId } = answer
  if (!answer.allowed) {
    return sendError(prepared.target, refusal('denied_by_user', 'The user denied the request.')).url
  }
  const proposed = await propose(deps, prepared, session)
  if (proposed.kind === 'send') return proposed.url
  return grantAuthorization(deps, {
    prepared,
    proposal: proposed.proposal,
    session,
    consenting: true,
    requestId,
  })
}

async function recordConsent(tx: Commit, scope: Scoped, granting: Granting, now: Instant): Promise<void> {
  const { session, prepared, proposal, requestId } = granting
  const before = proposal.consent?.scopes ?? []
  const scopes = [...new Set([...before, ...proposal.scopes])]
  const applicationId = prepared.application.id
  await saveConsent(scope, { userId: session.user.id, applicationId, scopes, grantedAt: now })
  await tx.record(scope, {
    actor: { kind: 'user', id: session.user.id, name: session.user.userName },
    action: 'consent.given',
    target: { kind: 'application', id: applicationId },
    changes: [{ field: 'scopes', before: before.join(' ') || null, after: scopes.join(' ') }],
    requestId,
  })
}

async function issueCode(tx: Commit, scope: Scoped, granting: Granting, now: Instant): Promise<string> {
  const { prepared, proposal, session, requestId } = granting
  const { request, target, application } = prepared
  if (request.codeChallenge === null)
    throw new Error('a code request without its challenge passed the parser')
  const code = newToken('lkc')
  const hash = sha256Hex(code)
  await insertCode(scope, {
    hash,
    businessUnitId: scope.businessUnitId,
    applicationId: application.id,
    userId: session.user.id,
    redirectUri: target.redirectUri,
    redirectUriSent: prepared.redirectUriSent,
    codeChallenge: request.codeChallenge,
    scopes: proposal.scopes,
    audiences: proposal.audiences,
    nonce: request.nonce,
    authTime: session.record.signedInAt,
    issuedAt: now,
    expiresAt: now + CODE_LIFE,
    consumedAt: null,
    familyId: null,
  })
  await tx.record(scope, {
    actor: { kind: 'user', id: session.user.id, name: session.user.userName },
    action: 'code.issued',
    target: { kind: 'code', id: hash },
    changes: [{ field: 'scopes', before: null, after: proposal.scopes.join(' ') }],
    requestId,
  })
  return authorizationResponse(target, { code })
}

async function issueImplicitToken(
  deps: Deps,
  tx: Commit,
  scope: Scoped,
  { granting, now }: { readonly granting: Granting; readonly now: Instant },
): Promise<string> {
  const { prepared, proposal, session, requestId } = granting
  const { user, businessUnit } = session
  const family: TokenFamily = {
    businessUnitId: scope.businessUnitId,
    id: newFamilyId(),
    applicationId: prepared.application.id,
    userId: user.id,
    scopes: proposal.scopes,
    audiences: proposal.audiences,
    authTime: session.record.signedInAt,
    createdAt: now,
    endsAt: now + IMPLICIT_LIFE,
    revokedAt: null,
  }
  await insertFamily(scope, family)
  await tx.record(scope, {
    actor: { kind: 'user', id: user.id, name: user.userName },
    action: 'token.issued-implicitly',
    target: { kind: 'family', id: family.id },
    changes: [{ field: 'scopes', before: null, after: proposal.scopes.join(' ') }],
    requestId,
  })
  const { scopes, audiences } = proposal
  const clientId = prepared.application.id
  const life = IMPLICIT_LIFE
  const minted = mintAccessToken(
    deps,
    { businessUnit, clientId, scopes, audiences, onBehalfOf: { user, family }, life },
    now,
  )
  return authorizationResponse(prepared.target, {
    access_token: minted.access_token,
    token_type: minted.token_type,
    expires_in: String(minted.expires_in),
    scope: minted.scope,
  })
}
