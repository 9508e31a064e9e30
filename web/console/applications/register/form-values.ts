import { ClientType } from '@latchkey/contract/applications/applications.ts'
import { SIGN_IN_GRANTS } from '@latchkey/contract/applications/client-metadata.ts'
import type { Problem } from '@latchkey/contract/problem.ts'
import { type Static, Type } from 'typebox'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { filled } from '../parts/callback-rows.ts'
import { callbackFaults, faultOf, nameFault, problemFaults, scopeFaults } from '../parts/field-faults.ts'

/** What the form holds while somebody fills it in; also the shape of the kept draft. */
export const RegisterValues = Type.Object({
  way: Type.Union([Type.Literal('internal'), Type.Literal('external')]),
  vendorName: Type.String(),
  name: Type.String(),
  clientType: ClientType,
  signsInOnly: Type.Boolean(),
  scopes: Type.Array(Type.String()),
  callbackUrls: Type.Array(Type.String()),
  externalId: Type.Union([Type.String(), Type.Null()]),
})

export type RegisterValues = Static<typeof RegisterValues>

export const EMPTY: RegisterValues = {
  way: 'internal',
  vendorName: '',
  name: '',
  clientType: 'confidential',
  signsInOnly: false,
  scopes: [],
  callbackUrls: [''],
  externalId: null,
}

/** Whether anything has been typed or chosen that would be missed. In: the values, and what the form began with. */
export function isTouched(values: RegisterValues, beginning: RegisterValues = EMPTY): boolean {
  return JSON.stringify(values) !== JSON.stringify(beginning)
}

/** The body of the request. */
export function bodyOf(values: RegisterValues) {
  return {
    vendorName: values.vendorName,
    name: values.name,
    clientType: values.clientType,
    scopes: values.signsInOnly ? [] : [...values.scopes],
    callbackUrls: filled(values.callbackUrls),
    ...(values.signsInOnly ? { metadata: { grantTypes: [...SIGN_IN_GRANTS] } } : {}),
  }
}

/** Judges the form by the rules of the contract, all faults at once, in the order of the fields. */
export function faultsOf(values: RegisterValues): FormFault[] {
  if (values.way === 'external') {
    if (values.externalId !== null) return []
    const missing = faultOf('applicationId', 'Choose the application to authorize.')
    return missing === null ? [] : [missing]
  }
  return [
    ...nameFault('vendorName', 'Vendor Name', values.vendorName),
    ...nameFault('name', 'Application Name', values.name),
    ...scopeFaults(values.scopes, values.signsInOnly),
    ...callbackFaults(values.callbackUrls),
  ]
}

/**
 * Brings the server's faults to their fields.
 *
 * In: the problem and the values that were sent. Out: the faults, empty where none belongs to a field; then the
 * problem's own words have to be shown. A clash (409) belongs to the name, or to the choice of an external application.
 */
export function faultsFrom(problem: Problem, values: RegisterValues): FormFault[] {
  const faults = problemFaults(problem, new Map([['callbackUrls', values.callbackUrls]]))
  if (faults.length > 0 || problem.status !== 409) return faults
  const clash = faultOf(values.way === 'external' ? 'applicationId' : 'name', problem.detail)
  return clash === null ? [] : [clash]
}

/**
 * The faults that still hold after a change: none of a field that changed, and none at all once the other way was
 * chosen, since its fields are gone.
 */
export function faultsLeft(
  faults: readonly FormFault[],
  before: RegisterValues,
  after: RegisterValues,
): readonly FormFault[] {
  if (before.way !== after.way) return []
  const same: Readonly<Record<string, boolean>> = {
    vendorName: before.vendorName === after.vendorName,
    name: before.name === after.name,
    clientType: before.clientType === after.clientType,
    scopes: before.scopes === after.scopes && before.signsInOnly === after.signsInOnly,
    callbackUrls: before.callbackUrls === after.callbackUrls,
    externalId: before.externalId === after.externalId,
    applicationId: before.externalId === after.externalId,
  }
  return faults.filter(({ control }) => same[control.split('.')[0] ?? ''] ?? true)
}
