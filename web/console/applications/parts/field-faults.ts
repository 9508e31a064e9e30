import type { Problem } from '@latchkey/contract/problem.ts'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { pointerParts } from '../../../kit/forms/pointers.ts'
import { judge, type Rows, rowOf } from './callback-rows.ts'

/** The labels of the controls whose faults the server can tell, by field of the request. */
const CONTROLS = new Map<string, { readonly control: string; readonly label: string }>([
  ['vendorName', { control: 'vendorName', label: 'Vendor Name' }],
  ['name', { control: 'name', label: 'Application Name' }],
  ['clientType', { control: 'clientType', label: 'Kind of application' }],
  ['scopes', { control: 'scopes', label: 'API Scope' }],
  ['callbackUrls', { control: 'callbackUrls', label: 'Authorized Callback URLs' }],
  ['applicationId', { control: 'externalId', label: 'External application' }],
  ['implicitAllowed', { control: 'implicitAllowed', label: 'Implicit grant' }],
  ['rotateRefreshTokens', { control: 'rotateRefreshTokens', label: 'Refresh token rotation' }],
])

/** A fault of one field of a request, at its control. Out: null where the field has no control. */
export function faultOf(field: string, message: string): FormFault | null {
  const control = CONTROLS.get(field)
  return control === undefined ? null : { ...control, message }
}

function rowFault(row: number, message: string): FormFault {
  return { control: `callbackUrls.${row}`, label: `Authorized callback URL ${row + 1}`, message }
}

/** At least one scope has to be chosen. */
export function scopeFaults(scopes: readonly string[]): FormFault[] {
  const fault = scopes.length === 0 ? faultOf('scopes', 'Choose at least one API scope.') : null
  return fault === null ? [] : [fault]
}

/** Judges rows of callback URLs by the contract's rules, each fault at its row. */
export function callbackFaults(rows: Rows): FormFault[] {
  const faults = judge(rows)
  const list = faults.list === null ? null : faultOf('callbackUrls', faults.list)
  const each = [...faults.rows].map(([row, message]) => rowFault(row, message))
  return list === null ? each : [list, ...each]
}

/**
 * Brings the server's faults to their controls.
 * In: the problem, and the rows of callback URLs as they stood when sent. Out: the faults; empty where none belongs to
 * a control, and then the problem's own words have to be shown.
 */
export function problemFaults(problem: Problem, rows: Rows): FormFault[] {
  return (problem.errors ?? []).flatMap(each => {
    const [field, position] = pointerParts(each.path)
    if (field === undefined) return []
    const row = field === 'callbackUrls' && position !== undefined ? rowOf(rows, Number(position)) : null
    const fault = row === null ? faultOf(field, each.message) : rowFault(row, each.message)
    return fault === null ? [] : [fault]
  })
}
