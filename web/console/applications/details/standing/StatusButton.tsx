import type { Application } from '@latchkey/contract/applications/applications.ts'
import {
  activateApplication,
  deactivateApplication,
  liftContainment,
} from '@latchkey/contract/applications/status/status.ts'
import { Button, Modal, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../kit/client.ts'
import { CopyAs } from '../../../../kit/copy-as/CopyAs.tsx'
import { Confirm } from '../../../../kit/page/Confirm.tsx'
import { durationWords } from '../../../../kit/words/duration-words.ts'
import { say } from '../../../../kit/words/say.ts'
import { StopEffects } from '../../effects/EffectList.tsx'
import { useRefresh } from '../../parts/use-refresh.ts'
import { ReasonForm } from './ReasonForm.tsx'

/** What deactivating does, in the words of the button, the question and the danger zone. */
export function deactivateMeans(application: Application): string {
  const usual = durationWords(application.effectiveLifetimes.accessToken)
  // Those from before a shorter lifetime was chosen, and those of the implicit grant, may live longer.
  return say(
    'Deactivate stops new tokens at once. Tokens already issued end by themselves, as a rule within {usual}.',
    { usual },
  )
}

const ACTIVATE_MEANS = say(
  'Activate lets the application get tokens again. Tokens and refresh tokens from before stay ended.',
)

const LIFT_MEANS = say(
  'It stands again as it did before: if it was active, it gets tokens from now on. What was revoked stays revoked, and people sign in again.',
)

type StatusButtonProps = {
  readonly application: Application
  /** The words on the button, where they differ from the act's own. */
  readonly words?: string
}

type Change =
  | { readonly act: 'Deactivate'; readonly reason: string }
  | { readonly act: 'Activate' }
  | { readonly act: 'Lift' }

const POSSIBLE = {
  active: 'Deactivate',
  inactive: 'Activate',
  contained: 'Lift',
} as const satisfies Record<Application['status'], Change['act']>

const WORDS = {
  Deactivate: say('Deactivate'),
  Activate: say('Activate'),
  Lift: say('Lift the containment'),
} satisfies Record<Change['act'], string>

function send(id: string, change: Change) {
  const params = { id }
  switch (change.act) {
    case 'Deactivate':
      return call(deactivateApplication, { params, body: { reason: change.reason } })
    case 'Activate':
      return call(activateApplication, { params })
    case 'Lift':
      return call(liftContainment, { params })
  }
}

function changedWords(name: string, status: Application['status']): string {
  if (status === 'active') return say('{name} is active.', { name })
  return status === 'inactive' ? say('{name} is inactive.', { name }) : say('{name} is contained.', { name })
}

function useChange(application: Application, onDone: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (change: Change) => {
      const { body } = await send(application.id, change)
      await refresh()
      return body.status
    },
    onSuccess: status => {
      onDone()
      notifications.show({ message: changedWords(application.name, status) })
    },
  })
}

type DeactivateDialogProps = {
  readonly application: Application
  readonly opened: boolean
  readonly busy: boolean
  readonly error: Error | null
  readonly onSubmit: (reason: string) => void
  readonly onClose: () => void
}

/** Asks why, says who would notice, and deactivates. */
function DeactivateDialog({ application, opened, ...form }: DeactivateDialogProps) {
  const { id, name } = application
  return (
    <Modal opened={opened} onClose={form.onClose} title={say('Deactivate {name}?', { name })}>
      <ReasonForm
        {...form}
        first=""
        action={WORDS.Deactivate}
        danger
        aside={reason => (
          <CopyAs route={deactivateApplication} parts={() => ({ params: { id }, body: { reason } })} />
        )}
      >
        <Text size="sm">{deactivateMeans(application)}</Text>
        <StopEffects id={id} />
      </ReasonForm>
    </Modal>
  )
}

/** Deactivates an active application, activates an inactive one and lets a contained one go, after asking. */
export function StatusButton({ application, words }: StatusButtonProps) {
  const { name } = application
  const possible = POSSIBLE[application.status]
  // Held apart from what is possible, so that the closing dialog does not change its question.
  const [asked, setAsked] = useState<Change['act']>(possible)
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
        {words ?? WORDS[possible]}
      </Button>
      <Confirm
        opened={asking && asked !== 'Deactivate'}
        title={
          asked === 'Lift'
            ? say('Lift the containment of {name}?', { name })
            : say('Activate {name}?', { name })
        }
        action={WORDS[asked]}
        busy={change.isPending}
        error={change.error}
        aside={
          <CopyAs
            route={asked === 'Lift' ? liftContainment : activateApplication}
            parts={() => ({ params: { id: application.id } })}
          />
        }
        onConfirm={() => change.mutate({ act: asked === 'Lift' ? 'Lift' : 'Activate' })}
        onClose={close}
      >
        {asked === 'Lift' ? LIFT_MEANS : ACTIVATE_MEANS}
      </Confirm>
      <DeactivateDialog
        application={application}
        opened={asking && asked === 'Deactivate'}
        busy={change.isPending}
        error={change.error}
        onSubmit={reason => change.mutate({ act: 'Deactivate', reason })}
        onClose={close}
      />
    </>
  )
}
