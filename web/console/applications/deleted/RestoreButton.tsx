import { type DeletedApplication, restoreApplication } from '@latchkey/contract/applications/deletion.ts'
import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../../kit/client.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { say } from '../../../kit/words/say.ts'

function useRestore(deleted: DeletedApplication) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (name: string) =>
      call(restoreApplication, {
        params: { id: deleted.id },
        body: name.trim() === deleted.name ? {} : { name },
      }),
    onSuccess: async ({ body }) => {
      notifications.show({ message: say('{name} is restored, and inactive.', { name: body.name }) })
      await navigate({ to: '/admin/account-settings/api-applications/$id', params: { id: body.id } })
      await queries.invalidateQueries()
    },
  })
}

/** Restores an application; under another name where somebody took its own meanwhile. */
export function RestoreButton({ deleted }: { readonly deleted: DeletedApplication }) {
  const [asking, setAsking] = useState(false)
  const [name, setName] = useState(deleted.name)
  const restoring = useRestore(deleted)
  const { error } = restoring
  const fault = error instanceof ApiProblem ? error.problem?.errors?.[0]?.message : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    restoring.mutate(name)
  }
  const open = () => {
    restoring.reset()
    setName(deleted.name)
    setAsking(true)
  }
  return (
    <>
      <Button variant="default" onClick={open} aria-label={say('Restore {name}', { name: deleted.name })}>
        {say('Restore')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('Restore {name}?', { name: deleted.name })}
      >
        <form noValidate onSubmit={submit}>
          <div className="lk-dialog">
            <Text size="sm">
              {say(
                'It comes back as it was, with its secrets and what people consented to, and stays inactive until somebody activates it.',
              )}
            </Text>
            {deleted.type === 'internal' ? (
              <TextInput
                label={say('Application Name')}
                description={say('Another one where its own was taken meanwhile.')}
                autoComplete="off"
                data-autofocus
                value={name}
                error={fault}
                onChange={event => setName(event.currentTarget.value)}
              />
            ) : null}
            <FormTrouble error={fault === undefined ? error : null} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setAsking(false)}>
                {say('Cancel')}
              </Button>
              <Button type="submit" loading={restoring.isPending}>
                {say('Restore')}
              </Button>
            </Group>
          </div>
        </form>
      </Modal>
    </>
  )
}
