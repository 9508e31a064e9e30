import {
  type Application,
  activateApplication,
  deactivateApplication,
} from '@latchkey/contract/applications/applications.ts'
import { durationWords } from '@latchkey/contract/duration.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../kit/client.ts'
import { CopyAsCall } from '../../../kit/copy-as/CopyAsCall.tsx'
import { Confirm } from '../../../kit/page/Confirm.tsx'
import { useRefresh } from '../parts/use-refresh.ts'

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

type Act = 'Deactivate' | 'Activate'

/** Deactivates an active application and activates an inactive one, after asking. */
export function StatusButton({ application, words }: StatusButtonProps) {
  const possible: Act = application.status === 'active' ? 'Deactivate' : 'Activate'
  // Held apart from what is possible, so that the closing dialog does not change its question.
  const [asked, setAsked] = useState<Act>(possible)
  const [asking, setAsking] = useState(false)
  const refresh = useRefresh()
  const change = useMutation({
    mutationFn: async (act: Act) => {
      const options = { params: { id: application.id } }
      await (act === 'Deactivate' ? call(deactivateApplication, options) : call(activateApplication, options))
      await refresh()
    },
    onSuccess: (_, act) => {
      setAsking(false)
      notifications.show({
        message: `${application.name} is ${act === 'Deactivate' ? 'inactive' : 'active'}.`,
      })
    },
  })
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
        opened={asking}
        title={`${asked} ${application.name}?`}
        action={asked}
        danger={asked === 'Deactivate'}
        aside={
          <CopyAsCall
            route={asked === 'Deactivate' ? deactivateApplication : activateApplication}
            parts={() => ({ params: { id: application.id } })}
          />
        }
        busy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate(asked)}
        onClose={() => setAsking(false)}
      >
        {asked === 'Deactivate' ? deactivateMeans(application) : ACTIVATE_MEANS}
      </Confirm>
    </>
  )
}
