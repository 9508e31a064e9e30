import { sha256Hex } from '../../../keys/hash.ts'
import { newFamilyId } from '../../../keys/random.ts'
import { newToken } from '../../../keys/secret-format.ts'
import { type Instant, MINUTE } from '../../../lib/clock.ts'
import {
  type AuthorizationAnswer,
  authorizationResponse,
  type ResponseTarget,
} from '../../../protocol/authorization/authorization-response.ts'
import { profileClaims } from '../../../protocol/openid/profile-claims.ts'
import { registeredAs } from '../../../protocol/redirect-uri.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import {
  DEFAULT_LIFETIMES,
  effectiveLifetimes,
  IMPLICIT_LIFETIMES,
  lifeWithin,
} from '../../../registry/applications/lifetimes.ts'
import type { TokenFamily } from '../../../registry/model.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import { insertCode } from '../../../store/tokens/codes.ts'
import { insertFamily } from '../../../store/tokens/token-families.ts'
import { noteUse } from '../../applications/dynamic/registered-client.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { joinSession } from '../../people/logout/join-session.ts'
import { personOf } from '../../people/profile-of.ts'
import type { LiveSession } from '../../people/sessions.ts'
import { type IssueGround, mayIssueForUser } from '../may-issue.ts'
import { mintAccessToken, mintIdToken } from '../mint.ts'
import { noteChallenge } from './challenge-reuse.ts'
import { narrowProposal, type Proposal } from './next-step.ts'
import { type Prepared, sendError } from './prepare-authorization.ts'
import { type GivenConsent, recordConsent } from './record-consent.ts'

/** RFC 6749 §4.1.2 recommends ten minutes at most; one is enough for a redirect. */
const CODE_LIFE = MINUTE

type Granting = {
  readonly prepared: Prepared
  readonly proposal: Proposal
  readonly session: LiveSession
  /** What the user said yes to just now, so that it is part of the change; null: an earlier consent must stand. */
  readonly given: GivenConsent | null
  readonly requestId: string
}

/** An answer for the application, and why when it is an error. */
export type Answered = { readonly answer: AuthorizationAnswer; readonly refused: Refusal | null }

/** Answers the application with an error. */
export function refuse(target: ResponseTarget, refused: Refusal): Answered {
  return { answer: sendError(target, refused).answer, refused }
}

/**
 * Answers an authorization request with what its response type asks for: a code, an access token, an ID token.
 * The consent, whatever is issued and their records are one transaction; mayIssue is asked inside it.
 * Out: the answer for the application, which may be an error.
 */
export async function grantAuthorization(deps: Deps, granting: Granting): Promise<Answered> {
  const { prepared, session, given, requestId } = granting
  const { user, businessUnit } = session
  const known = await deps.known.apis()
  const answered = await commit(deps, async (tx): Promise<Answered> => {
    const scope = inBusinessUnit(tx.handle, businessUnit.id)
    const ground = await mayIssueForUser(deps, tx.handle, {
      businessUnit,
      applicationId: prepared.application.id,
      user,
      family: null,
      consent: given === null ? 'look-up' : 'asked',
    })
    if (!ground.ok) return refuse(prepared.target, ground.error)
    const now = deps.clock()
    // A consent that was narrowed at this very moment holds as well.
    const proposal = narrowProposal(granting.proposal, ground.value.consented, known)
    const { scopes } = proposal
    if (scopes.length === 0) {
      return refuse(prepared.target, refusal('consent_needed', 'The consent was withdrawn at this moment.'))
    }
    const joining = { applicationId: prepared.application.id, scopes, now }
    if (!(await joinSession(scope, session.record, joining))) {
      return refuse(prepared.target, refusal('sign_in_needed', 'The session ended at this moment.'))
    }
    if (given !== null) {
      await recordConsent(tx, { given, session, prepared, granted: scopes, requestId }, now)
    }
    const issuing = { granting: { ...granting, proposal }, ground: ground.value, now }
    return {
      answer: authorizationResponse(prepared.target, await issueAll(deps, tx, issuing)),
      refused: null,
    }
  })
  if (answered.refused === null) {
    const { id: applicationId, callbackUrls } = prepared.application
    const url = registeredAs(prepared.target.redirectUri, callbackUrls)
    deps.callbackUses.note({ businessUnitId: businessUnit.id, applicationId, url })
    await noteUse(deps, prepared.application)
  }
  return answered
}

/** Issues what the response type asks for. Out: the parameters of the answer. */
async function issueAll(deps: Deps, tx: Commit, issuing: Issuing): Promise<Readonly<Record<string, string>>> {
  const { granting, now } = issuing
  const scope = inBusinessUnit(tx.handle, granting.session.businessUnit.id)
  const { responseType } = granting.prepared.request
  const code = responseType.code ? await issueCode(tx, scope, granting, now) : null
  const token = responseType.token ? await issueAccessToken(deps, tx, scope, issuing) : null
  const beside = { code, accessToken: token?.access_token ?? null }
  const idToken = responseType.idToken ? await issueIdToken(deps, tx, scope, { ...issuing, beside }) : null
  return {
    ...(code === null ? {} : { code }),
    ...token,
    ...(idToken === null ? {} : { id_token: idToken }),
  }
}

