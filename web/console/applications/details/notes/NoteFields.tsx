import { MAX_NOTE_LENGTH, noteLength } from '@latchkey/contract/applications/note-text.ts'
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { ApiProblem } from '../../../../kit/client.ts'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { say } from '../../../../kit/words/say.ts'

/** From here on it is worth saying how many characters are left. */
const NEARLY = MAX_NOTE_LENGTH * 0.9

type NoteFieldsProps = {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly onSubmit: () => void
  /** The word on the button. */
  readonly action: string
  readonly busy: boolean
  /** What the rule says of the text, before anything is sent. */
  readonly fault: string | null
  readonly error: Error | null
  /** Whether the text gets the focus at once. */
  readonly focused?: boolean
  readonly onCancel?: () => void
  /** What stands between the text and the button. */
  readonly children?: ReactNode
  /** What else can be done with the text. */
  readonly more?: ReactNode
}

/** What the server says of the text itself. */
function faultOf(error: Error | null): string | null {
  const problem = error instanceof ApiProblem ? error.problem : null
  return problem?.errors?.find(({ path }) => path === '/text')?.message ?? null
}

function Left({ text }: { readonly text: string }) {
  const length = noteLength(text)
  if (length < NEARLY) return null
  const left = MAX_NOTE_LENGTH - length
  const count = Math.abs(left)
  return (
    <p className="lk-help">
      {left < 0
        ? say('{count, number} characters too many.', { count })
        : say('{count, number} characters left.', { count })}
    </p>
  )
}

/** The text of a note with its button, for a new one and for one that is edited. */
export function NoteFields(props: NoteFieldsProps) {
  const { label, text, action, busy, error, onCancel } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const fault = props.fault ?? faultOf(error)
  const wanted = fault !== null || props.focused === true
  useEffect(() => {
    if (wanted) area.current?.focus()
  }, [wanted])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSubmit()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
  }
  return (
    <form noValidate onSubmit={submit} className="lk-notes-form">
      <Textarea
        ref={area}
        label={label}
        description={say(
          'Markdown: **bold**, *italic*, `code`, - a list, [words](https://…). Ctrl or ⌘ with Enter saves.',
        )}
        autosize
        minRows={3}
        maxRows={20}
        value={text}
        error={fault}
        onChange={event => props.onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Left text={text} />
      {props.children}
      {error === null || fault !== null ? null : <Trouble error={error} />}
      <div className="lk-actions">
        <Button type="submit" loading={busy}>
          {action}
        </Button>
        {onCancel === undefined ? null : (
          <Button variant="default" onClick={onCancel}>
            {say('Cancel')}
          </Button>
        )}
        {props.more}
      </div>
    </form>
  )
}
