import type { ApplicationId, BusinessUnitId } from '../../lib/ids.ts'
import type { Deps } from '../deps.ts'
import type { KnownApis, KnownBusinessUnit } from '../known/known.ts'

/** What a grant needs of the things that change seldom, gathered before its transaction begins. */
export type Surroundings = {
  readonly unit: KnownBusinessUnit
  readonly known: KnownApis
  /** Whether refresh tokens of the application are replaced at each use. */
  readonly rotates: boolean
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
  return { unit, known: await deps.known.apis(), rotates: client.registration.rotateRefreshTokens }
}
