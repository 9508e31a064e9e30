import type { Application } from '@latchkey/contract/applications/applications.ts'
import { releaseSecret } from '@latchkey/contract/applications/credentials/secrets.ts'
import { Button, Modal, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../kit/client.ts'
import { say } from '../../../../kit/words/say.ts'
import { useRefresh } from '../../parts/use-refresh.ts'
import { ReasonForm } from '../standing/ReasonForm.tsx'
import { nameOf } from './secret-words.ts'

type ReleaseProps = {
  readonly application: Application
  readonly secret: Application['secrets'][number]
}

function useRelease({ application, secret }: ReleaseProps, onDone: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (reason: string) => {
      await call(releaseSecret, { params: { id: application.id, secretId: secret.id }, body: { reason } })
      await refresh()
    },
    onSuccess: () => {
      onDone()
      notifications.show({ message: say('{name} works again.', { name: nameOf(secret) }) })
    },
  })
}

/** Lets a secret out of quarantine, once somebody said why. */
export function ReleaseSecret({ application, secret }: ReleaseProps) {
  const [asking, setAsking] = useState(false)
  const releasing = useRelease({ application, secret }, () => setAsking(false))
  const name = nameOf(secret)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={say('Release {name}', { name })}
        onClick={() => {
          releasing.reset()
          setAsking(true)
        }}
      >
        {say('Release')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={say('Release {name}?', { name })}>
        <ReasonForm
          first=""
          needed={say('Say why it is released: others have to know what was looked into.')}
          help={say('One line. It stands in the history and settles the alert.')}
          action={say('Release')}
          danger={false}
          busy={releasing.isPending}
          error={releasing.error}
          onSubmit={reason => releasing.mutate(reason)}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">
            {say(
              'The secret ending in {hint} works again at once, for whoever holds it. Do so only if it is in nobody else’s hands; else replace it. If it is found once more, you are told, and it goes on working.',
              { hint: secret.hint },
            )}
          </Text>
        </ReasonForm>
      </Modal>
    </>
  )
}
