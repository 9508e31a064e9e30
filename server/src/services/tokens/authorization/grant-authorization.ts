import { sha256Hex } from '../../../keys/hash.ts'
import { newFamilyId } from '../../../keys/random.ts'
import { newToken } from '../../../keys/secret-format.ts'
import { HOUR, type Instant, MINUTE } from '../../../lib/clock.ts'
import { ACCESS_TOKEN_LIFE } from '../../../protocol/access-token.ts'
import {
  type AuthorizationAnswer,
  authorizationResponse,
} from '../../../protocol/authorization/authorization-response.ts'
import { profileClaims } from '../../../protocol/openid/profile-claims.ts'
import { refusal } from '../../../protocol/refusal.ts'
import type { TokenFamily } from '../../../registry/model.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import { saveConsent } from '../../../store/people/consents.ts'
import { insertCode } from '../../../store/tokens/codes.ts'
import { insertFamily } from '../../../store/tokens/token-families.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import type { LiveSession } from '../../people/sessions.ts'
import { mayIssueForUser } from '../may-issue.ts'
import { mintAccessToken, mintIdToken } from '../mint.ts'
import { type Proposal, propose } from './next-step.ts'
import { type Prepared, sendError } from './prepare-authorization.ts'

/** RFC 6749 §4.1.2 recommends ten minutes at most; one is enough for a redirect. */
const CODE_LIFE = MINUTE
/** Without a code tokens cannot be renewed silently, so they live longer (LEGACY, "Lifetimes"). */
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
 * Answers an authorization request with what its response type asks for: a code, an access token, an ID token.
 * The consent, whatever is issued and their records are one transaction; mayIssue is asked inside it.
 * Out: the answer for the application, which may be an error.
 */
export async function grantAuthorization(deps: Deps, granting: Granting): Promise<AuthorizationAnswer> {
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
    if (!ground.ok) return sendError(prepared.target, ground.error).answer
    const now = deps.clock()
    if (consenting) await recordConsent(tx, scope, granting, now)
    const { responseType } = prepared.request
    const code = responseType.code ? await issueCode(tx, scope, granting, now) : null
    const token = responseType.token ? await issueAccessToken(deps, tx, scope, { granting, now }) : null
    const beside = { code, accessToken: token?.access_token ?? null }
    const idToken = responseType.idToken
      ? await issueIdToken(deps, tx, scope, { granting, now, beside })
      : null
    return authorizationResponse(prepared.target, {
      ...(code === null ? {} : { code }),
      ...token,
      ...(idToken === null ? {} : { id_token: idToken }),
    })
  })
}

/**
 * Takes the user's answer to the consent page.
 * In: the request anew, so that what is granted is what stands now. Out: the answer for the application.
 */
export async function answerConsent(
  deps: Deps,
  answer: Omit<Granting, 'proposal' | 'consenting'> & { readonly allowed: boolean },
): Promise<AuthorizationAnswer> {
  const { prepared, session, requestId } = answer
  if (!answer.allowed) {
    return sendError(prepared.target, refusal('denied_by_user', 'The user denied the request.')).answer
  }
  const proposed = await propose(deps, prepared, session)
  if (proposed.kind === 'send') return proposed.answer
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
  const { prepared, proposal, session } = granting
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
  await recordIssue(tx, scope, granting, { action: 'code.issued', kind: 'code', id: hash })
  return code
}

type Issuing = { readonly granting: Granting; readonly now: Instant }

/** What an access token is answered with at this endpoint (RFC 6749 §4.2.2). */
type FrontChannelToken = Readonly<Record<'access_token' | 'token_type' | 'expires_in' | 'scope', string>>

/** Issues an access token straight away. It has a family of its own, so that it ends with whatever ends a family. */
async function issueAccessToken(
  deps: Deps,
  tx: Commit,
  scope: Scoped,
  { granting, now }: Issuing,
): Promise<FrontChannelToken> {
  const { prepared, proposal, session } = granting
  const { user, businessUnit } = session
  const life = prepared.request.responseType.code ? ACCESS_TOKEN_LIFE : IMPLICIT_LIFE
  const { scopes, audiences } = proposal
  const family: TokenFamily = {
    businessUnitId: scope.businessUnitId,
    id: newFamilyId(),
    applicationId: prepared.application.id,
    userId: user.id,
    scopes,
    audiences,
    authTime: session.record.signedInAt,
    createdAt: now,
    endsAt: now + life,
    revokedAt: null,
  }
  await insertFamily(scope, family)
  await recordIssue(tx, scope, granting, { action: 'token.issued-implicitly', kind: 'family', id: family.id })
  const clientId = prepared.application.id
  const about = { businessUnit, clientId, scopes, audiences, onBehalfOf: { user, family }, life }
  const minted = mintAccessToken(deps, about, now)
  return {
    access_token: minted.access_token,
    token_type: minted.token_type,
    expires_in: String(minted.expires_in),
    scope: minted.scope,
  }
}

/**
 * Issues an ID token straight away (OpenID Connect Core §3.2.2.10, §3.3.2.11). Claims about the person go into it when
 * there is nothing else to get them with (§5.4), or when they were asked for there (§5.5).
 */
async function issueIdToken(
  deps: Deps,
  tx: Commit,
  scope: Scoped,
  issuing: Issuing & {
    readonly beside: { readonly code: string | null; readonly accessToken: string | null }
  },
): Promise<string> {
  const { granting, now, beside } = issuing
  const { prepared, proposal, session } = granting
  const { request, application } = prepared
  await recordIssue(tx, scope, granting, {
    action: 'id-token.issued',
    kind: 'application',
    id: application.id,
  })
  const alone = beside.code === null && beside.accessToken === null
  const about = {
    userId: session.user.id,
    clientId: application.id,
    authTime: session.record.signedInAt,
    nonce: request.nonce,
    ...beside,
    profile: profileClaims(session.user, proposal.scopes, alone ? null : (request.claims?.idToken ?? [])),
  }
  return mintIdToken(deps, about, now)
}

function recordIssue(
  tx: Commit,
  scope: Scoped,
  granting: Granting,
  issued: { readonly action: string; readonly kind: string; readonly id: string },
): Promise<void> {
  const { session, proposal, requestId } = granting
  return tx.record(scope, {
    actor: { kind: 'user', id: session.user.id, name: session.user.userName },
    action: issued.action,
    target: { kind: issued.kind, id: issued.id },
    changes: [{ field: 'scopes', before: null, after: proposal.scopes.join(' ') }],
    requestId,
  })
}
