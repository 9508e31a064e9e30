import { newRecordId } from '../../../keys/random.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { checkNote, MOST_NOTES, mayChangeNote, noteChange } from '../../../registry/applications/note.ts'
import type { Note } from '../../../registry/model.ts'
import { permissionsOf } from '../../../registry/people/profiles.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import {
  deleteNote as commitDeletion,
  editNote as commitEdit,
  findNote,
  insertNote,
  listNotes as loadNotes,
} from '../../../store/applications/notes.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { type Actor, refOf, scopeOf } from '../../people/actor.ts'
import type { Recorded } from '../../recorded.ts'
import { type ListPage, newestFirst } from '../cursor.ts'
import { readApplication } from '../read-applications.ts'

/** One note on one application, as somebody names it. */
type NoteName = { readonly id: string; readonly noteId: string }

/** The same in the version that the caller last saw. */
type NoteVersion = NoteName & { readonly version: number }

const GONE = err({ kind: 'not-found', what: 'note' } as const)

function entry(
  actor: Actor,
  applicationId: ApplicationId,
  verb: 'added' | 'edited' | 'deleted',
  [before, after]: readonly [string | null, string | null],
): Recorded {
  return {
    actor: refOf(actor),
    action: `application.note-${verb}`,
    target: { kind: 'application', id: applicationId },
    changes: [noteChange(before, after)],
    requestId: actor.requestId,
  }
}

/** The notes on one application, newest first. Refuses without `api-applications:view`, an unknown id, a foreign cursor. */
export async function listNotes(
  deps: Deps,
  actor: Actor,
  id: string,
  cursor: string | null,
): Promise<Result<ListPage<Note>, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const { registration } = found.value
  const scope = scopeOf(deps.store, actor)
  return newestFirst(deps, ['notes', scope.businessUnitId, registration.id], cursor, page =>
    loadNotes(scope, registration.id, page),
  )
}

/** One note. Refuses as {@link listNotes} does, and a note that is unknown or was deleted. */
export async function readNote(
  deps: Deps,
  actor: Actor,
  name: NoteName,
): Promise<Result<Note, RegistryRefusal>> {
  const found = await readApplication(deps, actor, name.id)
  if (!found.ok) return found
  const note = await findNote(scopeOf(deps.store, actor), found.value.registration.id, name.noteId)
  return note === null ? GONE : ok(note)
}

/**
 * Writes a note down about an application, internal or authorized.
 * Refuses without `api-applications:view`, an unknown application, a text that breaks the rule, and more than
 * {@link MOST_NOTES} notes on one application.
 */
export async function addNote(
  deps: Deps,
  actor: Actor,
  wanted: { readonly id: string; readonly text: string },
  onceKey: OnceKey | null,
): Promise<Result<Note, RegistryRefusal>> {
  const found = await readApplication(deps, actor, wanted.id)
  if (!found.ok) return found
  const checked = checkNote(wanted.text)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const applicationId = found.value.registration.id
  const note = {
    id: newRecordId('nte'),
    applicationId,
    text: checked.value,
    createdAt: deps.clock(),
    createdBy: refOf(actor),
  }
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      if (!(await insertNote(scope, note, MOST_NOTES))) {
        return err({ kind: 'too-many-notes', most: MOST_NOTES } as const)
      }
      await claim(scope, [note.id])
      await tx.record(scope, entry(actor, applicationId, 'added', [null, note.text]))
      return ok([note.id])
    }),
  )
  if (!words.ok) return words
  // A repeat is answered with the note as it stands now, or not at all where it was deleted meanwhile.
  const made = await findNote(scopeOf(deps.store, actor), applicationId, words.value[0] ?? '')
  return made === null ? GONE : ok(made)
}

/** The note that is to be changed. Refuses as {@link readNote} does, who may not, and another version. */
async function changeable(
  deps: Deps,
  actor: Actor,
  name: NoteVersion,
): Promise<Result<Note, RegistryRefusal>> {
  const note = await readNote(deps, actor, name)
  if (!note.ok) return note
  if (!mayChangeNote(note.value, refOf(actor).id, permissionsOf(actor.businessUnit, actor.profile))) {
    return err({ kind: 'forbidden', permission: 'api-applications:edit' })
  }
  const { version } = note.value
  return version === name.version ? note : err({ kind: 'version-conflict', current: version })
}

/**
 * Edits a note. In: the version the actor last saw, and the new text; the same text changes nothing.
 * Refuses whoever neither wrote it nor may edit applications, what is unknown, a text that breaks the rule, and a
 * version that is no longer the current one: then nothing is overwritten.
 */
export async function editNote(
  deps: Deps,
  actor: Actor,
  name: NoteVersion,
  text: string,
): Promise<Result<Note, RegistryRefusal>> {
  const loaded = await changeable(deps, actor, name)
  if (!loaded.ok) return loaded
  const checked = checkNote(text)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const before = loaded.value
  if (before.text === checked.value) return loaded
  const { applicationId } = before
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const edit = { text: checked.value, at: deps.clock(), by: refOf(actor) }
    if (!(await commitEdit(scope, before, edit))) {
      return err({ kind: 'version-conflict', current: before.version + 1 } as const)
    }
    await tx.record(scope, entry(actor, applicationId, 'edited', [before.text, edit.text]))
    const { at, by } = edit
    return ok({ ...before, text: edit.text, edited: { at, by }, version: before.version + 1 })
  })
}

/** Deletes a note; what it said stays in the history. Refuses as {@link editNote} does. */
export async function deleteNote(
  deps: Deps,
  actor: Actor,
  name: NoteVersion,
): Promise<Result<null, RegistryRefusal>> {
  const loaded = await changeable(deps, actor, name)
  if (!loaded.ok) return loaded
  const note = loaded.value
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if (!(await commitDeletion(scope, note))) {
      return err({ kind: 'version-conflict', current: note.version + 1 } as const)
    }
    await tx.record(scope, entry(actor, note.applicationId, 'deleted', [note.text, null]))
    return ok(null)
  })
}
