import type { Instant } from '../../lib/clock.ts'
import type { UserId } from '../../lib/ids.ts'
import { won } from '../columns.ts'
import type { Scoped } from '../handle.ts'

/** Which of these users get reminders by mail, in no order. */
export async function whoWantsReminders(scope: Scoped, ids: readonly UserId[]): Promise<UserId[]> {
  if (ids.length === 0) return []
  const rows = await scope.db
    .selectFrom('users')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', 'in', ids)
    .where('reminders_off_at', 'is', null)
    .execute()
  return rows.map(row => row.id)
}

/** Switches reminders of a user off at a moment, or on (null). Out: false when they were so, or the user is unknown here. */
export async function setReminders(scope: Scoped, id: UserId, offAt: Instant | null): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set({ reminders_off_at: offAt })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('reminders_off_at', offAt === null ? 'is not' : 'is', null)
    .executeTakeFirst()
  return won(result)
}

/** Active users with one of these security profiles, the first made first, at most `limit`. */
export async function listActiveWithProfiles(
  scope: Scoped,
  profileIds: readonly string[],
  limit: number,
): Promise<UserId[]> {
  if (profileIds.length === 0) return []
  const rows = await scope.db
    .selectFrom('users')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('security_profile_id', 'in', profileIds)
    .where('active', '=', 1)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(row => row.id)
}

/** Holds a user's row until the transaction ends, so that two who write to them come one after the other. */
export async function holdRecipient(scope: Scoped, id: UserId): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set(eb => ({ active: eb.ref('active') }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('active', '=', 1)
    .executeTakeFirst()
  return won(result)
}
