import { editApplication, getApplication } from '@latchkey/contract/applications/applications.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, call } from '../../../kit/client.ts'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { makeGate } from '../../../kit/forms/gate.ts'
import { read } from '../../../kit/queries.ts'
import { useRefresh } from '../parts/use-refresh.ts'
import { faultsFrom, faultsLeft, faultsOf } from './edit-faults.ts'
import { changedFields, type EditValues, patchOf, valuesOf } from './edit-values.ts'
import { readVersion, type Version } from './version.ts'

function isStale(error: Error): boolean {
  return error instanceof ApiProblem && error.status === 412
}

type Attempt = { readonly base: Version; readonly values: EditValues }

/** Saves against the version that the form began with; a newer one on the server is read, never overwritten. */
function useSave(onStale: (current: Version) => void) {
  const cache = useQueryClient()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async ({ base, values }: Attempt) => {
      const id = base.application.id
      const patch = patchOf(valuesOf(base.application), values)
      try {
        const { body, etag } = await call(editApplication, {
          params: { id },
          body: patch,
          ifMatch: base.etag,
        })
        // The page of the application is next, and should not begin with what stood before.
        cache.setQueryData(read(getApplication, { params: { id } }).queryKey, { body, etag })
        await refresh()
        return body
      } catch (error) {
        if (!(error instanceof Error) || !isStale(error)) throw error
        onStale(await readVersion(id))
        return null
      }
    },
  })
}

/**
 * What the form was told; `attempt` grows with each refusal, which sends the focus to the summary. `trouble` is what
 * belongs to no field.
 */
function useFaults() {
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const [attempt, setAttempt] = useState(0)
  const [trouble, setTrouble] = useState<Error | null>(null)
  const refuse = (found: readonly FormFault[]) => {
    setFaults(found)
    setAttempt(before => before + 1)
  }
  const clear = () => {
    setFaults([])
    setTrouble(null)
  }
  return { faults, attempt, trouble, refuse, clear, setFaults, setTrouble }
}

/** Judges and sends an attempt, one at a time, and keeps what the form was told. */
function useSending(onStale: (current: Version) => void, onSaved: () => void) {
  const { refuse, clear, setTrouble, ...told } = useFaults()
  const saving = useSave(onStale)
  const [gate] = useState(makeGate)
  const send = (attempt: Attempt) => {
    const found = faultsOf(attempt.values)
    clear()
    if (found.length > 0) return refuse(found)
    if (!gate.enter()) return
    saving.mutate(attempt, {
      onSettled: gate.leave,
      onSuccess: saved => saved !== null && onSaved(),
      onError: error => {
        const problem = error instanceof ApiProblem ? error.problem : null
        const faults = problem === null ? [] : faultsFrom(problem, attempt.values)
        if (faults.length > 0) refuse(faults)
        else setTrouble(error)
      },
    })
  }
  return { ...told, clear, saving, send }
}

/**
 * The state of the edit form. `base` is the version it began with; `current` the newer one that somebody else saved,
 * once the server has told, until both edits are brought together.
 */
export function useEditForm(first: Version, onSaved: () => void) {
  const [base, setBase] = useState(first)
  const [values, setValues] = useState<EditValues>(() => valuesOf(first.application))
  const [current, setCurrent] = useState<Version | null>(null)
  const { send, clear, setFaults, ...told } = useSending(setCurrent, onSaved)
  const changed = changedFields(valuesOf(base.application), values)
  const change = (part: Partial<EditValues>) => {
    const next = { ...values, ...part }
    setValues(next)
    setFaults(faultsLeft(told.faults, values, next))
  }
  const restart = (version: Version) => {
    setCurrent(null)
    setBase(version)
    setValues(valuesOf(version.application))
    clear()
  }
  const saveMerged = (merged: EditValues) => {
    if (current === null) return
    restart(current)
    setValues(merged)
    // Where theirs was chosen throughout, nothing is left to send.
    if (changedFields(valuesOf(current.application), merged).length > 0)
      send({ base: current, values: merged })
  }
  return {
    ...told,
    base,
    values,
    changed,
    current,
    change,
    save: () => send({ base, values }),
    saveMerged,
    undo: () => restart(base),
    takeCurrent: () => current !== null && restart(current),
    keepEditing: () => setCurrent(null),
  }
}
