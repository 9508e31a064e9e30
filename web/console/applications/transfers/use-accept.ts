import type { Application } from '@latchkey/contract/applications/applications.ts'
import { acceptTransfer, type WholeTransfer } from '@latchkey/contract/applications/status/transfers.ts'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem, call } from '../../../kit/client.ts'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { makeGate } from '../../../kit/forms/gate.ts'
import { pointerParts } from '../../../kit/forms/pointers.ts'
import { say } from '../../../kit/words/say.ts'
import { useMe } from '../../frame/me.ts'
import { readTypedList, typedList } from '../owners/typed-list.ts'
import { fieldWords } from '../parts/vocabulary.ts'
import { useRefusedAnswer } from './use-refused-answer.ts'

type Values = {
  readonly vendorName: string
  readonly name: string
  readonly owners: string
  readonly words: string
}

function labelOf(control: string): string {
  return control === 'words' ? say('Answer (optional)') : fieldWords(control)
}

function faultsFrom(error: Error): FormFault[] {
  const errors = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return errors.map(({ path, message }) => {
    const [control = ''] = pointerParts(path)
    return { control, label: labelOf(control), message }
  })
}

/** Takes the person to the application once it is theirs: to its secrets, where it needs one. */
function useArrival(): (application: Application) => Promise<void> {
  const cache = useQueryClient()
  const navigate = useNavigate()
  return async ({ id, name, clientType }) => {
    const secret = clientType === 'confidential'
    notifications.show({
      message: secret
        ? say('{name} is yours. It stands still until you give it a secret or a key.', { name })
        : say('{name} is yours.', { name }),
    })
    const search = secret ? { tab: 'secrets' as const } : {}
    await navigate({ to: '/admin/account-settings/api-applications/$id', params: { id }, search })
    await cache.invalidateQueries()
  }
}

/** The state of the form that accepts an offer. In: the offer, and the version that is shown. */
export function useAccept({ id, name, vendorName }: WholeTransfer, etag: string) {
  const { userName } = useMe().user
  const [values, setValues] = useState<Values>({ vendorName, name, owners: typedList([userName]), words: '' })
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const [attempt, setAttempt] = useState(0)
  const [trouble, setTrouble] = useState<Error | null>(null)
  const [gate] = useState(makeGate)
  const onRefused = useRefusedAnswer()
  const arrive = useArrival()
  const accepting = useMutation({
    mutationFn: () => {
      const { owners, words } = values
      const names = { name: values.name, vendorName: values.vendorName }
      return call(acceptTransfer, {
        params: { id },
        body: { ...names, owners: readTypedList(owners), words },
        ifMatch: etag,
      })
    },
    onSuccess: ({ body }) => arrive(body),
    onError: error => {
      const told = faultsFrom(error)
      setFaults(told)
      if (told.length === 0) setTrouble(error)
      else setAttempt(before => before + 1)
      return onRefused(error)
    },
    onSettled: gate.leave,
  })
  const change = (part: Partial<Values>) => {
    setValues({ ...values, ...part })
    setFaults(faults.filter(({ control }) => !Object.hasOwn(part, control)))
  }
  const submit = () => {
    if (!gate.enter()) return
    setFaults([])
    setTrouble(null)
    accepting.mutate()
  }
  return { values, faults, attempt, trouble, busy: accepting.isPending, change, submit }
}
