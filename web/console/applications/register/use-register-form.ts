import { type Application, registerApplication } from '@latchkey/contract/applications/applications.ts'
import { authorizeApplication, getCatalogueEntry } from '@latchkey/contract/catalogue/catalogue.ts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { writeAddress } from '../../../kit/address.ts'
import { ApiProblem, call } from '../../../kit/client.ts'
import { draftStore } from '../../../kit/forms/draft.ts'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { makeGate } from '../../../kit/forms/gate.ts'
import { makeKeyRing } from '../../../kit/idempotency.ts'
import { useMe } from '../../frame/me.ts'
import type { Prefill } from '../new-link/prefill.ts'
import { useApis } from '../parts/ScopeChoices.tsx'
import { useRefresh } from '../parts/use-refresh.ts'
import type { Registration } from '../registered/registration.ts'
import { beginningOf } from './beginning.ts'
import { bodyOf, faultsFrom, faultsLeft, faultsOf, isTouched, RegisterValues } from './form-values.ts'

type Made = { readonly registered: Registration } | { readonly authorized: Application }

/**
 * The draft belongs to the person, and to the link by which the form was filled in: another one who signs in within
 * this tab does not see it, and it does not hide what another link says.
 */
function useDraft(prefill: Prefill) {
  const { user } = useMe()
  const [draft] = useState(() =>
    draftStore(
      sessionStorage,
      `latchkey.draft.new-application.${user.id}${writeAddress(prefill)}`,
      RegisterValues,
    ),
  )
  return draft
}

/** The body of an authorization: with scopes only where some are left out, so that the rest is the server's to say. */
async function authorizationOf({ externalId, leftOut }: RegisterValues) {
  const id = externalId ?? ''
  if (leftOut.length === 0) return { applicationId: id }
  const { scopes } = (await call(getCatalogueEntry, { params: { id } })).body
  return { applicationId: id, scopes: scopes.filter(scope => !leftOut.includes(scope)) }
}

/** What a request depends on beside the form itself. */
export function useAround() {
  const { limits } = useMe().businessUnit
  const apis = useApis().data?.body.items ?? []
  const sensitive = apis.filter(api => api.sensitive).map(api => api.name)
  return { sensitive, longestAccessToken: limits.accessToken }
}

/** Sends the form. Either kind carries an Idempotency-Key, so that a double click makes one application. */
function useSend() {
  const [ring] = useState(makeKeyRing)
  const around = useAround()
  const refresh = useRefresh()
  return useMutation<Made, Error, RegisterValues>({
    mutationFn: async values => {
      if (values.way === 'external') {
        const body = await authorizationOf(values)
        const answer = await call(authorizeApplication, { body, idempotencyKey: ring.keyFor(body) })
        return { authorized: answer.body }
      }
      const body = bodyOf(values, around)
      const answer = await call(registerApplication, { body, idempotencyKey: ring.keyFor(body) })
      return { registered: answer.body }
    },
    onSuccess: refresh,
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

/**
 * The state of the form: its values with their draft, the faults it was told, and the sending of it.
 * `attempt` grows with each refusal, which sends the focus to the summary; `trouble` is what belongs to no field.
 */
export function useRegisterForm(
  { prefill, original }: { readonly prefill: Prefill; readonly original: Application | null },
  onMade: (made: Made) => void,
) {
  const draft = useDraft(prefill)
  const [beginning] = useState(() => beginningOf(prefill, original))
  const [kept] = useState(() => draft.load())
  const [values, setValues] = useState<RegisterValues>(kept ?? beginning)
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const [attempt, setAttempt] = useState(0)
  const [trouble, setTrouble] = useState<Error | null>(null)
  const [restored, setRestored] = useState(kept !== null)
  const sending = useSend()
  const [gate] = useState(makeGate)

  const refuse = (found: readonly FormFault[]) => {
    setFaults(found)
    setAttempt(before => before + 1)
  }
  const change = (part: Partial<RegisterValues>) => {
    const next = { ...values, ...part }
    setValues(next)
    setFaults(faultsLeft(faults, values, next))
    // What was said of the other way is about fields that are no longer there.
    if (next.way !== values.way) setTrouble(null)
    // The choice of an external application is not kept: nobody should authorize what they do not see chosen.
    if (isTouched(next, beginning)) draft.save({ ...next, externalId: null, leftOut: [] })
    else draft.clear()
  }
  const discard = () => {
    draft.clear()
    setValues(beginning)
    setFaults([])
    setRestored(false)
    setTrouble(null)
  }
  const submit = () => {
    const found = faultsOf(values)
    setTrouble(null)
    if (found.length > 0) return refuse(found)
    if (!gate.enter()) return
    setFaults([])
    sending.mutate(values, {
      onSettled: gate.leave,
      onSuccess: made => {
        draft.clear()
        onMade(made)
      },
      onError: error => {
        const problem = error instanceof ApiProblem ? error.problem : null
        const told = problem === null ? [] : faultsFrom(problem, values)
        if (told.length > 0) refuse(told)
        else setTrouble(error)
      },
    })
  }
  const touched = isTouched(values, beginning)
  return { values, beginning, touched, faults, attempt, trouble, restored, sending, change, discard, submit }
}
