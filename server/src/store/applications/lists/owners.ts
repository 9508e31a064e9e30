import { type SqlBool, sql } from 'kysely'
import type { ApplicationId, BusinessUnitId, UserId } from '../../../lib/ids.ts'
import type { Handle, Scoped } from '../../handle.ts'

/**
 * Keeps who owns an application findable by the owner, in place of what was kept of it before. The owners stay as they are
 * until the caller's transaction ends: whoever deactivates one of them meanwhile waits, and marks anew what this wrote.
 */
export async function writeOwners(
  tx: Scoped,
  applicationId: ApplicationId,
  owners: readonly UserId[],
): Promise<void> {
  await tx.db
    .deleteFrom('application_owners')
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('application_id', '=', applicationId)
    .execute()
  if (owners.length === 0) return
  await tx.db
    .updateTable('users')
    .set(eb => ({ active: eb.ref('active') }))
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('id', 'in', owners)
    .execute()
  const of = { business_unit_id: tx.businessUnitId, application_id: applicationId }
  await tx.db
    .insertInto('application_owners')
    .values(owners.map(user_id => ({ ...of, user_id })))
    .execute()
}

/** Whether one of an application's owners is active. */
export async function hasActiveOwner(tx: Scoped, applicationId: ApplicationId): Promise<boolean> {
  const row = await tx.db
    .selectFrom('application_owners')
    .innerJoin('users', join =>
      join
        .onRef('users.business_unit_id', '=', 'application_owners.business_unit_id')
        .onRef('users.id', '=', 'application_owners.user_id'),
    )
    .select('users.id')
    .where('application_owners.business_unit_id', '=', tx.businessUnitId)
    .where('application_owners.application_id', '=', applicationId)
    .where('users.active', '=', 1)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that what a user owns is to be marked anew, from the beginning. */
export async function wantOwnerCheck(scope: Scoped, userId: UserId): Promise<void> {
  await scope.db
    .insertInto('owner_checks')
    .values({ business_unit_id: scope.businessUnitId, user_id: userId, after: '' })
    .onConflict(conflict => conflict.columns(['business_unit_id', 'user_id']).doUpdateSet({ after: '' }))
    .execute()
}

/** A user whose applications are to be marked anew, in any business unit, or null. */
export async function nextOwnerCheck(
  handle: Handle,
): Promise<{ readonly businessUnitId: BusinessUnitId; readonly userId: UserId } | null> {
  const row = await handle.db
    .selectFrom('owner_checks')
    .select(['business_unit_id', 'user_id'])
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { businessUnitId: row.business_unit_id, userId: row.user_id }
}

/**
 * Goes on with the check of a user by one step, in the caller's transaction, and notes how far it came.
 * Out: the applications to mark anew, at most `limit`; none once the check is over.
 */
export async function stepOwnerCheck(tx: Scoped, userId: UserId, limit: number): Promise<ApplicationId[]> {
  const check = await tx.db
    .selectFrom('owner_checks')
    .select('after')
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (check === undefined) return []
  const rows = await tx.db
    .selectFrom('application_owners')
    .select('application_id')
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('user_id', '=', userId)
    .$if(check.after !== '', query => query.where(sql<SqlBool>`application_id > ${check.after}`))
    .orderBy('application_id')
    .limit(limit)
    .execute()
  const ids = rows.map(row => row.application_id)
  const last = ids.at(-1)
  if (ids.length < limit || last === undefined) {
    await tx.db
      .deleteFrom('owner_checks')
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('user_id', '=', userId)
      .where('after', '=', check.after)
      .execute()
  } else {
    await tx.db
      .updateTable('owner_checks')
      .set({ after: last })
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('user_id', '=', userId)
      .where('after', '=', check.after)
      .execute()
  }
  return ids
}
