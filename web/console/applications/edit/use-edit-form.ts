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

/** Saves against the version that the form began with; a newer one on the server is read, never overwritten. */
function useSave(base: Version, onStale: (current: Version) => void) {
  const cache = useQueryClient()
  const refresh = useRefresh()
  const id = base.application.id
  return useMutation({
    mutationFn: async (values: EditValues) => {
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

/**
 * The state of the edit form. `base` is the version it began with; `current` the newer one that somebody else saved,
 * once the server has told; `earlier` the own changes that were put aside to begin again from there.
 */
export function useEditForm(first: Version, onSaved: () => void) {
  const [base, setBase] = useState(first)
  const [values, setValues] = useState<EditValues>(() => valuesOf(first.application))
  const [current, setCurrent] = useState<Version | null>(null)
  const [earlier, setEarlier] = useState<{ from: EditValues; values: EditValues } | null>(null)
  const { faults, attempt, trouble, refuse, clear, setFaults, setTrouble } = useFaults()
  const saving = useSave(base, setCurrent)
  const [gate] = useState(makeGate)

  const save = () => {
    const found = faultsOf(values)
    clear()
    if (found.length > 0) return refuse(found)
    if (!gate.enter()) return
    saving.mutate(values, {
      onSettled: gate.leave,
      onSuccess: saved => saved !== null && onSaved(),
      onError: error => {
        const problem = error instanceof ApiProblem ? error.problem : null
        const told = problem === null ? [] : faultsFrom(problem, values)
        if (told.length > 0) refuse(told)
        else setTrouble(error)
      },
    })
  }
  const change = (part: Partial<EditValues>) => {
    const next = { ...values, ...part }
    setValues(next)
    setFaults(faultsLeft(faults, values, next))
  }
  const restart = (version: Version) => {
    setBase(version)
    setValues(valuesOf(version.application))
    clear()
  }
  const takeCurrent = () => {
    if (current === null) return
    setEarlier({ from: valuesOf(base.application), values })
    setCurrent(null)
    restart(current)
  }
  const changed = changedFields(valuesOf(base.application), values)
  const undo = () => restart(base)
  const keepEditing = () => setCurrent(null)
  return {
    base,
    values,
    changed,
    faults,
    attempt,
    trouble,
    saving,
    current,
    earlier,
    save,
    change,
    undo,
    takeCurrent,
    keepEditing,
  }
}
