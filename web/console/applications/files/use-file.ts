import { editApplication, registerApplication } from '@latchkey/contract/applications/applications.ts'
import { registrationOf } from '@latchkey/contract/applications/manifest/manifest.ts'
import { planApplication } from '@latchkey/contract/applications/manifest/plan.ts'
import type { Problem } from '@latchkey/contract/problem.ts'
import type { ResultOf } from '@latchkey/contract/route.ts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, call } from '../../../kit/client.ts'
import { makeKeyRing } from '../../../kit/idempotency.ts'
import { useRefresh } from '../parts/use-refresh.ts'
import type { Registration } from '../registered/registration.ts'
import { type PlacedFault, type ReadFile, readFile } from './read-file.ts'

type Plan = ResultOf<typeof planApplication>
type Good = Extract<ReadFile, { ok: true }>

/** A text that was read and compared: what applying it would do. */
type Planned = { readonly read: Good; readonly plan: Plan }

export type Applied = { readonly registered: Registration } | { readonly changed: string }

function placedFaults(read: Good, problem: Problem | null): readonly PlacedFault[] {
  return (problem?.errors ?? []).map(read.placed)
}

/** Makes a plan so. A new application carries an Idempotency-Key, an edit the version that was compared. */
async function applyPlan({ read, plan }: Planned, keyFor: (body: object) => string): Promise<Applied> {
  const { application, patch } = plan
  if (application === null) {
    const body = registrationOf(read.manifest)
    const answer = await call(registerApplication, { body, idempotencyKey: keyFor(body) })
    return { registered: answer.body }
  }
  if (patch === null) return { changed: application.id }
  const params = { id: application.id }
  await call(editApplication, { params, body: patch, ifMatch: `"${application.version}"` })
  return { changed: application.id }
}

/**
 * The state of a pasted file: its faults with their places, the plan, and applying it. A change of the text takes the
 * plan away: nobody applies what they have not seen.
 */
export function useFile(onApplied: (applied: Applied) => void) {
  const [ring] = useState(makeKeyRing)
  const [faults, setFaults] = useState<readonly PlacedFault[]>([])
  const [attempt, setAttempt] = useState(0)
  const [planned, setPlanned] = useState<Planned | null>(null)
  const [trouble, setTrouble] = useState<Error | null>(null)
  const refresh = useRefresh()
  const planning = useMutation<Plan, Error, Good>({
    mutationFn: async read => (await call(planApplication, { body: { manifest: read.manifest } })).body,
  })
  const applying = useMutation<Applied, Error, Planned>({
    mutationFn: each => applyPlan(each, ring.keyFor),
    onSuccess: refresh,
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
  const refuse = (found: readonly PlacedFault[]) => {
    setFaults(found)
    setAttempt(before => before + 1)
  }
  const clear = () => {
    setFaults([])
    setPlanned(null)
    setTrouble(null)
  }
  const fail = (read: Good, error: Error) => {
    const found = placedFaults(read, error instanceof ApiProblem ? error.problem : null)
    if (found.length > 0) refuse(found)
    else setTrouble(error)
  }
  const plan = (text: string) => {
    clear()
    const read = readFile(text)
    if (!read.ok) return refuse(read.faults)
    planning.mutate(read, {
      onError: error => fail(read, error),
      onSuccess: made => {
        if (made.faults.length > 0) refuse(made.faults.map(read.placed))
        setPlanned({ read, plan: made })
      },
    })
  }
  const apply = () => {
    if (planned === null || applying.isPending) return
    setTrouble(null)
    applying.mutate(planned, {
      onSuccess: onApplied,
      onError: error => {
        // What was compared is no longer what stands: the plan has to be made anew.
        if (error instanceof ApiProblem && error.status === 412) setPlanned(null)
        fail(planned.read, error)
      },
    })
  }
  const busy = planning.isPending || applying.isPending
  const ready = planned !== null && faults.length === 0 && planned.plan.action !== 'none'
  return { faults, attempt, planned, trouble, busy, ready, plan, apply, clear }
}
