import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import type { ActorRef, Note } from '../../registry/model.ts'
import { canBeKept, won } from '../columns.ts'
import { type Scoped, together } from '../handle.ts'
import type { Database } from '../schema.ts'
import { holdApplication } from './applications.ts'

/**
 * Keeps a new note on an application.
 * Out: false when it has `most` notes already or is unknown here; nothing is written then.
 */
export async function insertNote(
  scope: Scoped,
  note: Omit<Note, 'edited' | 'version'>,
  most: number,
): Promise<boolean> {
  return together(scope, async tx => {
    if (!(await holdApplication(tx, note.applicationId))) return false
    const there = await tx.db
      .selectFrom('application_notes')
      .select('id')
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('application_id', '=', note.applicationId)
      .limit(most)
      .execute()
    if (there.length >= most) return false
    await tx.db
      .insertInto('application_notes')
      .values({
        business_unit_id: tx.businessUnitId,
        application_id: note.applicationId,
        id: note.id,
        text: note.text,
        version: 1,
        created_at: note.createdAt,
        created_by_kind: note.createdBy.kind,
        created_by_id: note.createdBy.id,
        created_by_name: note.createdBy.name,
        edited_at: null,
        edited_by_kind: null,
        edited_by_id: null,
        edited_by_name: null,
      })
      .execute()
    return true
  })
}

/** One note on an application, or null. */
export async function findNote(
  scope: Scoped,
  applicationId: ApplicationId,
  id: string,
): Promise<Note | null> {
  if (!canBeKept(id)) return null
  const row = await scope.db
    .selectFrom('application_notes')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toNote(row) : null
}

/** The notes on an application, newest first. `before` is the id of the page before's last note. */
export async function listNotes(
  scope: Scoped,
  applicationId: ApplicationId,
  page: { readonly before: string | null; readonly limit: number },
): Promise<Note[]> {
  let query = scope.lists
    .selectFrom('application_notes')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
  if (page.before !== null) query = query.where('id', '<', page.before)
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map(toNote)
}

/** Which version of which note is meant. */
type Target = { readonly applicationId: ApplicationId; readonly id: string; readonly version: number }

/** Edits a note. Out: false when it is gone or of another version by now; nothing is written then. */
export async function editNote(
  scope: Scoped,
  target: Target,
  edit: { readonly text: string; readonly at: Instant; readonly by: ActorRef },
): Promise<boolean> {
  const result = await scope.db
    .updateTable('application_notes')
    .set({
      text: edit.text,
      version: target.version + 1,
      edited_at: edit.at,
      edited_by_kind: edit.by.kind,
      edited_by_id: edit.by.id,
      edited_by_name: edit.by.name,
    })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', target.applicationId)
    .where('id', '=', target.id)
    .where('version', '=', target.version)
    .executeTakeFirst()
  return won(result)
}

/** Deletes a note. Out: false when it is gone or of another version by now; nothing is written then. */
export async function deleteNote(scope: Scoped, target: Target): Promise<boolean> {
  const result = await scope.db
    .deleteFrom('application_notes')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', target.applicationId)
    .where('id', '=', target.id)
    .where('version', '=', target.version)
    .executeTakeFirst()
  return won(result)
}

function toNote(row: Selectable<Database['application_notes']>): Note {
  const { edited_at: at, edited_by_kind: kind, edited_by_id: id, edited_by_name: name } = row
  const isEdited = at !== null && kind !== null && id !== null && name !== null
  return {
    id: row.id,
    applicationId: row.application_id,
    text: row.text,
    createdAt: row.created_at,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
    edited: isEdited ? { at, by: { kind, id, name } } : null,
    version: row.version,
  }
}