async function issueCode(tx: Commit, scope: Scoped, granting: Granting, now: Instant): Promise<string> {
  const { prepared, proposal, session } = granting
  const { request, target, application } = prepared
  const { requestId } = granting
  const challenge = request.codeChallenge
  await noteChallenge(tx, scope, { applicationId: application.id, challenge, session, requestId })
  const code = newToken('lkc')
  const hash = sha256Hex(code)
  await insertCode(scope, {
    hash,
    businessUnitId: scope.businessUnitId,
    applicationId: application.id,
    userId: session.user.id,
    redirectUri: target.redirectUri,
    redirectUriSent: prepared.redirectUriSent,
    codeChallenge: challenge,
    scopes: proposal.scopes,
    audiences: proposal.audiences,
    nonce: request.nonce,
    authTime: session.record.signedInAt,
    acr: proposal.acr,
    idTokenClaims: request.claims?.idToken ?? [],
    issuedAt: now,
    expiresAt: now + CODE_LIFE,
    consumedAt: null,
    familyId: null,
    sessionId: session.record.id,
  })
  // Half of its hash tells codes apart, and finds none: whoever reads the history gets no hash of a secret.
  const id = hash.slice(0, 32)
  await recordIssue(tx, scope, granting, { action: 'code.issued', kind: 'code', id })
  return code
}

type Issuing = { readonly granting: Granting; readonly ground: IssueGround; readonly now: Instant }

/** What an access token is answered with at this endpoint (RFC 6749 §4.2.2). */
type FrontChannelToken = Readonly<Record<'access_token' | 'token_type' | 'expires_in' | 'scope', string>>

/** Issues an access token straight away. It has a family of its own, so that it ends with whatever ends a family. */
async function issueAccessToken(
  deps: Deps,
  tx: Commit,
  scope: Scoped,
  { granting, ground, now }: Issuing,
): Promise<FrontChannelToken> {
  const { prepared, proposal, session } = granting
  const { user, businessUnit } = session
  const defaults = prepared.request.responseType.code ? DEFAULT_LIFETIMES : IMPLICIT_LIFETIMES
  const lifetimes = effectiveLifetimes({ ...ground, businessUnit }, defaults)
  const life = lifeWithin(lifetimes.accessToken, now + lifetimes.refreshLongest, now)
  const { scopes, audiences } = proposal
  const family: TokenFamily = {
    businessUnitId: scope.businessUnitId,
    id: newFamilyId(),
    applicationId: prepared.application.id,
    userId: user.id,
    scopes,
    audiences,
    authTime: session.record.signedInAt,
    acr: proposal.acr,
    idTokenClaims: prepared.request.claims?.idToken ?? [],
    createdAt: now,
    endsAt: now + life,
    revokedAt: null,
    usedAt: null,
    sessionId: session.record.id,
  }
  await insertFamily(scope, family)
  await recordIssue(tx, scope, granting, { action: 'token.issued-implicitly', kind: 'family', id: family.id })
  const clientId = prepared.application.id
  const onBehalfOf = { user, family, owner: ground.owner }
  const about = { businessUnit, clientId, scopes, audiences, onBehalfOf, life }
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
  const { granting, ground, now, beside } = issuing
  const { prepared, proposal, session } = granting
  const { request, application } = prepared
  await recordIssue(tx, scope, granting, {
    action: 'id-token.issued',
    kind: 'application',
    id: application.id,
  })
  // OpenID Connect Core §5.4: where nothing opens userinfo, the claims of scopes stand here.
  const alone = beside.code === null && beside.accessToken === null
  const all = alone || ground.owner.metadata.scopeClaimsInIdToken
  const about = {
    userId: session.user.id,
    owner: ground.owner,
    authTime: session.record.signedInAt,
    acr: proposal.acr,
    nonce: request.nonce,
    ...beside,
    sessionId: session.record.id,
    profile: profileClaims(
      await personOf(scope, session, proposal.scopes),
      proposal.scopes,
      all ? null : (request.claims?.idToken ?? []),
    ),
  }
  return mintIdToken(deps, about, now)
}

async function recordIssue(
  tx: Commit,
  scope: Scoped,
  granting: Granting,
  issued: { readonly action: string; readonly kind: string; readonly id: string },
): Promise<void> {
  const { session, proposal, requestId } = granting
  await tx.record(scope, {
    actor: { kind: 'user', id: session.user.id, name: session.user.userName },
    action: issued.action,
    target: { kind: issued.kind, id: issued.id },
    changes: [{ field: 'scopes', before: null, after: proposal.scopes.join(' ') }],
    requestId,
  })
}
