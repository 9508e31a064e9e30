import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Confirm } from './Confirm.tsx'

type AskedButtonProps<T> = {
  /** The word on the button, and on the one that does it unless `action` is another. */
  readonly words: string
  /** What the button is about, for who does not see the row it stands in. */
  readonly about: string
  /** The question, with the name of what it is about. */
  readonly title: string
  readonly action?: string
  readonly danger?: boolean
  /** Whether it stands beside the title of a page, and not in a row. */
  readonly tall?: boolean
  /** What will happen. */
  readonly children: ReactNode
  readonly run: () => Promise<T>
  /** Told what came of it once it is done, and the question is closed. */
  readonly onDone: (answer: T) => void
}

/** A button of a row that asks before it does something; a refusal is shown in the same dialog. */
export function AskedButton<T>(props: AskedButtonProps<T>) {
  const { words, about, title, action = words, danger = false, tall = false, children, run, onDone } = props
  const [asking, setAsking] = useState(false)
  const doing = useMutation({
    mutationFn: run,
    onSuccess: answer => {
      setAsking(false)
      onDone(answer)
    },
  })
  const ask = () => {
    doing.reset()
    setAsking(true)
  }
  return (
    <>
      <Button variant={danger ? 'danger-quiet' : 'default'} size={tall ? 'sm' : 'compact-sm'} onClick={ask}>
        {words}
        <span className="lk-hidden"> {about}</span>
      </Button>
      <Confirm
        opened={asking}
        title={title}
        action={action}
        danger={danger}
        busy={doing.isPending}
        error={doing.error}
        onConfirm={() => doing.mutate()}
        onClose={() => setAsking(false)}
      >
        {children}
      </Confirm>
    </>
  )
}
