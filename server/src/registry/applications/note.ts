import { checkNoteText } from '@latchkey/contract/applications/note-text.ts'
import type { Permission } from '@latchkey/contract/route.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { FieldChange, Note } from '../model.ts'
import type { FieldFault } from '../refusal.ts'

/** How many notes one application may have. */
export const MOST_NOTES = 500
/** How much of a note stands in one entry of the history, in characters. */
export const SHOWN_OF_NOTE = 2000
/** How much of what did not change stands before what did, where a note is too long to be shown whole. */
const AROUND = 200

/** Checks the text of a note. Out: the text to keep. */
export function checkNote(text: string): Result<string, readonly FieldFault[]> {
  const verdict = checkNoteText(text)
  if (verdict.ok) return ok(verdict.value)
  return err([{ path: '/text', rule: verdict.rule, message: verdict.message }])
}

/** Whether somebody may edit and delete a note: who wrote it may, and who may edit applications. */
export function mayChangeNote(
  note: Pick<Note, 'createdBy'>,
  userId: string,
  permissions: readonly Permission[],
): boolean {
  const own = note.createdBy.kind === 'user' && note.createdBy.id === userId
  return own || permissions.includes('api-applications:edit')
}

/**
 * What became of a note, for the audit entry; null: there was none, or there is none any more.
 * A text of more than {@link SHOWN_OF_NOTE} characters is cut: what differs is shown, and that something is left out.
 */
export function noteChange(before: string | null, after: string | null): FieldChange {
  const [was, is] = [before, after].map(text => (text === null ? null : Array.from(text)))
  const from = was && is ? Math.max(0, commonStart(was, is) - AROUND) : 0
  return { field: 'note', before: excerpt(was ?? null, from), after: excerpt(is ?? null, from) }
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((character, index) => character !== other[index])
  return differs === -1 ? one.length : differs
}

function excerpt(characters: readonly string[] | null, from: number): string | null {
  if (characters === null) return null
  if (characters.length <= SHOWN_OF_NOTE) return characters.join('')
  const shown = characters.slice(from, from + SHOWN_OF_NOTE)
  const [first, last] = [from > 0 ? '… ' : '', from + shown.length < characters.length ? ' …' : '']
  const all = characters.length.toLocaleString('en')
  return `${first}${shown.join('')}${last} (cut: the note has ${all} characters)`
}
