import { signsPeopleInOnly } from '@latchkey/contract/applications/client-metadata.ts'
import type { Problem } from '@latchkey/contract/problem.ts'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { readDuration } from '../../../kit/forms/typed-duration.ts'
import { say } from '../../../kit/words/say.ts'
import { callbackFaults, faultOf, nameFault, problemFaults, scopeFaults } from '../parts/field-faults.ts'
import { LIFETIME_FIELDS } from '../parts/lifetimes.ts'
import { changedFields, type EditValues } from './edit-values.ts'

const KEY_FIELDS: readonly string[] = ['metadata.jwks', 'metadata.jwksUri']
const KEY_SOURCE = 'metadata.keySource'

function lifetimeFaults({ lifetimes }: EditValues): FormFault[] {
  return LIFETIME_FIELDS.flatMap(name => {
    const read = readDuration(lifetimes[name])
    const fault = read.ok ? null : faultOf(`lifetimes.${name}`, read.message)
    return fault === null ? [] : [fault]
  })
}

/** Judges the form by the rules that the browser knows, all faults at once, in the order of the form. */
export function faultsOf(values: EditValues): FormFault[] {
  return [
    ...nameFault('vendorName', say('Vendor Name'), values.vendorName),
    ...nameFault('name', say('Application Name'), values.name),
    ...scopeFaults(values.scopes, signsPeopleInOnly(values.metadata.grantTypes)),
    ...callbackFaults(values.callbackUrls),
    ...callbackFaults(values.metadata.postLogoutRedirectUris, 'metadata.postLogoutRedirectUris'),
    ...lifetimeFaults(values),
  ]
}

/** The control of a field's fault that is on the screen: the keys have fields only where their way is chosen. */
function shown(fault: FormFault, { metadata }: EditValues): FormFault {
  const field = metadata.keySource === 'keys' ? 'metadata.jwks' : 'metadata.jwksUri'
  const hidden =
    KEY_FIELDS.includes(fault.control) && (metadata.keySource === 'none' || fault.control !== field)
  return hidden ? (faultOf(KEY_SOURCE, fault.message) ?? fault) : fault
}

/** Brings the server's faults to the controls of the form. In: the problem, and the values that were sent. */
export function faultsFrom(problem: Problem, values: EditValues): FormFault[] {
  const rows = new Map([
    ['callbackUrls', values.callbackUrls],
    ['metadata.postLogoutRedirectUris', values.metadata.postLogoutRedirectUris],
    ['metadata.requestUris', values.metadata.requestUris],
  ])
  return problemFaults(problem, rows).map(fault => shown(fault, values))
}

/** The faults that still stand after a change: those of the fields that it touched are stale. */
export function faultsLeft(
  faults: readonly FormFault[],
  before: EditValues,
  after: EditValues,
): readonly FormFault[] {
  const changed: readonly string[] = changedFields(before, after)
  if (changed.length === 0) return faults
  const keys = changed.some(field => KEY_FIELDS.includes(field))
  const stale = keys ? [...changed, KEY_SOURCE, ...KEY_FIELDS] : changed
  return faults.filter(
    ({ control }) => !stale.some(field => control === field || control.startsWith(`${field}.`)),
  )
}
