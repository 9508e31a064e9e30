import { ApiProblem } from '../../kit/client.ts'
import type { FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { say } from '../../kit/words/say.ts'

/** The controls of the form for a new business unit, by the fields of the request that they fill. */
export const UNIT_CONTROLS = {
  '/name': { control: 'unit-name', label: say('Name') },
  '/administrator/userName': { control: 'administrator-user-name', label: say('User name') },
  '/administrator/fullName': { control: 'administrator-full-name', label: say('Full name') },
} as const

type UnitField = keyof typeof UNIT_CONTROLS

function isField(path: string): path is UnitField {
  return Object.hasOwn(UNIT_CONTROLS, path)
}

/**
 * What a refusal says of the form's fields. In: the error, and where the fields stand in the request, as `/administrator`
 * where that is the form. Out: none when it is about something else.
 */
export function unitFaults(error: Error, within = ''): readonly FormFault[] {
  const problem = error instanceof ApiProblem ? error.problem : null
  return (problem?.errors ?? []).flatMap(({ path, message }) => {
    const field = `${within}${path}`
    return isField(field) ? [{ ...UNIT_CONTROLS[field], message }] : []
  })
}

/** What is said of a field, or null. */
export function toldOf(faults: readonly FormFault[], field: UnitField): string | null {
  return faults.find(({ control }) => control === UNIT_CONTROLS[field].control)?.message ?? null
}
