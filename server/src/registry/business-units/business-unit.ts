import { SECOND } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { lifetimeFaults } from '../applications/application.ts'
import { groupChanges } from '../applications/changes.ts'
import { type Lifetimes, NO_LIFETIMES } from '../applications/lifetimes.ts'
import type { BusinessUnit, FieldChange, LeakPolicy } from '../model.ts'
import type { FieldFault } from '../refusal.ts'

/** The settings of a business unit that can be edited; what is absent stays, within the limits too. */
export type BusinessUnitEdit = {
  readonly implicitAllowed?: boolean
  readonly dynamicRegistrationAllowed?: boolean
  readonly limits?: Partial<Lifetimes>
  /** Milliseconds. */
  readonly refreshGrace?: number
  readonly leakPolicy?: LeakPolicy
}

/** What happens to a client secret that was found somewhere, unless chosen otherwise. */
export const USUAL_LEAK_POLICY: LeakPolicy = 'revoke'

/** For how long a replaced refresh token may come back although its successor was used, unless chosen otherwise. */
export const USUAL_REFRESH_GRACE = 60 * SECOND

/** Checks an edit. Out: the edit. Refuses with all faults at once: a limit stays within the platform's bounds. */
export function checkBusinessUnitEdit(
  edit: BusinessUnitEdit,
): Result<BusinessUnitEdit, readonly FieldFault[]> {
  const faults = lifetimeFaults({ ...NO_LIFETIMES, ...edit.limits }, NO_LIFETIMES, '/limits')
  return faults.length > 0 ? err(faults) : ok(edit)
}

/** A business unit as an edit leaves it, and what that changes, field by field, for the audit entry. */
export function applyBusinessUnitEdit(
  stands: BusinessUnit,
  edit: BusinessUnitEdit,
): { readonly edited: BusinessUnit; readonly changes: readonly FieldChange[] } {
  const {
    implicitAllowed = stands.implicitAllowed,
    dynamicRegistrationAllowed = stands.dynamicRegistrationAllowed,
    refreshGrace = stands.refreshGrace,
    leakPolicy = stands.leakPolicy,
  } = edit
  const limits = { ...stands.limits, ...edit.limits }
  const choices = { implicitAllowed, dynamicRegistrationAllowed }
  return {
    edited: { ...stands, ...choices, limits, refreshGrace, leakPolicy },
    changes: [
      ...switched('implicitAllowed', stands, choices),
      ...switched('dynamicRegistrationAllowed', stands, choices),
      ...groupChanges('limits', stands.limits, limits),
      ...regraced(stands.refreshGrace, refreshGrace),
      ...(stands.leakPolicy === leakPolicy
        ? []
        : [{ field: 'leakPolicy', before: stands.leakPolicy, after: leakPolicy }]),
    ],
  }
}

function regraced(before: number, after: number): FieldChange[] {
  const word = (grace: number): string => `${grace / SECOND} s`
  return before === after ? [] : [{ field: 'refreshGrace', before: word(before), after: word(after) }]
}

type Choices = Pick<BusinessUnit, 'implicitAllowed' | 'dynamicRegistrationAllowed'>

function switched(field: keyof Choices, stands: Choices, wanted: Choices): FieldChange[] {
  const word = (on: boolean): string => (on ? 'on' : 'off')
  if (stands[field] === wanted[field]) return []
  return [{ field, before: word(stands[field]), after: word(wanted[field]) }]
}
