import type { Application } from '@latchkey/contract/applications/applications.ts'
import { containApplication, deactivateApplication } from '@latchkey/contract/applications/status/status.ts'
import { Button, Modal, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../kit/client.ts'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay } from '../../../frame/me.ts'
import { useRefresh } from '../../parts/use-refresh.ts'
import { NEEDS_REASON } from './ContainButton.tsx'
import { ReasonForm } from './ReasonForm.tsx'

/** Gives the reason of a deactivation or a containment afterwards, or another one. */
function ChangeReason({ application }: { readonly application: Application }) {
  const contained = application.status === 'contained'
  const [asking, setAsking] = useState(false)
  const refresh = useRefresh()
  const saving = useMutation({
    mutationFn: async (reason: string) => {
      const about = { params: { id: application.id }, body: { reason } }
      await (contained ? call(containApplication, about) : call(deactivateApplication, about))
      await refresh()
    },
    onSuccess: () => {
      setAsking(false)
      notifications.show({ message: say('The reason is saved.') })
    },
  })
  const ask = () => {
    saving.reset()
    setAsking(true)
  }
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={ask}>
        {application.statusReason === null ? say('Give a reason') : say('Change the reason')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={
          contained
            ? say('Why is {name} contained?', { name: application.name })
            : say('Why is {name} inactive?', { name: application.name })
        }
      >
        <ReasonForm
          first={application.statusReason ?? ''}
          needed={contained ? NEEDS_REASON : say('Write a reason, or close this to leave it as it is.')}
          {...(contained ? { help: say('One line, for your colleagues.') } : {})}
          action={say('Save reason')}
          danger={false}
          busy={saving.isPending}
          error={saving.error}
          onSubmit={reason => saving.mutate(reason)}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">
            {say('It takes the place of the reason that stands. The history keeps both.')}
          </Text>
        </ReasonForm>
      </Modal>
    </>
  )
}

/** Who stopped it and when, what that means, and why. */
function Standing({ application }: { readonly application: Application }) {
  const contained = application.status === 'contained'
  const by = {
    name: application.statusChangedBy.name,
    when: <When at={application.statusChangedAt} />,
  }
  const reason = <strong className="lk-break">{application.statusReason}</strong>
  return (
    <p>
      {contained ? saying('Contained by {name} {when}.', by) : saying('Deactivated by {name} {when}.', by)}{' '}
      {contained
        ? say('It gets no tokens, and what it held is revoked; nothing of the evidence is deleted.')
        : say('It gets no tokens.')}{' '}
      {application.statusReason === null
        ? say('No reason was given.')
        : contained
          ? saying('The reason: {reason}', { reason })
          : saying('The reason, as it is told: {reason}', { reason })}
    </p>
  )
}

/** Says at the top of the page that the application stands still, since when, by whom and why. */
export function StandingNote({ application }: { readonly application: Application }) {
  const mayDeactivate = useMay('api-applications:deactivate')
  const { status } = application
  if (status === 'active') return null
  const contained = status === 'contained'
  return (
    <section
      id="standing"
      tabIndex={-1}
      className="lk-note lk-standing"
      data-tone={contained ? 'red' : undefined}
      aria-label={contained ? say('Contained') : say('Inactive')}
    >
      <Standing application={application} />
      {mayDeactivate ? <ChangeReason application={application} /> : null}
    </section>
  )
}
