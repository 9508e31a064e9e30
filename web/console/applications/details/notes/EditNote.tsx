import { checkNoteText } from '@latchkey/contract/applications/note-text.ts'
import type { Note } from '@latchkey/contract/applications/notes.ts'
import { useState } from 'react'
import { makeGate } from '../../../../kit/forms/gate.ts'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { NoteFields } from './NoteFields.tsx'
import { useAddNote, useEditNote } from './use-notes.ts'

type EditNoteProps = {
  readonly id: string
  readonly note: Note
  /** Called when it is saved or given up. */
  readonly onDone: () => void
}

/** What somebody else made of the note meanwhile; the own text stays in the box. */
function Meanwhile({ current }: { readonly current: Note | null }) {
  return (
    <div className="lk-note" role="alert">
      {current === null ? (
        <p>
          {say(
            'Somebody deleted this note while you were editing. What you wrote has not been saved; you can add it as a new note.',
          )}
        </p>
      ) : (
        <>
          <p>
            {saying(
              '{name} changed this note {when}, while you were editing. What you wrote has not been saved. The note says now:',
              {
                name: (current.editedBy ?? current.createdBy).name,
                when: <When at={current.editedAt ?? current.createdAt} />,
              },
            )}
          </p>
          <pre className="lk-notes-source" tabIndex={0}>
            {current.text}
          </pre>
          <p>{say('Take from it what you need. Saving again replaces it by what stands above.')}</p>
        </>
      )}
    </div>
  )
}

/**
 * `seen` is the version that a save replaces: the one shown last, and null where the note is gone. `overtaken`: it is not
 * the one that the editing began with, whatever the list around it was told meanwhile.
 */
function useEdit({ id, note, onDone }: EditNoteProps) {
  const [text, setText] = useState(note.text)
  const [begun] = useState(note)
  const [seen, setSeen] = useState<Note | null>(note)
  const [fault, setFault] = useState<string | null>(null)
  const [gate] = useState(makeGate)
  const editing = useEditNote(id)
  const adding = useAddNote(id)
  const change = (next: string) => {
    setText(next)
    setFault(null)
  }
  const submit = () => {
    const checked = checkNoteText(text)
    if (!checked.ok) return setFault(checked.message)
    if (!gate.enter()) return
    if (seen === null) return adding.mutate(text, { onSettled: gate.leave, onSuccess: onDone })
    editing.mutate(
      { seen, text },
      {
        onSettled: gate.leave,
        onSuccess: edited => (edited.saved ? onDone() : setSeen(edited.current)),
      },
    )
  }
  const busy = editing.isPending || adding.isPending
  const overtaken = seen?.version !== begun.version
  return { text, seen, overtaken, fault, change, submit, busy, error: editing.error ?? adding.error }
}

/** A note that is edited where it stands. */
export function EditNote(props: EditNoteProps) {
  const { text, seen, overtaken, fault, change, submit, busy, error } = useEdit(props)
  return (
    <NoteFields
      label={say('Edit note')}
      text={text}
      onText={change}
      onSubmit={submit}
      action={seen === null ? say('Add as a new note') : overtaken ? say('Replace it') : say('Save note')}
      busy={busy}
      fault={fault}
      error={error}
      focused
      onCancel={props.onDone}
    >
      {overtaken ? <Meanwhile current={seen} /> : null}
    </NoteFields>
  )
}
