import type { ApplicationId, BusinessUnitId } from '../../lib/ids.ts'
import { type EffectiveLifetimes, effectiveLifetimes } from '../../registry/applications/lifetimes.ts'
import type { Deps } from '../deps.ts'
import type { KnownApis, KnownBusinessUnit } from '../known/known.ts'

/** What a grant needs of the things that change seldom, gathered before its transaction begins. */
export type Surroundings = {
  readonly unit: KnownBusinessUnit
  readonly known: KnownApis
  /** Whether refresh tokens of the application are replaced at each use. */
  readonly rotates: boolean
  /** How long tokens of the application live in the business unit. */
  readonly lifetimes: EffectiveLifetimes
}

/** Gathers the surroundings of a grant. Out: null when the business unit or the application is gone. */
export async function surroundingsOf(
  deps: Deps,
  businessUnitId: BusinessUnitId,
  applicationId: ApplicationId,
): Promise<Surroundings | null> {
  const unit = await deps.known.businessUnit(businessUnitId)
  const client = await deps.known.client(applicationId)
  if (unit === null || client === null) return null
  const owner = client.registration
  const authorization =
    owner.kind === 'internal' ? null : await deps.known.authorization(businessUnitId, applicationId)
  return {
    unit,
    known: await deps.known.apis(),
    rotates: owner.rotateRefreshTokens,
    lifetimes: effectiveLifetimes({ owner, authorization, businessUnit: unit.unit }),
  }
}
