import { Button, Group, Modal, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { say } from '../words/say.ts'
import { FormTrouble } from './FormTrouble.tsx'

type ConfirmProps = {
  readonly opened: boolean
  /** The question, with the name of what it is about. */
  readonly title: string
  /** What will happen. */
  readonly children: ReactNode
  /** The word on the button that does it. */
  readonly action: string
  readonly danger?: boolean
  /** What stands at the start of the buttons. */
  readonly aside?: ReactNode
  readonly busy: boolean
  readonly error: Error | null
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before a serious act; a refusal is shown in the same dialog. */
export function Confirm(props: ConfirmProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <Text component="div" size="sm">
        {props.children}
      </Text>
      <FormTrouble error={props.error} />
      <Group justify="flex-end" mt="lg" gap="xs">
        {props.aside}
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {say('Cancel')}
        </Button>
        <Button
          variant={props.danger === true ? 'danger' : 'filled'}
          loading={props.busy}
          onClick={props.onConfirm}
        >
          {props.action}
        </Button>
      </Group>
    </Modal>
  )
}
