import { checkReason } from '@latchkey/contract/applications/status/reason.ts'
import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../../../../kit/client.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { say } from '../../../../kit/words/say.ts'

type ReasonFormProps = {
  /** What will happen. */
  readonly children: ReactNode
  /** The reason that stands; empty where there is none. */
  readonly first: string
  /** Why it must not be empty, where it must not. */
  readonly needed?: string
  /** Who reads it, where that is not the application. */
  readonly help?: string
  /** The word on the button. */
  readonly action: string
  readonly danger: boolean
  readonly busy: boolean
  readonly error: Error | null
  /** What stands beside the buttons, given the reason as it is typed. */
  readonly aside?: (reason: string) => ReactNode
  readonly onSubmit: (reason: string) => void
  readonly onClose: () => void
}

const TOLD = say('One line. The application is told it when it asks for a token, once it has proven itself.')

/** What the server says of the reason itself. */
function faultOf(error: Error | null): string | null {
  const problem = error instanceof ApiProblem ? error.problem : null
  return problem?.errors?.find(({ path }) => path === '/reason')?.message ?? null
}

/** Asks for the reason of an act, says what the act does, and does it. */
export function ReasonForm(props: ReasonFormProps) {
  const { needed, busy, error } = props
  const [text, setText] = useState(props.first)
  const [refused, setRefused] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const fault = refused ?? faultOf(error)
  useEffect(() => {
    if (fault !== null) input.current?.focus()
  }, [fault])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const checked = checkReason(text)
    if (!checked.ok) return setRefused(checked.message)
    if (checked.value === null && needed !== undefined) return setRefused(needed)
    props.onSubmit(checked.value ?? '')
  }
  return (
    <form noValidate onSubmit={submit}>
      <div className="lk-dialog">
        {props.children}
        <TextInput
          ref={input}
          label={needed === undefined ? say('Reason (optional)') : say('Reason')}
          description={props.help ?? TOLD}
          autoComplete="off"
          data-autofocus
          value={text}
          error={fault}
          onChange={event => {
            setText(event.currentTarget.value)
            setRefused(null)
          }}
        />
        <FormTrouble error={fault === null ? error : null} />
        <Group justify="flex-end" gap="xs">
          {props.aside?.(text.trim())}
          <Button variant="default" onClick={props.onClose}>
            {say('Cancel')}
          </Button>
          <Button type="submit" variant={props.danger ? 'danger' : 'filled'} loading={busy}>
            {props.action}
          </Button>
        </Group>
      </div>
    </form>
  )
}
