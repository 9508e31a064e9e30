import { linkFault } from '@latchkey/contract/applications/presentation.ts'
import { LONGEST_WORDS, requestApplication } from '@latchkey/contract/catalogue/requests.ts'
import { checkName } from '@latchkey/contract/names.ts'
import type { Problem } from '@latchkey/contract/problem.ts'
import { Button, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../../kit/client.ts'
import { ErrorSummary, type FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { makeGate } from '../../../kit/forms/gate.ts'
import { LeaveGuard } from '../../../kit/forms/LeaveGuard.tsx'
import { makeKeyRing } from '../../../kit/idempotency.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { say } from '../../../kit/words/say.ts'

type Values = { readonly name: string; readonly link: string; readonly reason: string }

const EMPTY: Values = { name: '', link: '', reason: '' }
const LABELS = new Map([
  ['name', say('Application Name')],
  ['link', say('Link')],
  ['reason', say('What is it needed for?')],
])

function fault(control: string, message: string): FormFault {
  return { control, label: LABELS.get(control) ?? control, message }
}

/** Judges the form by the rules of the contract, all faults at once. */
function faultsOf({ name, link, reason }: Values): FormFault[] {
  const named = checkName(name, say('Application Name'))
  const why = linkFault(link.trim())
  return [
    ...(named.ok ? [] : [fault('name', named.message)]),
    ...(why === null ? [] : [fault('link', say('The address {why}', { why }))]),
    ...(reason.trim() === '' ? [fault('reason', say('Say what it is needed for.'))] : []),
  ]
}

function faultsFrom(problem: Problem | null): FormFault[] {
  return (problem?.errors ?? []).map(({ path, message }) => fault(path.slice(1), message))
}

/** The state of the form. A question carries an Idempotency-Key, so that a double click asks once. */
function useAsking() {
  const [ring] = useState(makeKeyRing)
  const [gate] = useState(makeGate)
  const [values, setValues] = useState(EMPTY)
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const [attempt, setAttempt] = useState(0)
  const [trouble, setTrouble] = useState<Error | null>(null)
  const cache = useQueryClient()
  const asking = useMutation<unknown, Error, Values>({
    mutationFn: body => call(requestApplication, { body, idempotencyKey: ring.keyFor(body) }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['listApplicationRequests'] }),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
  const refuse = (found: readonly FormFault[]) => {
    setFaults(found)
    setAttempt(before => before + 1)
  }
  const change = (part: Partial<Values>) => {
    setValues({ ...values, ...part })
    setFaults(faults.filter(({ control }) => !Object.hasOwn(part, control)))
  }
  const submit = () => {
    const found = faultsOf(values)
    setTrouble(null)
    if (found.length > 0) return refuse(found)
    if (!gate.enter()) return
    asking.mutate(values, {
      onSettled: gate.leave,
      onSuccess: () => {
        ring.settled()
        setValues(EMPTY)
        setFaults([])
        notifications.show({ message: say('The operators have your request.') })
      },
      onError: error => {
        const told = faultsFrom(error instanceof ApiProblem ? error.problem : null)
        if (told.length > 0) refuse(told)
        else setTrouble(error)
      },
    })
  }
  return { values, faults, attempt, trouble, busy: asking.isPending, change, submit }
}

/** Asks the operators for an application that is not in the catalogue. */
export function AskForm() {
  const { values, faults, attempt, trouble, busy, change, submit } = useAsking()
  const told = new Map(faults.map(({ control, message }) => [control, message]))
  const send = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <form className="lk-form" noValidate onSubmit={send}>
      <LeaveGuard
        active={Object.values(values).some(text => text !== '')}
        title={say('Leave this page?')}
        leave={say('Leave without asking')}
      >
        {say('Your request has not been sent.')}
      </LeaveGuard>
      <ErrorSummary faults={faults} attempt={attempt} />
      <TextInput
        id="name"
        label={say('Application Name')}
        autoComplete="off"
        value={values.name}
        error={told.get('name')}
        onChange={event => change({ name: event.currentTarget.value })}
      />
      <TextInput
        id="link"
        label={say('Link')}
        description={say('Where it is described, so that the operators know which one you mean.')}
        placeholder="https://vendor.example.com/product"
        inputMode="url"
        autoComplete="off"
        value={values.link}
        error={told.get('link')}
        onChange={event => change({ link: event.currentTarget.value })}
      />
      <Textarea
        id="reason"
        label={say('What is it needed for?')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={LONGEST_WORDS}
        value={values.reason}
        error={told.get('reason')}
        onChange={event => change({ reason: event.currentTarget.value })}
      />
      <FormTrouble error={trouble} />
      <div className="lk-actions">
        <Button type="submit" loading={busy}>
          {say('Ask the operators')}
        </Button>
      </div>
    </form>
  )
}
