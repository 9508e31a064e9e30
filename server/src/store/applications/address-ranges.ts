import type { ApplicationId } from '../../lib/ids.ts'
import { fromWords, toWords, won } from '../columns.ts'
import type { Scoped } from '../handle.ts'

/** From where an application may prove itself, as ranges in CIDR notation; empty: from everywhere, or it is unknown here. */
export async function findAddressRanges(scope: Scoped, id: ApplicationId): Promise<readonly string[]> {
  const row = await scope.db
    .selectFrom('applications')
    .select('address_ranges')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return fromWords(row?.address_ranges ?? '')
}

/**
 * Sets from where an application may prove itself, and adds one to its version.
 * Out: false when its version is another by now or it is unknown here; nothing is written then.
 */
export async function setAddressRanges(
  scope: Scoped,
  target: { readonly id: ApplicationId; readonly version: number },
  ranges: readonly string[],
): Promise<boolean> {
  const result = await scope.db
    .updateTable('applications')
    .set({ address_ranges: toWords(ranges), version: target.version + 1 })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', target.id)
    .where('version', '=', target.version)
    .where('kind', 'in', ['internal', 'catalogue'])
    .executeTakeFirst()
  return won(result)
}
