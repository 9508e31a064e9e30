import type { Application } from '@latchkey/contract/applications/applications.ts'
import { deleteApplication } from '@latchkey/contract/applications/deletion.ts'
import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../../../../kit/client.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { StopEffects } from '../../effects/EffectList.tsx'

function useDelete(application: Application) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () =>
      call(deleteApplication, { params: { id: application.id }, ifMatch: `"${application.version}"` }),
    onSuccess: async () => {
      notifications.show({
        message: say('{name} is deleted. It can be restored for seven days.', { name: application.name }),
      })
      await navigate({ to: '/admin/account-settings/api-applications/deleted' })
      await queries.invalidateQueries()
    },
  })
}

function what({ type, name, vendorName }: Application): string {
  return type === 'internal'
    ? say(
        '{name} by {vendor} is found on no list any more, and programs that use its Application ID are told that there is none.',
        { name, vendor: vendorName },
      )
    : say(
        'Your business unit lets {name} in no longer. It can be authorized anew from the catalogue at any time.',
        { name },
      )
}

/** What is lost, and what comes back. */
function Meaning({ application }: { readonly application: Application }) {
  return (
    <>
      <Text size="sm">{what(application)}</Text>
      <Text size="sm">
        {saying(
          'It has been inactive since {when}, and whatever tokens are left from before end by themselves. Its secrets and what people consented to are kept for seven days, and come back with it when it is restored.',
          { when: <When at={application.statusChangedAt} /> },
        )}
      </Text>
    </>
  )
}

/** Deletes an inactive application, once its name was typed. */
export function DeleteButton({ application }: { readonly application: Application }) {
  const [asking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState(false)
  const removing = useDelete(application)
  const right = typed.trim() === application.name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!right) return setTold(true)
    removing.mutate()
  }
  const open = () => {
    removing.reset()
    setTyped('')
    setTold(false)
    setAsking(true)
  }
  return (
    <>
      <Button variant="danger-quiet" onClick={open}>
        {say('Delete this application')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('Delete {name}?', { name: application.name })}
      >
        <form noValidate onSubmit={submit}>
          <div className="lk-dialog">
            <Meaning application={application} />
            <StopEffects id={application.id} />
            <TextInput
              label={say('To confirm, type its name: {name}', { name: application.name })}
              autoComplete="off"
              data-autofocus
              value={typed}
              error={
                told && !right
                  ? say('Type {name}, as it stands above.', { name: application.name })
                  : undefined
              }
              onChange={event => setTyped(event.currentTarget.value)}
            />
            <FormTrouble error={removing.error} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setAsking(false)}>
                {say('Cancel')}
              </Button>
              <Button type="submit" variant="danger" loading={removing.isPending}>
                {say('Delete')}
              </Button>
            </Group>
          </div>
        </form>
      </Modal>
    </>
  )
}
