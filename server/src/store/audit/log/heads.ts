import type { Selectable } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import { won } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'

/** The end of a hash chain as it was at a moment, signed for whoever keeps it elsewhere. */
export type ChainHead = {
  readonly seq: number
  readonly hash: string
  readonly at: Instant
  readonly signed: string
  readonly publicKey: string
  readonly mac: string
}

/** Publishes a head. Out: false when there is one of this place, which stays. */
export async function insertHead(scope: Scoped, head: ChainHead): Promise<boolean> {
  const { publicKey, ...rest } = head
  const result = await scope.db
    .insertInto('audit_heads')
    .values({ business_unit_id: scope.businessUnitId, ...rest, public_key: publicKey })
    .onConflict(conflict => conflict.columns(['business_unit_id', 'seq']).doNothing())
    .executeTakeFirst()
  return won(result)
}

/** The business unit's published heads, newest first. `before` is the place of the page before's last one. */
export async function listHeads(
  scope: Scoped,
  page: { readonly before: number | null; readonly limit: number },
): Promise<ChainHead[]> {
  let query = scope.lists
    .selectFrom('audit_heads')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
  if (page.before !== null) query = query.where('seq', '<', page.before)
  return (await query.orderBy('seq', 'desc').limit(page.limit).execute()).map(toHead)
}

/** The business unit's published heads behind a place, oldest first. */
export async function listHeadsAfter(scope: Scoped, seq: number, limit: number): Promise<ChainHead[]> {
  const rows = await scope.lists
    .selectFrom('audit_heads')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(toHead)
}

/** The head of this place, or null. */
export async function findHead(scope: Scoped, seq: number): Promise<ChainHead | null> {
  const row = await scope.db
    .selectFrom('audit_heads')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row === undefined ? null : toHead(row)
}

/** The head that the business unit published last, or null. */
export async function lastHead(scope: Scoped): Promise<ChainHead | null> {
  const row = await scope.db
    .selectFrom('audit_heads')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toHead(row)
}

function toHead(row: Selectable<Database['audit_heads']>): ChainHead {
  const { seq, hash, at, signed, mac } = row
  return { seq, hash, at, signed, publicKey: row.public_key, mac }
}
