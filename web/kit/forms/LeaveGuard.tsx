import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { say } from '../words/say.ts'
import { useHeldPage } from './use-held-page.ts'

type LeaveGuardProps = {
  /** Whether leaving now would lose or postpone something. */
  readonly active: boolean
  readonly title: string
  readonly children: ReactNode
  /** The word on the button that leaves. */
  readonly leave: string
  /** Where given, a second way to leave: it forgets what was typed. */
  readonly onDiscard?: () => void
}

/**
 * Asks before this page is left: with a dialog for a way within the console, with the browser's own question for a
 * closed tab, a reload or another site.
 */
export function LeaveGuard({ active, title, children, leave, onDiscard }: LeaveGuardProps) {
  // Read at the moment of leaving, and set before any effect can navigate: a form just saved must not ask.
  const current = useRef(active)
  useLayoutEffect(() => {
    current.current = active
  }, [active])
  useHeldPage(active)
  const blocker = useBlocker({
    shouldBlockFn: ({ current: from, next }) => current.current && from.pathname !== next.pathname,
    enableBeforeUnload: () => current.current,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Modal opened onClose={blocker.reset} title={title}>
      <Text size="sm">{children}</Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={blocker.reset} data-autofocus>
          {say('Stay')}
        </Button>
        {onDiscard === undefined ? null : (
          <Button
            variant="default"
            onClick={() => {
              onDiscard()
              blocker.proceed()
            }}
          >
            {say('Discard and leave')}
          </Button>
        )}
        <Button onClick={blocker.proceed}>{leave}</Button>
      </Group>
    </Modal>
  )
}
