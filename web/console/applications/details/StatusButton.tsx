import { activateApplication, type Application, deactivateApplication } from '@latchkey/contract/applications.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../kit/client.ts'
import { Confirm } from '../../../kit/page/Confirm.tsx'
import { useRefresh } from '../parts/use-refresh.ts'

/** What deactivating does, in the words of the button, the question and the danger zone. */
export const DEACTIVATE_MEANS =
  'Deactivate stops new tokens at once. Tokens already issued end within 15 minutes.'
const ACTIVATE_MEANS =
  'Activate lets the application get tokens again. Tokens and refresh tokens from before stay ended.'

type StatusButtonProps = {
  readonly application: Application
  /** The words on the button, where they differ from the act's own. */
  readonly words?: string
}

/** Deactivates an active application and activates an inactive one, after asking. */
export function StatusButton({ application, words }: StatusButtonProps) {
  const [asking, setAsking] = useState(false)
  const refresh = useRefresh()
  const active = application.status === 'active'
  const act = active ? 'Deactivate' : 'Activate'
  const change = useMutation({
    mutationFn: async () => {
      const options = { params: { id: application.id } }
      await (active ? call(deactivateApplication, options) : call(activateApplication, options))
      await refresh()
    },
    onSuccess: () => {
      setAsking(false)
      notifications.show({ message: `${application.name} is ${active ? 'inactive' : 'active'}.` })
    },
  })
  const ask = () => {
    change.reset()
    setAsking(true)
  }
  return (
    <>
      <Button variant={active ? 'danger-quiet' : 'filled'} onClick={ask}>
        {words ?? act}
      </Button>
      <Confirm
        opened={asking}
        title={`${act} ${application.name}?`}
        action={act}
        danger={active}
        busy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate()}
        onClose={() => setAsking(false)}
      >
        {active ? DEACTIVATE_MEANS : ACTIVATE_MEANS}
      </Confirm>
    </>
  )
}
