import type { Selectable } from 'kysely'
import type { BusinessUnitId } from '../../lib/ids.ts'
import type { AuditEntry, FieldChange } from '../../registry/model.ts'
import { won } from '../columns.ts'
import type { Handle, Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

/** Adds an entry to the history. For a change (class A) in the transaction of that change. */
export async function appendAudit(scope: Scoped, entry: AuditEntry): Promise<void> {
  await scope.db
    .insertInto('audit_entries')
    .values({
      business_unit_id: scope.businessUnitId,
      id: entry.id,
      at: entry.at,
      class: entry.class,
      actor_kind: entry.actor.kind,
      actor_id: legible(entry.actor.id),
      actor_name: legible(entry.actor.name),
      action: entry.action,
      target_kind: entry.targetKind,
      target_id: legible(entry.targetId),
      changes: JSON.stringify(entry.changes),
      request_id: legible(entry.requestId),
      address: entry.address,
      seq: null,
      hash: null,
    })
    .execute()
}

/** A refused attempt may name anything; PostgreSQL keeps no U+0000, and an attempt must not go unrecorded for it. */
function legible(text: string): string {
  return text.replaceAll('\0', '\uFFFD')
}

/** The changes (class A) made to one thing, newest first. `before` is the id of the page before's last entry. */
export async function listAuditOfTarget(
  scope: Scoped,
  targetId: string,
  page: { readonly before: string | null; readonly limit: number },
): Promise<AuditEntry[]> {
  let query = scope.lists
    .selectFrom('audit_entries')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('target_id', '=', targetId)
    .where('class', '=', 'A')
  if (page.before !== null) query = query.where('id', '<', page.before)
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map(toEntry)
}

/** The business unit's entries that stand outside its hash chain, oldest first. */
export async function listUnsealed(scope: Scoped, limit: number): Promise<AuditEntry[]> {
  const rows = await scope.db
    .selectFrom('audit_entries')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('seq', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toEntry)
}

/** The end of the business unit's hash chain, or null when nothing is sealed yet. */
export async function lastSealed(
  scope: Scoped,
): Promise<{ readonly seq: number; readonly hash: string } | null> {
  const row = await scope.db
    .selectFrom('audit_entries')
    .select(['seq', 'hash'])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row || row.seq === null || row.hash === null) return null
  return { seq: row.seq, hash: row.hash }
}

/**
 * Gives an entry its place in the hash chain. Out: false when it has one or is unknown here.
 * Throws when the place is taken: two sealers at work, of which the later must begin anew.
 */
export async function setSeal(scope: Scoped, id: string, seq: number, hash: string): Promise<boolean> {
  const result = await scope.db
    .updateTable('audit_entries')
    .set({ seq, hash })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('seq', 'is', null)
    .executeTakeFirst()
  return won(result)
}

/** Business units with entries outside their hash chains, in the order of their ids, beginning after `after`. */
export async function businessUnitsWithUnsealed(
  handle: Handle,
  limit: number,
  after: BusinessUnitId | null = null,
): Promise<BusinessUnitId[]> {
  let query = handle.lists
    .selectFrom('audit_entries')
    .select('business_unit_id')
    .distinct()
    .where('seq', 'is', null)
  if (after !== null) query = query.where('business_unit_id', '>', after)
  const rows = await query.orderBy('business_unit_id').limit(limit).execute()
  return rows.map(row => row.business_unit_id)
}

/** An entry with its place in the hash chain, and the hash of its link. */
export type SealedEntry = AuditEntry & { readonly seq: number; readonly hash: string }

/** A stretch of the business unit's hash chain: the entries whose place is behind `afterSeq`, in order. */
export async function listSealed(scope: Scoped, afterSeq: number, limit: number): Promise<SealedEntry[]> {
  const rows = await scope.lists
    .selectFrom('audit_entries')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(toSealedEntry)
}

/** A sealed entry as it was kept. Throws where its changes cannot be read. */
export function toSealedEntry(row: Selectable<Database['audit_entries']>): SealedEntry {
  return { ...toEntry(row), seq: row.seq ?? 0, hash: row.hash ?? '' }
}

/** An entry as it was kept. Throws where its changes cannot be read. */
export function toEntry(row: Selectable<Database['audit_entries']>): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    class: row.class,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action,
    targetKind: row.target_kind,
    targetId: row.target_id,
    changes: readChanges(row.id, row.changes),
    requestId: row.request_id,
    address: row.address,
  }
}

/** Reads the changes of an entry as they were written down. Throws where they cannot be read. */
export function readChanges(id: string, text: string): FieldChange[] {
  const parsed: unknown = JSON.parse(text)
  if (!Array.isArray(parsed) || !parsed.every(isFieldChange)) {
    throw new Error(`The changes of audit entry ${id} are not a list of changes`)
  }
  return parsed
}

function isFieldChange(value: unknown): value is FieldChange {
  if (typeof value !== 'object' || value === null) return false
  if (!('field' in value && 'before' in value && 'after' in value)) return false
  return typeof value.field === 'string' && isTextOrNull(value.before) && isTextOrNull(value.after)
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}
