import {
  addNote,
  deleteNote,
  editNote,
  getNote,
  listNotes,
  type Note,
} from '@latchkey/contract/applications/notes.ts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { makeKeyRing } from '../../../../kit/idempotency.ts'
import { useRefresh } from '../../parts/use-refresh.ts'

const NO_CURSOR = ''

/** The notes on an application, newest first, a page at a time. */
export function useNotes(id: string) {
  return useInfiniteQuery({
    queryKey: [listNotes.id, id],
    queryFn: ({ pageParam, signal }) =>
      call(listNotes, {
        params: { id },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

/** After a change: the notes are read anew, and the history, where it stands. */
function useAnew(id: string): () => Promise<void> {
  const cache = useQueryClient()
  const refresh = useRefresh()
  return async () => {
    await Promise.all([cache.invalidateQueries({ queryKey: [listNotes.id, id] }), refresh()])
  }
}

/** Adds a note. A double click or a retry after a lost connection adds one. */
export function useAddNote(id: string) {
  const [ring] = useState(makeKeyRing)
  const anew = useAnew(id)
  return useMutation({
    mutationFn: async (text: string) => {
      const body = { text }
      await call(addNote, { params: { id }, body, idempotencyKey: ring.keyFor(body) })
      ring.settled()
      await anew()
    },
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

/** What came of an edit: it is saved, or somebody else was there: then what stands now, or null where nothing does. */
type Edited = { readonly saved: true } | { readonly saved: false; readonly current: Note | null }

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ApiProblem && error.status === status
}

async function readCurrent(params: { readonly id: string; readonly noteId: string }): Promise<Note | null> {
  try {
    return (await call(getNote, { params })).body
  } catch (error) {
    if (hasStatus(error, 404)) return null
    throw error
  }
}

/** The tag of the version that somebody saw, as an edit sends it back. */
function tagOf({ version }: Note): string {
  return `"${version}"`
}

/** Saves an edit against the version that was seen. Nothing of another is overwritten. */
export function useEditNote(id: string) {
  const anew = useAnew(id)
  return useMutation({
    mutationFn: async ({ seen, text }: { readonly seen: Note; readonly text: string }): Promise<Edited> => {
      const params = { id, noteId: seen.id }
      try {
        await call(editNote, { params, body: { text }, ifMatch: tagOf(seen) })
      } catch (error) {
        if (!hasStatus(error, 412) && !hasStatus(error, 404)) throw error
        return { saved: false, current: await readCurrent(params) }
      }
      await anew()
      return { saved: true }
    },
  })
}

/** Deletes a note in the version that was seen. */
export function useDeleteNote(id: string) {
  const anew = useAnew(id)
  return useMutation({
    mutationFn: async (seen: Note) => {
      try {
        await call(deleteNote, { params: { id, noteId: seen.id }, ifMatch: tagOf(seen) })
      } catch (error) {
        if (!hasStatus(error, 404)) {
          if (hasStatus(error, 412)) await anew()
          throw error
        }
      }
      await anew()
    },
  })
}
