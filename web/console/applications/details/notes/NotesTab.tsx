import { Skeleton } from '@mantine/core'
import { useRef } from 'react'
import { EmptyState } from '../../../../kit/page/EmptyState.tsx'
import { StaleNote, Trouble } from '../../../../kit/page/Trouble.tsx'
import { AddNote } from './AddNote.tsx'
import { NoteRow } from './NoteRow.tsx'
import './notes.css'
import { ShowMore } from '../../../../kit/page/ShowMore.tsx'
import { say } from '../../../../kit/words/say.ts'
import { useNotes } from './use-notes.ts'

function NoteList({ id, onDeleted }: { readonly id: string; readonly onDeleted: () => void }) {
  const notes = useNotes(id)
  if (notes.data === undefined) {
    if (notes.error !== null) return <Trouble error={notes.error} onRetry={() => void notes.refetch()} />
    return <Skeleton height={160} mt="lg" role="status" aria-label={say('Loading the notes')} />
  }
  const items = notes.data.pages.flatMap(page => page.body.items)
  return (
    <>
      {notes.error === null || notes.isFetchNextPageError ? null : (
        <StaleNote onRetry={() => void notes.refetch()} />
      )}
      {items.length === 0 ? (
        <EmptyState title={say('No notes yet')}>
          {say(
            'Write down what the facts do not say: who runs it, whom to ask before it is stopped, what was agreed.',
          )}
        </EmptyState>
      ) : (
        <ol className="lk-plain-list">
          {items.map(note => (
            <NoteRow key={note.id} id={id} note={note} onDeleted={onDeleted} />
          ))}
        </ol>
      )}
      <ShowMore answer={notes} words={say('Show older notes')} />
    </>
  )
}

/** What people wrote down about an application, newest first, below the form for a new note. */
export function NotesTab({ id }: { readonly id: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section className="lk-card" aria-labelledby="notes">
      <h2 ref={heading} id="notes" tabIndex={-1}>
        {say('Notes')}
      </h2>
      <p className="lk-help">
        {say(
          'Everybody of your business unit who may view this application reads them; nobody else does. Never write a secret into a note: the history keeps what it said, also when it is deleted.',
        )}
      </p>
      <AddNote id={id} />
      <NoteList id={id} onDeleted={() => heading.current?.focus()} />
    </section>
  )
}
