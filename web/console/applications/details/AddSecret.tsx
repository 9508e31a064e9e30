import type { Application } from '@latchkey/contract/applications/applications.ts'
import { addSecret } from '@latchkey/contract/applications/secrets.ts'
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiProblem, call } from '../../../kit/client.ts'
import { makeGate } from '../../../kit/forms/gate.ts'
import { useHeldPage } from '../../../kit/forms/use-held-page.ts'
import { makeKeyRing } from '../../../kit/idempotency.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { SecretOnce } from '../parts/SecretOnce.tsx'
import { useRefresh } from '../parts/use-refresh.ts'

type AddSecretProps = { readonly application: Application; readonly onClose: () => void }

function useAdd(application: Application) {
  const [ring] = useState(makeKeyRing)
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (label: string) => {
      const body = label.trim() === '' ? {} : { label }
      const params = { id: application.id }
      return call(addSecret, { params, body, idempotencyKey: ring.keyFor(body) })
    },
    onSuccess: () => void refresh(),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

function AskLabel(props: { readonly adding: ReturnType<typeof useAdd>; readonly onClose: () => void }) {
  const [label, setLabel] = useState('')
  const [gate] = useState(makeGate)
  const { adding, onClose } = props
  const fault = adding.error instanceof ApiProblem ? adding.error.problem?.errors?.[0]?.message : undefined
  const field = useRef<HTMLInputElement>(null)
  useHeldPage(label !== '')
  useEffect(() => {
    if (fault !== undefined) field.current?.focus()
  }, [fault])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (gate.enter()) adding.mutate(label, { onSettled: gate.leave })
  }
  return (
    <form noValidate onSubmit={submit}>
      <TextInput
        ref={field}
        label="Label"
        description="Optional. Where it is used, so that you know later which one to revoke."
        placeholder="Report server"
        autoComplete="off"
        data-autofocus
        value={label}
        error={fault}
        onChange={event => setLabel(event.currentTarget.value)}
      />
      <FormTrouble error={fault === undefined ? adding.error : null} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={adding.isPending}>
          Add secret
        </Button>
      </Group>
    </form>
  )
}

/** Adds a secret and shows its value, once. The dialog stays until somebody says that it has been saved. */
export function AddSecret({ application, onClose }: AddSecretProps) {
  const [saved, setSaved] = useState(false)
  const adding = useAdd(application)
  const value = adding.data?.body.secret.value
  const shown = value !== undefined
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={shown ? 'New client secret' : 'Add a client secret'}
      closeOnEscape={!shown}
      closeOnClickOutside={!shown}
      withCloseButton={!shown}
    >
      {value === undefined ? (
        <AskLabel adding={adding} onClose={onClose} />
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
              Done
            </Button>
          </Group>
        </>
      )}
    </Modal>
  )
}
