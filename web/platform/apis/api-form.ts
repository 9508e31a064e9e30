import { ApiProblem } from '../../kit/client.ts'
import type { FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { say } from '../../kit/words/say.ts'

/** The controls of both forms, by the fields of the request that they fill. */
export const API_CONTROLS = {
  '/name': { control: 'api-name', label: say('Name') },
  '/description': { control: 'api-description', label: say('What it lets an application do') },
  '/german': { control: 'api-german', label: say('The same in German') },
  '/audience': { control: 'api-audience', label: say('Audience') },
  '/baseUrl': { control: 'api-base-url', label: say('Base URL') },
  '/endsAt': { control: 'api-ends-at', label: say('Last day') },
} as const

export type ApiField = keyof typeof API_CONTROLS

function isField(path: string): path is ApiField {
  return Object.hasOwn(API_CONTROLS, path)
}

/** What a refusal says of the form's fields. Out: none when it is about something else. */
export function apiFaults(error: Error): readonly FormFault[] {
  const problem = error instanceof ApiProblem ? error.problem : null
  return (problem?.errors ?? []).flatMap(({ path, message }) =>
    isField(path) ? [{ ...API_CONTROLS[path], message }] : [],
  )
}

/** What is typed into either form. */
export type ApiValues = Readonly<Record<'name' | 'description' | 'german' | 'audience' | 'baseUrl', string>> &
  Readonly<Record<'withoutUser' | 'sensitive', boolean>>

export const EMPTY_API: ApiValues = {
  name: '',
  description: '',
  german: '',
  audience: '',
  baseUrl: '',
  withoutUser: false,
  sensitive: true,
}
