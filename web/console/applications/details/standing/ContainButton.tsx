import type { Application } from '@latchkey/contract/applications/applications.ts'
import { containApplication } from '@latchkey/contract/applications/status/status.ts'
import { Button, Modal, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../kit/client.ts'
import { say } from '../../../../kit/words/say.ts'
import { StopEffects } from '../../effects/EffectList.tsx'
import { useRefresh } from '../../parts/use-refresh.ts'
import { ReasonForm } from './ReasonForm.tsx'

export const CONTAIN_MEANS = say(
  'Contain is for when something may be wrong: it gets no tokens, all that it holds is revoked at once, and its sign-ins and refused requests are kept as evidence. Nobody can activate or delete it until that is lifted.',
)

export const NEEDS_REASON = say('Say why: others have to know what to look into.')

const COLLEAGUES = say(
  'One line, for your colleagues. The application is told no more than that it is deactivated.',
)

/** Contains an application, after asking why. */
export function ContainButton({ application }: { readonly application: Application }) {
  const { id, name } = application
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const refresh = useRefresh()
  const containing = useMutation({
    mutationFn: async (reason: string) => {
      await call(containApplication, { params: { id }, body: { reason } })
      await refresh()
    },
    onSuccess: () => {
      close()
      notifications.show({ message: say('{name} is contained.', { name }) })
      // The button is gone by now: the note that took its place says what stands.
      requestAnimationFrame(() => document.getElementById('standing')?.focus())
    },
  })
  const ask = () => {
    containing.reset()
    setAsking(true)
  }
  return (
    <>
      <Button variant="danger-quiet" onClick={ask}>
        {say('Contain this application')}
      </Button>
      <Modal opened={asking} onClose={close} title={say('Contain {name}?', { name })}>
        <ReasonForm
          first=""
          needed={NEEDS_REASON}
          help={COLLEAGUES}
          action={say('Contain')}
          danger
          busy={containing.isPending}
          error={containing.error}
          onSubmit={reason => containing.mutate(reason)}
          onClose={close}
        >
          <Text size="sm">
            {CONTAIN_MEANS} {say('Lifting brings nothing back that was revoked.')}
          </Text>
          <StopEffects id={id} />
        </ReasonForm>
      </Modal>
    </>
  )
}
