import { listCatalogue } from '@latchkey/contract/catalogue/catalogue.ts'
import { publishEntry } from '@latchkey/contract/catalogue/publishing.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { faultOf } from '../../console/applications/parts/field-faults.ts'
import {
  bodyOf,
  EMPTY,
  faultsFrom,
  faultsLeft,
  faultsOf,
  isTouched,
  type RegisterValues,
} from '../../console/applications/register/form-values.ts'
import { useAround } from '../../console/applications/register/use-register-form.ts'
import type { Registration } from '../../console/applications/registered/registration.ts'
import { ApiProblem, call } from '../../kit/client.ts'
import type { FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { makeGate } from '../../kit/forms/gate.ts'
import { makeKeyRing } from '../../kit/idempotency.ts'
import { say } from '../../kit/words/say.ts'

function described(description: string): FormFault[] {
  const fault =
    description.trim() === '' ? faultOf('description', say('Say in a sentence what it does.')) : null
  return fault === null ? [] : [fault]
}

/** Sends an entry with an Idempotency-Key, so that a double click enters one application. */
function useSend() {
  const [ring] = useState(makeKeyRing)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async (body: BodyOf<typeof publishEntry>) =>
      (await call(publishEntry, { body, idempotencyKey: ring.keyFor(body) })).body,
    onSuccess: () => cache.invalidateQueries({ queryKey: [listCatalogue.id] }),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

/** The state of the form for a new entry: that of a new application, with what it does and when it is published. */
export function useEntryForm(onMade: (made: Registration) => void) {
  const [values, setValues] = useState<RegisterValues>(EMPTY)
  const [description, setDescription] = useState('')
  const [draft, setDraft] = useState(true)
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const [attempt, setAttempt] = useState(0)
  const [trouble, setTrouble] = useState<Error | null>(null)
  const [gate] = useState(makeGate)
  const around = useAround()
  const sending = useSend()
  const refuse = (found: readonly FormFault[]) => {
    setFaults(found)
    setAttempt(before => before + 1)
  }
  const change = (part: Partial<RegisterValues>) => {
    const next = { ...values, ...part }
    setFaults(faultsLeft(faults, values, next))
    setValues(next)
  }
  const describe = (text: string) => {
    setDescription(text)
    setFaults(faults.filter(({ control }) => control !== 'description'))
  }
  const submit = () => {
    const found = [...faultsOf(values), ...described(description)]
    setTrouble(null)
    if (found.length > 0) return refuse(found)
    if (!gate.enter()) return
    setFaults([])
    sending.mutate(
      { ...bodyOf(values, around), description, draft },
      {
        onSettled: gate.leave,
        onSuccess: onMade,
        onError: error => {
          const problem = error instanceof ApiProblem ? error.problem : null
          const told = problem === null ? [] : faultsFrom(problem, values)
          if (told.length > 0) refuse(told)
          else setTrouble(error)
        },
      },
    )
  }
  const touched = isTouched(values) || description !== ''
  return {
    values,
    description,
    draft,
    touched,
    faults,
    attempt,
    trouble,
    sending,
    change,
    describe,
    setDraft,
    submit,
  }
}
