import { type Static, Type } from 'typebox'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'
import { STATED } from '../stated.ts'
import {
  ActorSummary,
  ApplicationParams,
  applicationNotFound,
  EXAMPLE_ID,
  exampleActor,
  needsIfMatch,
  stale,
  Time,
} from './applications.ts'
import { MAX_NOTE_LENGTH } from './note-text.ts'

const EXAMPLE_NOTE_ID = 'nte_01934f6a5b7f7def8a1b2c3d4e5f6a7b'

/** What somebody wrote down about an application, for their colleagues. */
export const Note = Type.Object({
  id: Type.String(),
  text: Type.String({ description: 'Markdown (CommonMark). HTML in it is text.' }),
  createdAt: Time,
  createdBy: ActorSummary,
  editedAt: Type.Union([Time, Type.Null()], { description: 'When it was last edited; null: never.' }),
  editedBy: Type.Union([ActorSummary, Type.Null()]),
  version: Type.Integer({ description: 'Grows with each edit; the ETag holds it.' }),
})

export type Note = Static<typeof Note>

const example: Note = {
  id: EXAMPLE_NOTE_ID,
  text: 'Runs on the **reports** host. Ask the night shift before it is deactivated.',
  createdAt: '2026-11-22T09:00:00.000Z',
  createdBy: exampleActor,
  editedAt: null,
  editedBy: null,
  version: 1,
}

const NoteParams = Type.Object(
  { id: Type.String({ maxLength: 100 }), noteId: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)

// Wide bounds: the rule answers with its own words.
const NoteBody = Type.Object(
  {
    text: Type.String({
      maxLength: 200_000,
      [STATED]: { minLength: 1, maxLength: MAX_NOTE_LENGTH },
      description:
        'Markdown (CommonMark). Kept composed (NFC), with lines ended by line feeds; control characters are refused.',
    }),
  },
  { additionalProperties: false },
)

const noteNotFound = { description: 'No such application in this business unit, or no such note of it.' }
const notYours = {
  description: 'Neither is the note yours, nor does your security profile let you edit applications.',
}

export const listNotes = defineRoute({
  id: 'listNotes',
  method: 'GET',
  path: '/applications/{id}/notes',
  tag: 'API applications',
  summary: 'List the notes on an application',
  description: 'What people of your business unit wrote down about it, newest first.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page of at most 50 notes.', schema: pageOf(Note) },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: { items: [example], nextCursor: null } },
})

export const addNote = defineRoute({
  id: 'addNote',
  method: 'POST',
  path: '/applications/{id}/notes',
  tag: 'API applications',
  summary: 'Add a note',
  description:
    'Writes something down about an internal or an authorized external application, for everybody of your business unit who may view it; nobody else sees it, and its vendor neither. Whoever may read notes may add one. Never write a secret into a note.',
  permission: 'api-applications:view',
  idempotent: true,
  params: ApplicationParams,
  body: NoteBody,
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Added.', schema: Note },
    404: applicationNotFound,
    409: { description: 'It has 500 notes already, or the Idempotency-Key came with another request.' },
  },
  example: { params: { id: EXAMPLE_ID }, body: { text: example.text }, response: example },
})

export const getNote = defineRoute({
  id: 'getNote',
  method: 'GET',
  path: '/applications/{id}/notes/{noteId}',
  tag: 'API applications',
  summary: 'Read one note',
  description: 'The ETag header is what an edit or a deletion must send back.',
  permission: 'api-applications:view',
  params: NoteParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The note.', schema: Note },
    404: noteNotFound,
  },
  example: { params: { id: EXAMPLE_ID, noteId: EXAMPLE_NOTE_ID }, response: example },
})

export const editNote = defineRoute({
  id: 'editNote',
  method: 'PATCH',
  path: '/applications/{id}/notes/{noteId}',
  tag: 'API applications',
  summary: 'Edit a note',
  description:
    'Whoever wrote it may, and everybody with `api-applications:edit`. What it said before is kept in the history of the application.',
  permission: 'api-applications:view',
  ifMatch: true,
  params: NoteParams,
  body: NoteBody,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The note as it stands now.', schema: Note },
    403: notYours,
    404: noteNotFound,
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { id: EXAMPLE_ID, noteId: EXAMPLE_NOTE_ID },
    body: { text: 'Runs on the **reports** host. Nobody needs to be asked any more.' },
    response: {
      ...example,
      text: 'Runs on the **reports** host. Nobody needs to be asked any more.',
      editedAt: '2026-11-23T08:30:00.000Z',
      editedBy: exampleActor,
      version: 2,
    },
  },
})

export const deleteNote = defineRoute({
  id: 'deleteNote',
  method: 'DELETE',
  path: '/applications/{id}/notes/{noteId}',
  tag: 'API applications',
  summary: 'Delete a note',
  description:
    'Whoever wrote it may, and everybody with `api-applications:edit`. What it said is kept in the history of the application.',
  permission: 'api-applications:view',
  ifMatch: true,
  params: NoteParams,
  responses: {
    ...COMMON_RESPONSES,
    204: { description: 'Deleted.' },
    403: notYours,
    404: noteNotFound,
    412: stale,
    428: needsIfMatch,
  },
  example: { params: { id: EXAMPLE_ID, noteId: EXAMPLE_NOTE_ID } },
})
