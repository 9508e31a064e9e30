import type { Instant } from '../../../lib/clock.ts'
import { canBeKept, won } from '../../columns.ts'
import type { Handle } from '../../handle.ts'

type Vendor = { readonly id: string; readonly name: string }

/** The vendor with this folded name, or null. */
export async function findVendor(handle: Handle, nameKey: string): Promise<Vendor | null> {
  if (!canBeKept(nameKey)) return null
  const row = await handle.db
    .selectFrom('vendors')
    .select(['id', 'name'])
    .where('name_key', '=', nameKey)
    .executeTakeFirst()
  return row ? { id: row.id, name: row.name } : null
}

/** Adds a vendor. Out: false when its id or folded name is taken; nothing is written then. */
export async function insertVendor(
  handle: Handle,
  vendor: Vendor & { readonly nameKey: string; readonly createdAt: Instant },
): Promise<boolean> {
  const result = await handle.db
    .insertInto('vendors')
    .values({ id: vendor.id, name: vendor.name, name_key: vendor.nameKey, created_at: vendor.createdAt })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return won(result)
}
