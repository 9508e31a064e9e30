import {
  addNote,
  deleteNote,
  editNote,
  getNote,
  listNotes,
  type Note as NoteShape,
} from '@latchkey/contract/applications/notes.ts'
import type { FastifyInstance } from 'fastify'
import { ok, type Result } from '../../lib/result.ts'
import type { ActorRef, Note } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import * as notes from '../../services/applications/notes/notes.ts'
import type { Door } from '../door.ts'
import { serve } from './serve.ts'

/** Serves the operations on the notes on an application. */
export function registerNotes(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listNotes, async ({ actor, params, query }) => {
    const page = await notes.listNotes(deps, actor, params.id, query.cursor ?? null)
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(noteShape), nextCursor } })
  })

  serve(app, door, addNote, async ({ actor, params, body, onceKey }) =>
    shown(await notes.addNote(deps, actor, { ...params, ...body }, onceKey)),
  )

  serve(app, door, getNote, async ({ actor, params }) => shown(await notes.readNote(deps, actor, params)))

  serve(app, door, editNote, async ({ actor, params, body, version }) =>
    shown(await notes.editNote(deps, actor, { ...params, version }, body.text)),
  )

  serve(app, door, deleteNote, async ({ actor, params, version }) => {
    const deleted = await notes.deleteNote(deps, actor, { ...params, version })
    return deleted.ok ? ok({ body: undefined }) : deleted
  })
}

type Shown = Result<{ readonly body: NoteShape; readonly version: number }, RegistryRefusal>

function shown(note: Result<Note, RegistryRefusal>): Shown {
  return note.ok ? ok({ body: noteShape(note.value), version: note.value.version }) : note
}

function noteShape(note: Note): NoteShape {
  const time = (instant: number) => new Date(instant).toISOString()
  const actor = ({ id, name }: ActorRef) => ({ id, name })
  return {
    id: note.id,
    text: note.text,
    createdAt: time(note.createdAt),
    createdBy: actor(note.createdBy),
    editedAt: note.edited === null ? null : time(note.edited.at),
    editedBy: note.edited === null ? null : actor(note.edited.by),
    version: note.version,
  }
}
