import type { ApplicationId } from '../../../lib/ids.ts'
import { fromWords } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'

/** An external application whose vendor asks for other scopes now than when the business unit last decided. */
type OtherVersion = {
  readonly id: ApplicationId
  readonly name: string
  readonly vendorName: string
  /** What it may use here. */
  readonly given: readonly string[]
  /** What the vendor asked for at the last decision. */
  readonly before: readonly string[]
  /** What the vendor asks for now. */
  readonly now: readonly string[]
}

/** A business unit that let more of them in is told of those among the first of its list. */
const MOST_LOOKED_AT = 1000

/**
 * Active external applications of the business unit whose vendors ask for something else than they did, by name. Not
 * each waits for a yes: one that asks for less does not.
 */
export async function listOtherVersions(scope: Scoped): Promise<OtherVersion[]> {
  const letIn = scope.lists
    .selectFrom('applications')
    .select(['id', 'name', 'vendor_name', 'scopes', 'asked_scopes', 'sort_name'])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('kind', '=', 'authorization')
    .where('active', '=', 1)
    .orderBy('sort_name')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
  const rows = await scope.lists
    .selectFrom(letIn.as('let_in'))
    .innerJoin('clients', 'clients.id', 'let_in.id')
    .innerJoin('applications as entry', join =>
      join
        .onRef('entry.business_unit_id', '=', 'clients.business_unit_id')
        .onRef('entry.id', '=', 'clients.id'),
    )
    .select(['let_in.id', 'let_in.name', 'let_in.vendor_name', 'let_in.scopes', 'let_in.asked_scopes'])
    .select('entry.scopes as entry_scopes')
    .whereRef('entry.scopes', '<>', 'let_in.asked_scopes')
    .orderBy('let_in.sort_name')
    .orderBy('let_in.id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    vendorName: row.vendor_name,
    given: fromWords(row.scopes),
    before: fromWords(row.asked_scopes ?? row.entry_scopes),
    now: fromWords(row.entry_scopes),
  }))
}
