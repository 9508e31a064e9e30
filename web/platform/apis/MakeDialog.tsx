import {
  createPlatformApi,
  createPlatformScope,
  getPlatformApi,
  listPlatformApis,
} from '@latchkey/contract/platform/apis.ts'
import { Button, Group, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../kit/client.ts'
import { ErrorSummary, type FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { useHeldPage } from '../../kit/forms/use-held-page.ts'
import { makeKeyRing } from '../../kit/idempotency.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'
import { ApiFields } from './ApiFields.tsx'
import { type ApiValues, apiFaults, EMPTY_API } from './api-form.ts'

type MakeDialogProps = {
  /** The API that a scope is made in; null: an API is made. */
  readonly within: string | null
  readonly onClose: () => void
  /** Told the name of the API. */
  readonly onMade: (name: string) => void
}

function useMake({ within, onMade }: Pick<MakeDialogProps, 'within' | 'onMade'>) {
  const [ring] = useState(makeKeyRing)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async ({ audience, baseUrl, german, ...rest }: ApiValues) => {
      const words = { ...rest, german: german.trim() === '' ? null : german }
      if (within !== null) {
        const sent = { params: { name: within }, body: words, idempotencyKey: ring.keyFor(words) }
        return (await call(createPlatformScope, sent)).body
      }
      const body = { ...words, audience, baseUrl }
      return (await call(createPlatformApi, { body, idempotencyKey: ring.keyFor(body) })).body
    },
    onSuccess: ({ name }) => {
      void cache.invalidateQueries({ queryKey: [listPlatformApis.id] })
      void cache.invalidateQueries({ queryKey: [getPlatformApi.id] })
      notifications.show({
        message: within === null ? say('{name} is made.', { name }) : say('The scope is made.'),
      })
      onMade(name)
    },
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

/** Makes an API, or a finer scope within one. */
export function MakeDialog(props: MakeDialogProps) {
  const { within, onClose } = props
  const title = within === null ? say('Make an API') : say('Make a scope in {name}', { name: within })
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <MakeForm {...props} />
    </Modal>
  )
}

function MakeForm({ within, onClose, onMade }: MakeDialogProps) {
  const making = useMake({ within, onMade })
  const [values, setValues] = useState(EMPTY_API)
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const [attempt, setAttempt] = useState(0)
  useHeldPage(values !== EMPTY_API)
  const change = (changes: Partial<ApiValues>) => {
    setValues(before => ({ ...before, ...changes }))
    setFaults([])
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (making.isPending) return
    making.mutate(values, {
      onError: error => {
        const found = apiFaults(error)
        setFaults(found)
        if (found.length === 0) return
        making.reset()
        setAttempt(before => before + 1)
      },
    })
  }
  return (
    <form className="lk-form" noValidate onSubmit={submit}>
      <ErrorSummary faults={faults} attempt={attempt} />
      <ApiFields of={{ making: true, within }} values={values} faults={faults} onChange={change} />
      <FormTrouble error={making.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button type="submit" loading={making.isPending}>
          {within === null ? say('Make an API') : say('Make the scope')}
        </Button>
      </Group>
    </form>
  )
}
