import type { Note } from '@latchkey/contract/applications/notes.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Confirm } from '../../../../kit/page/Confirm.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay, useMe } from '../../../frame/me.ts'
import { EditNote } from './EditNote.tsx'
import { renderMarkdown } from './markdown.ts'
import { useDeleteNote } from './use-notes.ts'

type NoteProps = { readonly id: string; readonly note: Note }

/** Who wrote a note may change it, and who may edit applications. The server asks again. */
function useMayChange(note: Note): boolean {
  const { user } = useMe()
  const mayEdit = useMay('api-applications:edit')
  return mayEdit || note.createdBy.id === user.id
}

function ByWhom({ note }: { readonly note: Note }) {
  return (
    <p className="lk-notes-head">
      <strong className="lk-break">{note.createdBy.name}</strong> <When at={note.createdAt} />
      {note.editedAt === null ? null : (
        <span className="lk-help">
          {' '}
          {note.editedBy === null || note.editedBy.id === note.createdBy.id
            ? saying('edited {when}', { when: <When at={note.editedAt} /> })
            : saying('edited {when} by {name}', {
                when: <When at={note.editedAt} />,
                name: note.editedBy.name,
              })}
        </span>
      )}
    </p>
  )
}

/** `asking` is the note as it was when the question was put: a newer version is not deleted unseen. */
function Delete({ id, note, onDeleted }: NoteProps & { readonly onDeleted: () => void }) {
  const [asking, setAsking] = useState<Note | null>(null)
  const deleting = useDeleteNote(id)
  return (
    <>
      <Button
        size="compact-sm"
        variant="danger-quiet"
        aria-label={say('Delete the note by {name}', { name: note.createdBy.name })}
        onClick={() => {
          deleting.reset()
          setAsking(note)
        }}
      >
        {say('Delete')}
      </Button>
      <Confirm
        opened={asking !== null}
        title={say('Delete this note?')}
        action={say('Delete note')}
        danger
        busy={deleting.isPending}
        error={deleting.error}
        onConfirm={() => {
          if (asking === null) return
          deleting.mutate(asking, {
            onSuccess: () => {
              notifications.show({ message: say('The note is deleted.') })
              onDeleted()
            },
          })
        }}
        onClose={() => setAsking(null)}
      >
        {say('It is gone from this list at once. What it said stays in the history of the application.')}
      </Confirm>
    </>
  )
}

/** One note: who wrote it and when, what it says, and the ways to change it. */
export function NoteRow({ id, note, onDeleted }: NoteProps & { readonly onDeleted: () => void }) {
  const [editing, setEditing] = useState(false)
  const mayChange = useMayChange(note)
  const text = useMemo(() => renderMarkdown(note.text), [note.text])
  const row = useRef<HTMLLIElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    // The field that had the focus is gone with the form.
    if (wasEditing.current && !editing) row.current?.focus()
    wasEditing.current = editing
  }, [editing])
  return (
    <li ref={row} tabIndex={-1} className="lk-notes-row">
      <div className="lk-notes-top">
        <ByWhom note={note} />
        {mayChange && !editing ? (
          <div className="lk-actions">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={say('Edit the note by {name}', { name: note.createdBy.name })}
              onClick={() => setEditing(true)}
            >
              {say('Edit')}
            </Button>
            <Delete id={id} note={note} onDeleted={onDeleted} />
          </div>
        ) : null}
      </div>
      {editing ? (
        <EditNote id={id} note={note} onDone={() => setEditing(false)} />
      ) : (
        <div className="lk-notes-text">{text}</div>
      )}
    </li>
  )
}
