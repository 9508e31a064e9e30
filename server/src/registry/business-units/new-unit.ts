import { checkName } from '@latchkey/contract/names.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { BusinessUnit } from '../model.ts'
import { checkInvitation, type InvitationRequest } from '../people/invitation.ts'
import type { FieldFault } from '../refusal.ts'

/** The profile of the first administrator: whoever has it may invite all others. */
const FIRST_PROFILE = 'manager'

/** What a business unit is made of; the server gives it its number. */
export type NewUnit = {
  readonly name: string
  readonly environment: BusinessUnit['environment']
  /** Names of APIs; null: all that stand. */
  readonly apis: readonly string[] | null
  readonly administrator: Pick<InvitationRequest, 'userName' | 'fullName' | 'language'>
}

/** What is asked for, as it will be kept. */
type CheckedUnit = Pick<NewUnit, 'name' | 'environment'> & {
  readonly apis: readonly string[]
  readonly administrator: InvitationRequest
}

/**
 * Checks a new business unit. In: what is asked for, and the names of the APIs that stand. Out: the same as it will be
 * kept, each API once. Refuses with all faults at once, at `/name`, `/apis/0` and `/administrator/userName`.
 */
export function checkNewUnit(
  asked: NewUnit,
  standing: readonly string[],
): Result<CheckedUnit, readonly FieldFault[]> {
  const name = checkName(asked.name, 'Name')
  const administrator = checkAdministrator(asked.administrator)
  const apis = asked.apis ?? standing
  const faults: FieldFault[] = [
    ...(name.ok ? [] : [{ path: '/name', rule: name.rule, message: name.message }]),
    ...(name.ok && !/[\p{L}\p{N}]/u.test(name.value) ? [NO_LETTER] : []),
    ...apis.flatMap((api, at) => (standing.includes(api) ? [] : [unknownApi(api, at)])),
    ...(administrator.ok ? [] : administrator.error.map(within)),
  ]
  if (!name.ok || !administrator.ok || faults.length > 0) return err(faults)
  return ok({ ...asked, name: name.value, apis: [...new Set(apis)], administrator: administrator.value })
}

/** Checks who is to be the first administrator. Refuses with all faults at once, at `/userName` and `/fullName`. */
export function checkAdministrator(
  asked: NewUnit['administrator'],
): Result<InvitationRequest, readonly FieldFault[]> {
  return checkInvitation({ ...asked, securityProfileId: FIRST_PROFILE })
}

/** What is wrong with a name that another business unit has, or one that looks like it. */
export function looksLike(other: Pick<BusinessUnit, 'name' | 'number'>): FieldFault {
  const message = `It looks like the name of ${other.name} (${other.number}). Add what tells them apart, such as a town.`
  return { path: '/name', rule: 'taken', message }
}

const NO_LETTER: FieldFault = {
  path: '/name',
  rule: 'characters',
  message: 'A name has at least one letter or digit.',
}

function unknownApi(api: string, at: number): FieldFault {
  return { path: `/apis/${at}`, rule: 'unknown', message: `There is no API ${api}.` }
}

function within(fault: FieldFault): FieldFault {
  return { ...fault, path: `/administrator${fault.path}` }
}
