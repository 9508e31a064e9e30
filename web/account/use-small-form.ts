import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { makeGate } from '../kit/forms/gate.ts'
import { faultsOf, type Labels } from './field-faults.ts'

/**
 * Sends a small form, one attempt at a time. In: what its fields are called, what sends it, and what follows.
 * Out: the faults that the server found, beside any other trouble; `attempt` grows with each refusal.
 */
export function useSmallForm<V, R>(
  labels: Labels,
  send: (values: V) => Promise<R>,
  onDone: (result: R) => void,
) {
  const [gate] = useState(makeGate)
  const [attempt, setAttempt] = useState(0)
  const sending = useMutation({
    mutationFn: send,
    onSuccess: onDone,
    onError: () => setAttempt(before => before + 1),
    onSettled: gate.leave,
  })
  const faults = faultsOf(sending.error, labels)
  return {
    submit: (values: V) => {
      if (gate.enter()) sending.mutate(values)
    },
    busy: sending.isPending,
    attempt,
    faults,
    faultAt: (field: string) => faults.find(fault => fault.control === field)?.message,
    trouble: faults.length === 0 ? sending.error : null,
  }
}
