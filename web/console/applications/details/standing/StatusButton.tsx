import type { Application } from '@latchkey/contract/applications/applications.ts'
import { activateApplication, deactivateApplication } from '@latchkey/contract/applications/status/status.ts'
import { durationWords } from '@latchkey/contract/duration.ts'
import { Button, Modal, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../kit/client.ts'
import { Confirm } from '../../../../kit/page/Confirm.tsx'
import { StopEffects } from '../../effects/EffectList.tsx'
import { useRefresh } from '../../parts/use-refresh.ts'
import { ReasonForm } from './ReasonForm.tsx'

/** What deactivating does, in the words of the button, the question and the danger zone. */
export function deactivateMeans(application: Application): string {
  const usual = durationWords(application.effectiveLifetimes.accessToken)
  // Those from before a shorter lifetime was chosen, and those of the implicit grant, may live longer.
  return `Deactivate stops new tokens at once. Tokens already issued end by themselves, as a rule within ${usual}.`
}

const ACTIVATE_MEANS =
  'Activate lets the application get tokens again. Tokens and refresh tokens from before stay ended.'

type StatusButtonProps = {
  readonly application: Application
  /** The words on the button, where they differ from the act's own. */
  readonly words?: string
}

type Change = { readonly act: 'Deactivate'; readonly reason: string } | { readonly act: 'Activate' }

function useChange(application: Application, onDone: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (change: Change) => {
      const params = { id: application.id }
      await (change.act === 'Activate'
        ? call(activateApplication, { params })
        : call(deactivateApplication, { params, body: { reason: change.reason } }))
      await refresh()
    },
    onSuccess: (_, { act }) => {
      onDone()
      const status = act === 'Deactivate' ? 'inactive' : 'active'
      notifications.show({ message: `${application.name} is ${status}.` })
    },
  })
}

/** Deactivates an active application and activates an inactive one, after asking. */
export function StatusButton({ application, words }: StatusButtonProps) {
  const possible: Change['act'] = application.status === 'active' ? 'Deactivate' : 'Activate'
  // Held apart from what is possible, so that the closing dialog does not change its question.
  const [asked, setAsked] = useState(possible)
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const change = useChange(application, close)
  const ask = () => {
    change.reset()
    setAsked(possible)
    setAsking(true)
  }
  return (
    <>
      <Button variant={possible === 'Deactivate' ? 'danger-quiet' : 'filled'} onClick={ask}>
        {words ?? possible}
      </Button>
      <Confirm
        opened={asking && asked === 'Activate'}
        title={`Activate ${application.name}?`}
        action="Activate"
        busy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate({ act: 'Activate' })}
        onClose={close}
      >
        {ACTIVATE_MEANS}
      </Confirm>
      <Modal
        opened={asking && asked === 'Deactivate'}
        onClose={close}
        title={`Deactivate ${application.name}?`}
      >
        <ReasonForm
          first=""
          action="Deactivate"
          danger
          busy={change.isPending}
          error={change.error}
          onSubmit={reason => change.mutate({ act: 'Deactivate', reason })}
          onClose={close}
        >
          <Text size="sm">{deactivateMeans(application)}</Text>
          <StopEffects id={application.id} />
        </ReasonForm>
      </Modal>
    </>
  )
}
