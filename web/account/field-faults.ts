import { ApiProblem } from '../kit/client.ts'
import type { FormFault } from '../kit/forms/ErrorSummary.tsx'
import { pointerParts } from '../kit/forms/pointers.ts'

/** A field of a small form: its name in the request, which is also the id of its control, and what it is called. */
export type Labels = { readonly [field: string]: string }

/** The faults that the server found in the fields of a form; none when it refused for another reason. */
export function faultsOf(error: Error | null, labels: Labels): readonly FormFault[] {
  const found = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return found.flatMap(({ path, message }) => {
    const [field = ''] = pointerParts(path)
    const label = labels[field]
    return label === undefined ? [] : [{ control: field, label, message }]
  })
}
