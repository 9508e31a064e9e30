import { Tooltip } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'

type HintBubbleProps = {
  readonly id: string
  readonly target: HTMLElement
  readonly opened: boolean
  readonly children: ReactNode
}

const NO_EVENTS = { hover: false, focus: false, touch: false } as const

/** The bubble of a {@link Hint}, which says when it is open. */
export function HintBubble({ id, target, opened, children }: HintBubbleProps) {
  // Opened only once the target is known to it: before that it would flash in the corner.
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  return (
    <Tooltip
      target={target}
      opened={opened && ready}
      events={NO_EVENTS}
      label={<span id={id}>{children}</span>}
    />
  )
}
