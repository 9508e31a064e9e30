import type { Instant } from '../../../lib/clock.ts'
import type { BusinessUnitId } from '../../../lib/ids.ts'
import { rowsOf } from '../../columns.ts'
import type { Handle, Scoped } from '../../handle.ts'

/** What stands in place of the entries that were erased: up to which place, and what the next link hangs on. */
export type ErasedRange = {
  readonly seq: number
  readonly hash: string
  readonly at: Instant
  readonly signed: string
  readonly publicKey: string
  readonly mac: string
}

type Retention = {
  /** For how many days entries are kept; null: for ever. */
  readonly keepDays: number | null
  readonly erased: ErasedRange | null
}

/** How long the business unit keeps its entries, and what was erased. */
export async function findRetention(scope: Scoped): Promise<Retention> {
  const row = await scope.db
    .selectFrom('audit_retention')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .executeTakeFirst()
  if (row === undefined) return { keepDays: null, erased: null }
  const { keep_days: keepDays, erased_seq: seq, erased_hash: hash, erased_at: at } = row
  const { signed, public_key: publicKey, mac } = row
  const whole =
    seq !== null && hash !== null && at !== null && signed !== null && publicKey !== null && mac !== null
  return { keepDays, erased: whole ? { seq, hash, at, signed, publicKey, mac } : null }
}

/** Sets for how many days the business unit keeps its entries; null: for ever. */
export async function setKeepDays(scope: Scoped, keepDays: number | null): Promise<void> {
  await scope.db
    .insertInto('audit_retention')
    .values({ business_unit_id: scope.businessUnitId, keep_days: keepDays })
    .onConflict(conflict => conflict.column('business_unit_id').doUpdateSet({ keep_days: keepDays }))
    .execute()
}

/** Erases the entries up to a place and leaves the note in their place. Out: how many there were. */
export async function eraseUpTo(scope: Scoped, range: ErasedRange): Promise<number> {
  const { seq, hash, at, signed, publicKey, mac } = range
  const note = { erased_seq: seq, erased_hash: hash, erased_at: at, signed, public_key: publicKey, mac }
  await scope.db
    .updateTable('audit_retention')
    .set(note)
    .where('business_unit_id', '=', scope.businessUnitId)
    .execute()
  const result = await scope.db
    .deleteFrom('audit_entries')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('seq', '<=', seq)
    .executeTakeFirst()
  return rowsOf(result)
}

/** Business units that do not keep their entries for ever, in the order of their ids, beginning after `after`. */
export async function unitsThatErase(
  handle: Handle,
  limit: number,
  after: BusinessUnitId | null,
): Promise<BusinessUnitId[]> {
  let query = handle.lists
    .selectFrom('audit_retention')
    .select('business_unit_id')
    .where('keep_days', 'is not', null)
  if (after !== null) query = query.where('business_unit_id', '>', after)
  const rows = await query.orderBy('business_unit_id').limit(limit).execute()
  return rows.map(row => row.business_unit_id)
}
