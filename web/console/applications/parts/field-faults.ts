import { checkName } from '@latchkey/contract/names.ts'
import type { Problem } from '@latchkey/contract/problem.ts'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { pointerParts } from '../../../kit/forms/pointers.ts'
import { say } from '../../../kit/words/say.ts'
import { judge, type Rows, rowOf } from './callback-rows.ts'
import { fieldWords, isKnownField } from './vocabulary.ts'

/** Fields whose control has another id, or another label than the vocabulary's. */
const CONTROLS = new Map<string, { readonly control: string; readonly label: string }>([
  ['scopes', { control: 'scopes', label: say('API Scope') }],
  ['optionalScopes', { control: 'scopes', label: say('API Scope') }],
  ['applicationId', { control: 'externalId', label: say('External application') }],
])

/** The fields that are rows of URLs, and what one row is called. */
const ROW_WORDS = new Map<string, string>([
  ['callbackUrls', say('Authorized callback URL')],
  ['metadata.postLogoutRedirectUris', say('Post-logout URL')],
  ['metadata.requestUris', say('Request URI')],
])

/** Rows of URLs as a form shows them, by field. */
type RowsByField = ReadonlyMap<string, Rows>

/** What a row of URLs is called, such as "Post-logout URL 2". In: its field, and its place from 0. */
export function rowWords(field: string, row: number): string {
  return `${ROW_WORDS.get(field) ?? fieldWords(field)} ${row + 1}`
}

/** A fault of one field of a request, at its control. Out: null where the field has no control. */
export function faultOf(field: string, message: string): FormFault | null {
  const own = CONTROLS.get(field)
  if (own !== undefined) return { ...own, message }
  return isKnownField(field) ? { control: field, label: fieldWords(field), message } : null
}

function rowFault(field: string, row: number, message: string): FormFault {
  return { control: `${field}.${row}`, label: rowWords(field, row), message }
}

/** Judges a name by the contract's rule, at its control. */
export function nameFault(control: string, label: string, text: string): FormFault[] {
  const verdict = checkName(text, label)
  return verdict.ok ? [] : [{ control, label, message: verdict.message }]
}

/** At least one scope has to be chosen, unless the application signs people in only. */
export function scopeFaults(scopes: readonly string[], signsInOnly: boolean): FormFault[] {
  const fault =
    scopes.length === 0 && !signsInOnly ? faultOf('scopes', say('Choose at least one API scope.')) : null
  return fault === null ? [] : [fault]
}

/** Judges rows of URLs to which people are sent, by the contract's rules, each fault at its row. */
export function callbackFaults(rows: Rows, field = 'callbackUrls'): FormFault[] {
  const faults = judge(rows)
  const list = faults.list === null ? null : faultOf(field, faults.list)
  const each = [...faults.rows].map(([row, message]) => rowFault(field, row, message))
  return list === null ? each : [list, ...each]
}

/** Splits a pointer's parts into the field that the screens know and the place within it. */
function fieldAndPlace(parts: readonly string[]): readonly [field: string, place: string | undefined] {
  const [first = '', second, third] = parts
  const grouped = second === undefined ? first : `${first}.${second}`
  return isKnownField(grouped) ? [grouped, third] : [first, second]
}

/**
 * Brings the server's faults to their controls.
 * In: the problem, and the rows of URLs as they stood when sent. Out: the faults; empty where none belongs to a
 * control, and then the problem's own words have to be shown.
 */
export function problemFaults(problem: Problem, rows: RowsByField): FormFault[] {
  return (problem.errors ?? []).flatMap(each => {
    const [field, place] = fieldAndPlace(pointerParts(each.path))
    const list = rows.get(field)
    const row = list === undefined || place === undefined ? null : rowOf(list, Number(place))
    const fault = row === null ? faultOf(field, each.message) : rowFault(field, row, each.message)
    return fault === null ? [] : [fault]
  })
}
