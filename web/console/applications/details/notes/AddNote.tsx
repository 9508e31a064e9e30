import { checkNoteText } from '@latchkey/contract/applications/note-text.ts'
import { addNote } from '@latchkey/contract/applications/notes.ts'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { Type } from 'typebox'
import { CopyAs } from '../../../../kit/copy-as/CopyAs.tsx'
import { draftStore } from '../../../../kit/forms/draft.ts'
import { makeGate } from '../../../../kit/forms/gate.ts'
import { say } from '../../../../kit/words/say.ts'
import { useMe } from '../../../frame/me.ts'
import { NoteFields } from './NoteFields.tsx'
import { useAddNote } from './use-notes.ts'

const Draft = Type.String()

/** The draft belongs to the person and the application, and outlives another tab of the page. */
function useDraft(id: string) {
  const { user } = useMe()
  const [draft] = useState(() => draftStore(sessionStorage, `latchkey.draft.note.${id}.${user.id}`, Draft))
  return draft
}

/** The form for a new note. */
export function AddNote({ id }: { readonly id: string }) {
  const draft = useDraft(id)
  const [text, setText] = useState(() => draft.load() ?? '')
  const [fault, setFault] = useState<string | null>(null)
  const [gate] = useState(makeGate)
  const adding = useAddNote(id)
  const change = (next: string) => {
    setText(next)
    setFault(null)
    if (next === '') draft.clear()
    else draft.save(next)
  }
  const submit = () => {
    const checked = checkNoteText(text)
    if (!checked.ok) return setFault(checked.message)
    if (!gate.enter()) return
    adding.mutate(text, {
      onSettled: gate.leave,
      onSuccess: () => {
        change('')
        notifications.show({ message: say('The note is added.') })
      },
    })
  }
  return (
    <NoteFields
      label={say('New note')}
      text={text}
      onText={change}
      onSubmit={submit}
      action={say('Add note')}
      busy={adding.isPending}
      fault={fault}
      error={adding.error}
      more={
        text.trim() === '' ? null : (
          <CopyAs route={addNote} parts={() => ({ params: { id }, body: { text } })} />
        )
      }
    />
  )
}
