import type { ApplicationId } from '../../lib/ids.ts'
import type { RefusalEntry } from '../../registry/model.ts'
import { canBeKept } from '../columns.ts'
import type { Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

/** Keeps refusals of requests made in the name of applications of one business unit. */
export async function insertRefusals(scope: Scoped, entries: readonly RefusalEntry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map(entry => ({
    business_unit_id: scope.businessUnitId,
    application_id: entry.applicationId,
    id: entry.id,
    at: entry.at,
    endpoint: entry.endpoint,
    reason: entry.reason,
    description: entry.description,
    request_id: entry.requestId,
    // Written as pairs: JSON spells out what neither engine keeps in text, a U+0000 or half a character.
    inputs: JSON.stringify(entry.inputs.map(({ name, value }) => [name, value])),
  }))
  await scope.db.insertInto('refusals').values(rows).execute()
}

/** Which refusals a list holds: those of one reason (null: of none), or all but those of some; null: all. */
export type ByReason = { readonly is: string | null } | { readonly isNot: readonly string[] } | null

/** The refusals of one application, newest first. `before` is the id of the page before's last entry. */
export async function listRefusals(
  scope: Scoped,
  applicationId: ApplicationId,
  page: { readonly before: string | null; readonly limit: number; readonly reasons: ByReason },
): Promise<RefusalEntry[]> {
  const { before, limit, reasons } = page
  if (reasons !== null && 'is' in reasons && !canBeKept(reasons.is ?? '\0')) return []
  let query = scope.lists
    .selectFrom('refusals')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
  if (before !== null) query = query.where('id', '<', before)
  if (reasons !== null) {
    query =
      'is' in reasons
        ? query.where('reason', '=', reasons.is)
        : query.where('reason', 'not in', reasons.isNot)
  }
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(fromRow)
}

/**
 * What was refused of one request to an application of the business unit, by the id that its answer carried; the last of
 * it, where more than one thing was noted. Out: null when there is no such request, or it was another business unit's.
 */
export async function findRefusal(scope: Scoped, requestId: string): Promise<RefusalEntry | null> {
  if (!canBeKept(requestId)) return null
  const row = await scope.db
    .selectFrom('refusals')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('request_id', '=', requestId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

function fromRow(row: Database['refusals']): RefusalEntry {
  return {
    id: row.id,
    at: row.at,
    applicationId: row.application_id,
    endpoint: row.endpoint,
    reason: row.reason,
    description: row.description,
    requestId: row.request_id,
    inputs: row.inputs === null ? [] : readInputs(row.inputs),
  }
}

/** Reads what {@link insertRefusals} wrote. */
function readInputs(text: string): RefusalEntry['inputs'] {
  const pairs: unknown = JSON.parse(text)
  if (!Array.isArray(pairs)) throw new Error('the inputs of a refusal are not a list')
  return pairs.map((pair: unknown) => {
    const [name, value]: unknown[] = Array.isArray(pair) ? pair : []
    if (typeof name !== 'string' || typeof value !== 'string') throw new Error('an input is not a pair')
    return { name, value }
  })
}
