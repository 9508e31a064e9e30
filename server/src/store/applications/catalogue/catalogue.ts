import { sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import { fromWords, toWords } from '../../columns.ts'
import type { Handle, Scoped } from '../../handle.ts'

/** What the vendor asked for when the business unit last decided on an external application; null when it is not let in. */
export async function findAskedScopes(scope: Scoped, id: ApplicationId): Promise<readonly string[] | null> {
  const row = await scope.db
    .selectFrom('applications')
    .select('asked_scopes')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('kind', '=', 'authorization')
    .executeTakeFirst()
  return row === undefined ? null : fromWords(row.asked_scopes ?? '')
}

/** Notes what the vendor asks for at the moment of a decision, in its transaction. */
export async function noteAskedScopes(
  scope: Scoped,
  id: ApplicationId,
  asked: readonly string[],
): Promise<void> {
  await scope.db
    .updateTable('applications')
    .set({ asked_scopes: toWords(asked) })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('kind', '=', 'authorization')
    .execute()
}

/** Counting further would cost more the more there are, and tell nobody more. */
const MOST_COUNTED = 1000

/**
 * How many business units let each of these external applications in and have it active, counted up to a thousand.
 * A number of the whole platform; whose they are is nobody's business.
 */
export async function countAuthorizing(
  handle: Handle,
  ids: readonly ApplicationId[],
): Promise<ReadonlyMap<ApplicationId, number>> {
  const parts = ids.map(id =>
    handle.lists
      .selectFrom(
        handle.lists
          .selectFrom('applications')
          .select('id')
          .where('id', '=', id)
          // As the index has it, so that nothing else is read.
          .where(sql<boolean>`kind = 'authorization' and active = 1`)
          .limit(MOST_COUNTED)
          .as('found'),
      )
      .select([sql<ApplicationId>`${id}`.as('id'), eb => eb.fn.countAll<number>().as('count')]),
  )
  const [first, ...others] = parts
  if (first === undefined) return new Map()
  const rows = await others.reduce((all, part) => all.unionAll(part), first).execute()
  return new Map(rows.map(row => [row.id, Number(row.count)]))
}

/** Which of these vendors, by their folded names, the platform vouches for. */
export async function listVerified(handle: Handle, nameKeys: readonly string[]): Promise<Set<string>> {
  if (nameKeys.length === 0) return new Set()
  const rows = await handle.db
    .selectFrom('vendors')
    .select('name_key')
    .where('name_key', 'in', [...new Set(nameKeys)])
    .where('verified_at', 'is not', null)
    .execute()
  return new Set(rows.map(row => row.name_key))
}

/** Vouches for a vendor from a moment on, or, with null, no longer. In: the folded name. */
export async function setVerified(handle: Handle, nameKey: string, at: Instant | null): Promise<void> {
  await handle.db.updateTable('vendors').set({ verified_at: at }).where('name_key', '=', nameKey).execute()
}
