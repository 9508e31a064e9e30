import type { Language } from '@latchkey/contract/words/language.ts'
import { ApiProblem } from '../../kit/client.ts'
import type { FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { say } from '../../kit/words/say.ts'

/** The languages that a letter can be written in. */
export const LANGUAGE_WORDS = [
  { value: 'en', label: say('English') },
  { value: 'de', label: say('German') },
] as const satisfies readonly { readonly value: Language; readonly label: string }[]

/** The controls of the form, by the fields of the request that they fill. */
export const CONTROLS = {
  userName: { control: 'invite-user-name', label: say('User name') },
  fullName: { control: 'invite-full-name', label: say('Full name') },
  securityProfileId: { control: 'invite-profile', label: say('Security profile') },
} as const

export type Field = keyof typeof CONTROLS

function isField(name: string): name is Field {
  return Object.hasOwn(CONTROLS, name)
}

/** What a refusal says of the form's fields. Out: none when it is about something else. */
export function inviteFaults(error: Error): readonly FormFault[] {
  const problem = error instanceof ApiProblem ? error.problem : null
  return (problem?.errors ?? []).flatMap(({ path, message }) => {
    const name = path.slice(1)
    return isField(name) ? [{ ...CONTROLS[name], message }] : []
  })
}

/** What is still told once fields were changed: what was said of them is no longer so. */
export function faultsAfter(faults: readonly FormFault[], changed: readonly string[]): readonly FormFault[] {
  const controls = changed.filter(isField).map(name => CONTROLS[name].control)
  return faults.filter(({ control }) => !controls.some(each => each === control))
}
