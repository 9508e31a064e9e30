import { listSigningKeys, rotateSigningKeys } from '@latchkey/contract/keys/signing-keys.ts'
import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../kit/client.ts'
import { Confirm } from '../../kit/page/Confirm.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'

/** What is typed before every token of the platform is refused: where it stands, so that nobody does it elsewhere. */
const PLACE = location.host

function useRotation(emergency: boolean, onDone: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      await call(rotateSigningKeys, { body: { emergency } })
      await cache.invalidateQueries({ queryKey: [listSigningKeys.id] })
    },
    onSuccess: () => {
      onDone()
      notifications.show({
        message: emergency
          ? say('New keys sign. Everything that the old ones signed is refused.')
          : say('New keys are published. They sign in ten minutes.'),
      })
    },
  })
}

/** The usual way: nobody notices. */
export function Rotation() {
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const rotation = useRotation(false, close)
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          rotation.reset()
          setAsking(true)
        }}
      >
        {say('Rotate')}
      </Button>
      <Confirm
        opened={asking}
        title={say('Rotate the signing keys?')}
        action={say('Rotate')}
        busy={rotation.isPending}
        error={rotation.error}
        onConfirm={() => rotation.mutate()}
        onClose={close}
      >
        {say(
          'A new key of each algorithm is published now and signs in ten minutes, when every API has read it. The old ones verify for 25 hours more, so nothing breaks. Where a new key waits already, nothing changes.',
        )}
      </Confirm>
    </>
  )
}

/** After a compromise: what the old keys signed is refused at once. */
export function EmergencyRotation() {
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const rotation = useRotation(true, close)
  return (
    <section className="lk-card lk-danger-zone" aria-labelledby="keys-danger">
      <h2 id="keys-danger">{say('Danger zone')}</h2>
      <div className="lk-signing-act">
        <p>
          {say(
            'When a private key may be known to others: new keys sign at once, and everything that the old ones signed is refused.',
          )}
        </p>
        <Button
          variant="danger-quiet"
          onClick={() => {
            rotation.reset()
            setAsking(true)
          }}
        >
          {say('Rotate at once')}
        </Button>
      </div>
      <Modal opened={asking} onClose={close} title={say('Rotate at once, after a compromise?')}>
        <EmergencyForm
          busy={rotation.isPending}
          error={rotation.error}
          onSubmit={() => rotation.mutate()}
          onClose={close}
        />
      </Modal>
    </section>
  )
}

function WhatBreaks() {
  return (
    <>
      <Text size="sm">{say('What this breaks:')}</Text>
      <ul className="lk-signing-breaks">
        <li>
          {say(
            'Every access token of every business unit is refused within a second. Programs get a new one with their refresh token or their credentials; those that cannot stand still until somebody signs in again.',
          )}
        </li>
        <li>
          {say(
            'APIs that keep the public keys refuse the new tokens for up to five minutes, and may accept old ones as long.',
          )}
        </li>
        <li>{say('ID tokens from before no longer verify, which a sign-out may need.')}</li>
      </ul>
      <Text size="sm">
        {say('Refresh tokens, secrets, sessions and consents stay. None of this can be taken back.')}
      </Text>
    </>
  )
}

type EmergencyFormProps = {
  readonly busy: boolean
  readonly error: Error | null
  readonly onSubmit: () => void
  readonly onClose: () => void
}

function EmergencyForm({ busy, error, onSubmit, onClose }: EmergencyFormProps) {
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState(false)
  const right = typed.trim() === PLACE
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!right) return setTold(true)
    onSubmit()
  }
  return (
    <form noValidate onSubmit={submit}>
      <div className="lk-dialog">
        <WhatBreaks />
        <TextInput
          label={say('To confirm, type where this is: {place}', { place: PLACE })}
          autoComplete="off"
          data-autofocus
          value={typed}
          error={told && !right ? say('Type {place}, as it stands above.', { place: PLACE }) : undefined}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <FormTrouble error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <Button type="submit" variant="danger" loading={busy}>
            {say('Rotate at once')}
          </Button>
        </Group>
      </div>
    </form>
  )
}
