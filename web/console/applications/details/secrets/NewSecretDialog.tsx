import type { Application } from '@latchkey/contract/applications/applications.ts'
import { Button, Group, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { say } from '../../../../kit/words/say.ts'
import { SecretOnce } from '../../parts/SecretOnce.tsx'

type NewSecretDialogProps = {
  readonly application: Application
  readonly title: string
  /** The value of the new secret, once there is one. */
  readonly value: string | undefined
  readonly onClose: () => void
  /** The form that asks for it. */
  readonly children: ReactNode
}

/** Asks for a secret and shows its value, once. The dialog stays until somebody says that it has been saved. */
export function NewSecretDialog({ application, title, value, onClose, children }: NewSecretDialogProps) {
  const [saved, setSaved] = useState(false)
  const shown = value !== undefined
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={shown ? say('New client secret') : title}
      closeOnEscape={!shown}
      closeOnClickOutside={!shown}
      withCloseButton={!shown}
    >
      {value === undefined ? (
        children
      ) : (
        <>
          <SecretOnce
            input={{
              issuer: location.origin,
              clientId: application.id,
              secret: value,
              scopes: application.scopes,
              callbackUrls: application.callbackUrls,
              apis: [],
            }}
            saved={saved}
            onSaved={setSaved}
          />
          <Group justify="flex-end" mt="lg">
            <Button disabled={!saved} onClick={onClose}>
              {say('Done')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  )
}
