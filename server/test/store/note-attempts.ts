import { holdApplication } from '../../src/store/applications/applications.ts'
import { deleteNote, editNote, findNote, insertNote, listNotes } from '../../src/store/applications/notes.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { ACTOR, NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** What of notes a stranger may not reach, with what they get for asking. */
export const noteQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findNote: [null, ({ note }, mine) => findNote(mine, note.applicationId, note.id)],
  listNotes: [[], ({ note }, mine) => listNotes(mine, note.applicationId, { before: null, limit: 9 })],
  editNote: [false, ({ note }, mine) => editNote(mine, note, { text: 'stolen', at: NOW, by: ACTOR })],
  deleteNote: [false, ({ note }, mine) => deleteNote(mine, note)],
  holdApplication: [false, ({ note }, mine) => holdApplication(mine, note.applicationId)],
}

/** What of them they may write, with the ids of others too. */
export const noteChanges: Record<string, Attempt> = {
  insertNote: ({ note }, mine) => insertNote(mine, { ...note, text: 'forged' }, 9),
}
