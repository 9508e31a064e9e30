import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId, UserId } from '../../../lib/ids.ts'
import { won } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'

/** A security profile that an application has of its own, and the user who gave it and whose own bounds it. */
export type ApplicationProfile = {
  readonly applicationId: ApplicationId
  readonly profileId: string
  readonly givenBy: { readonly id: UserId; readonly name: string }
  readonly givenAt: Instant
}

function toGiven(row: Selectable<Database['application_profiles']>): ApplicationProfile {
  return {
    applicationId: row.application_id,
    profileId: row.security_profile_id,
    givenBy: { id: row.given_by_id, name: row.given_by_name },
    givenAt: row.given_at,
  }
}

/** Gives an application a security profile of its own, in place of the one it has. */
export async function setApplicationProfile(scope: Scoped, given: ApplicationProfile): Promise<void> {
  const values = {
    security_profile_id: given.profileId,
    given_by_id: given.givenBy.id,
    given_by_name: given.givenBy.name,
    given_at: given.givenAt,
  }
  await scope.db
    .insertInto('application_profiles')
    .values({ business_unit_id: scope.businessUnitId, application_id: given.applicationId, ...values })
    .onConflict(conflict => conflict.columns(['business_unit_id', 'application_id']).doUpdateSet(values))
    .execute()
}

/** The security profile that an application of the business unit has of its own, or null. */
export async function findApplicationProfile(
  scope: Scoped,
  id: ApplicationId,
): Promise<ApplicationProfile | null> {
  const row = await scope.db
    .selectFrom('application_profiles')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toGiven(row)
}

/** Takes from an application the security profile of its own. Out: false when it had none. */
export async function removeApplicationProfile(scope: Scoped, id: ApplicationId): Promise<boolean> {
  const result = await scope.db
    .deleteFrom('application_profiles')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', id)
    .executeTakeFirst()
  return won(result)
}

/** One page of the applications with a security profile of their own, by their ids. In: the id to begin after, or null. */
export async function listApplicationProfiles(
  scope: Scoped,
  profileId: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<(ApplicationProfile & { readonly name: string; readonly active: boolean })[]> {
  const rows = await scope.lists
    .selectFrom('application_profiles')
    .innerJoin('applications', join =>
      join
        .onRef('applications.business_unit_id', '=', 'application_profiles.business_unit_id')
        .onRef('applications.id', '=', 'application_profiles.application_id'),
    )
    .selectAll('application_profiles')
    .select(['applications.name', 'applications.active'])
    .where('application_profiles.business_unit_id', '=', scope.businessUnitId)
    .where('application_profiles.security_profile_id', '=', profileId)
    .$if(after !== null, query => query.where(sql<SqlBool>`application_profiles.application_id > ${after}`))
    .orderBy('application_profiles.application_id')
    .limit(limit)
    .execute()
  return rows.map(row => ({ ...toGiven(row), name: row.name, active: row.active === 1 }))
}
