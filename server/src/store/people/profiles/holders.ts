import { type SqlBool, sql } from 'kysely'
import type { UserId } from '../../../lib/ids.ts'
import { COUNTED, type Tally, tallyOf } from '../../../lib/tally.ts'
import type { User } from '../../../registry/model.ts'
import type { Scoped } from '../../handle.ts'
import { toUser } from '../to-user.ts'

type Counts = { readonly people: Tally; readonly applications: Tally }

/** How many users and applications have each of some security profiles, counted as far as a tally goes. */
export async function tallyHolders(
  scope: Scoped,
  profileIds: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  const most = COUNTED + 1
  const parts = profileIds.map(
    id => sql`select ${sql.lit(profileIds.indexOf(id))} as place,
      (select count(*) from (select 1 from users where business_unit_id = ${scope.businessUnitId}
        and security_profile_id = ${id} limit ${most}) as some_users) as people,
      (select count(*) from (select 1 from application_profiles where business_unit_id = ${scope.businessUnitId}
        and security_profile_id = ${id} limit ${most}) as some_applications) as applications`,
  )
  if (parts.length === 0) return new Map()
  const { rows } = await sql<{ place: number; people: number; applications: number }>`
    ${sql.join(parts, sql` union all `)}`.execute(scope.lists)
  return new Map(
    rows.flatMap(({ place, people, applications }) => {
      const id = profileIds[place]
      return id === undefined
        ? []
        : [[id, { people: tallyOf(people), applications: tallyOf(applications) }] as const]
    }),
  )
}

/** What still has a security profile, so that it cannot be deleted. Looked at where the caller's transaction runs. */
export async function anyHolder(
  scope: Scoped,
  profileId: string,
): Promise<'user' | 'application' | 'invitation' | null> {
  const user = await scope.db
    .selectFrom('users')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('security_profile_id', '=', profileId)
    .limit(1)
    .executeTakeFirst()
  if (user !== undefined) return 'user'
  const application = await scope.db
    .selectFrom('application_profiles')
    .select('application_id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('security_profile_id', '=', profileId)
    .limit(1)
    .executeTakeFirst()
  if (application !== undefined) return 'application'
  const invitation = await scope.db
    .selectFrom('invitations')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('settled_at', 'is', null)
    .where('security_profile_id', '=', profileId)
    .limit(1)
    .executeTakeFirst()
  return invitation === undefined ? null : 'invitation'
}

/** One page of the users with a security profile, in the order in which they were made. In: the id to begin after. */
export async function listHolders(
  scope: Scoped,
  profileId: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<User[]> {
  const rows = await scope.lists
    .selectFrom('users')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('security_profile_id', '=', profileId)
    .$if(after !== null, query => query.where(sql<SqlBool>`id > ${after}`))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toUser)
}

/**
 * Whether an active user of the business unit has one of some security profiles, looked at where the caller's transaction
 * runs. In: the user who does not count, or null.
 */
export async function anyActiveWith(
  scope: Scoped,
  profileIds: readonly string[],
  besides: UserId | null,
): Promise<boolean> {
  if (profileIds.length === 0) return false
  const row = await scope.db
    .selectFrom('users')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('security_profile_id', 'in', profileIds)
    .where('active', '=', 1)
    .$if(besides !== null, query => query.where(sql<SqlBool>`id <> ${besides}`))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
