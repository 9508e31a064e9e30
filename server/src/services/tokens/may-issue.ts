import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { Refusal } from '../../protocol/refusal.ts'
import type { EffectiveLifetimes } from '../../registry/applications/lifetimes.ts'
import type { BusinessUnit, Registration, TokenFamily, User } from '../../registry/model.ts'
import {
  type Consents,
  consentedScopes,
  mayBeLeftOut,
  standingConsents,
} from '../../registry/people/consent.ts'
import { type IssueFacts, mayIssue } from '../../registry/tokens/may-issue.ts'
import { findApplication, findOwner } from '../../store/applications/applications.ts'
import { findBusinessUnit } from '../../store/business-units/business-units.ts'
import { type Handle, inBusinessUnit } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import type { Deps } from '../deps.ts'
import { loadConsents } from './consents.ts'

/** What a token would be issued for. */
type IssueQuestion = {
  readonly businessUnit: BusinessUnit
  readonly applicationId: ApplicationId
  readonly user: User | null
  readonly family: TokenFamily | null
  /** When the code at hand was issued; a family says by itself when it began. */
  readonly codeIssuedAt?: Instant
  /** `asked`: the user is saying yes in this very transaction. */
  readonly consent: 'look-up' | 'asked'
}

/** What was looked up on the way, for whoever mints next. */
export type IssueGround = {
  readonly owner: Registration
  readonly authorization: Registration | null
  /** How long tokens of the application live here. */
  readonly lifetimes: EffectiveLifetimes
  /** What is consented to; null where no consent is needed or it is being given. */
  readonly consented: readonly string[] | null
}

type Looked = Pick<IssueFacts, 'owner' | 'ownersBusinessUnit' | 'authorization'>

/**
 * Asks, from what every node remembers, whether an application may get a token for itself.
 * In: the business unit, the application, and when the token at hand was issued, or null for a new one.
 * Used where no transaction runs: the memory is at most a second old, as the changes feed promises.
 */
export async function mayIssueForItself(
  deps: Deps,
  businessUnit: BusinessUnit,
  applicationId: ApplicationId,
  begunAt: Instant | null,
): Promise<Result<IssueGround, Refusal>> {
  const owner = (await deps.known.client(applicationId))?.registration ?? null
  const ownersUnit = owner === null ? null : await deps.known.businessUnit(owner.businessUnitId)
  const own = owner?.businessUnitId === businessUnit.id && owner.kind === 'internal'
  const authorization = own ? 'not-needed' : await deps.known.authorization(businessUnit.id, applicationId)
  const looked: Looked = { owner, ownersBusinessUnit: ownersUnit?.unit ?? null, authorization }
  const rest = { businessUnit, user: 'none-involved', consent: 'not-needed', family: 'none-yet' } as const
  return verdict({ ...looked, ...rest, begunAt, now: deps.clock() }, null)
}

/**
 * A refusal of what ended with its application, with what the application may be told of why it was deactivated.
 * In: the business unit in which it was refused. Not for use within a transaction: it asks what every node remembers.
 */
export async function withReason(
  deps: Deps,
  businessUnit: BusinessUnit,
  applicationId: ApplicationId,
  refused: Refusal,
): Promise<Refusal> {
  if (refused.reason !== 'family_revoked') return refused
  const standing = await mayIssueForItself(deps, businessUnit, applicationId, null)
  const why = standing.ok ? undefined : standing.error.forClient
  return why === undefined ? refused : { ...refused, forClient: why }
}

/**
 * Asks, from the store and inside the caller's transaction, whether a token may be issued for a user.
 * In: the transaction (or the store, at introspection) and the question. Every record is read anew, the user and the
 * business unit too, since what the question holds may have changed meanwhile.
 */
export async function mayIssueForUser(
  deps: Deps,
  handle: Handle,
  question: IssueQuestion & { readonly user: User },
): Promise<Result<IssueGround, Refusal>> {
  const { applicationId, family } = question
  const scope = inBusinessUnit(handle, question.businessUnit.id)
  const ownerId = await findOwner(handle, applicationId)
  const owner =
    ownerId === null ? null : await findApplication(inBusinessUnit(handle, ownerId), applicationId)
  const businessUnit = await findBusinessUnit(handle, question.businessUnit.id)
  const own = owner?.businessUnitId === scope.businessUnitId && owner.kind === 'internal'
  const found = own ? null : await findApplication(scope, applicationId)
  const looked: Looked = {
    owner,
    ownersBusinessUnit:
      owner === null || own ? businessUnit : await findBusinessUnit(handle, owner.businessUnitId),
    authorization: own ? 'not-needed' : found?.kind === 'authorization' ? found : null,
  }
  const begunAt = family?.createdAt ?? question.codeIssuedAt ?? null
  const consents =
    question.consent === 'asked'
      ? null
      : standingConsents(await loadConsents(scope, question.user.id, applicationId), begunAt)
  const facts: IssueFacts = {
    ...looked,
    businessUnit,
    user: await findUser(scope, question.user.id),
    consent: consents === null ? 'live' : stateOf(consents),
    family: family ?? 'none-yet',
    begunAt,
    now: deps.clock(),
  }
  return verdict(facts, consents)
}

function stateOf({ own, unit }: Consents): IssueFacts['consent'] {
  if (own !== null) return 'live'
  return unit === null ? 'withdrawn' : 'of-the-business-unit'
}

function verdict(facts: IssueFacts, consents: Consents | null): Result<IssueGround, Refusal> {
  const asked = mayIssue(facts)
  if (!asked.ok) return asked
  const { owner, authorization } = facts
  if (owner === null) throw new Error('mayIssue let an application pass that is not there')
  return ok({
    owner,
    authorization: authorization === 'not-needed' ? null : authorization,
    lifetimes: asked.value,
    consented: consents === null ? null : consentedScopes(consents, mayBeLeftOut(owner)),
  })
}
