import type { Instant } from '../../lib/clock.ts'
import type { UserId } from '../../lib/ids.ts'
import type { Scoped } from '../handle.ts'

/** Notes that a user signed in. It is no change of them. */
export async function noteSignIn(scope: Scoped, id: UserId, at: Instant): Promise<void> {
  await scope.db
    .updateTable('users')
    .set({ last_sign_in_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .execute()
}

/** When users of the business unit last signed in; those of whom that is not known are left out. */
export async function findLastSignIns(
  scope: Scoped,
  ids: readonly UserId[],
): Promise<ReadonlyMap<UserId, Instant>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.db
    .selectFrom('users')
    .select(['id', 'last_sign_in_at'])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.flatMap(({ id, last_sign_in_at: at }) => (at === null ? [] : [[id, at] as const])))
}
