import type { Application } from '@latchkey/contract/applications/applications.ts'
import { rotateSecret } from '@latchkey/contract/applications/credentials/secrets.ts'
import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { CopyAs } from '../../../../kit/copy-as/CopyAs.tsx'
import { makeGate } from '../../../../kit/forms/gate.ts'
import { makeKeyRing } from '../../../../kit/idempotency.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { say } from '../../../../kit/words/say.ts'
import { useRefresh } from '../../parts/use-refresh.ts'
import { NewSecretDialog } from './NewSecretDialog.tsx'
import { nameOf, OVERLAPS } from './secret-words.ts'

type RotateProps = {
  readonly application: Application
  readonly secret: Application['secrets'][number]
  readonly onClose: () => void
}

function useRotate({ application, secret }: Omit<RotateProps, 'onClose'>) {
  const [ring] = useState(makeKeyRing)
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (overlap: number) => {
      const body = { overlap }
      const params = { id: application.id, secretId: secret.id }
      return call(rotateSecret, { params, body, idempotencyKey: ring.keyFor(body) })
    },
    onSuccess: () => void refresh(),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

/** Replaces a secret: asks how long the old one goes on, and shows the new value, once. */
export function RotateSecret({ application, secret, onClose }: RotateProps) {
  // What is in quarantine issues nothing, so it has nothing to go on with.
  const choices = secret.quarantinedAt === null ? OVERLAPS : [OVERLAPS[0]]
  const [overlap, setOverlap] = useState<string>(choices[2]?.value ?? OVERLAPS[0].value)
  const [gate] = useState(makeGate)
  const rotating = useRotate({ application, secret })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (gate.enter()) rotating.mutate(Number(overlap), { onSettled: gate.leave })
  }
  return (
    <NewSecretDialog
      application={application}
      title={say('Replace {name}', { name: nameOf(secret) })}
      value={rotating.data?.body.secret.value}
      onClose={onClose}
    >
      <form noValidate onSubmit={submit}>
        <div className="lk-dialog">
          <Text size="sm">
            {say(
              'A new secret is made and shown once. Give it to the application while the old one still works; the list says when the old one was last used.',
            )}
          </Text>
          <NativeSelect
            label={say('The old one, ending in {hint}', { hint: secret.hint })}
            value={overlap}
            data={choices}
            data-autofocus
            onChange={event => setOverlap(event.currentTarget.value)}
          />
          <FormTrouble error={rotating.error} />
          <Group justify="flex-end" gap="xs">
            <CopyAs
              route={rotateSecret}
              parts={() => ({
                params: { id: application.id, secretId: secret.id },
                body: { overlap: Number(overlap) },
              })}
            />
            <Button variant="default" onClick={onClose}>
              {say('Cancel')}
            </Button>
            <Button type="submit" loading={rotating.isPending}>
              {say('Replace')}
            </Button>
          </Group>
        </div>
      </form>
    </NewSecretDialog>
  )
}
