import { type ChangeValue, changeText } from '@latchkey/contract/audit/change-text.ts'
import type { FieldChange, Registration } from '../model.ts'
import type { RegistrationEdit } from './application.ts'

const EDITABLE = [
  'vendorName',
  'name',
  'description',
  'scopes',
  'optionalScopes',
  'callbackUrls',
  'implicitAllowed',
  'rotateRefreshTokens',
  'tags',
] as const

/** A value as the history writes it, which reads it back for a revert. In: lengths of time in milliseconds. */
function shown(value: ChangeValue): string | null {
  return changeText(typeof value === 'number' ? value / 1000 : value)
}

/** What an edit changes, field by field, for the audit entry. Out: empty when it changes nothing. */
export function changesOf(application: Registration, edit: RegistrationEdit): FieldChange[] {
  const changes: FieldChange[] = []
  for (const field of EDITABLE) {
    const wanted = edit[field]
    if (wanted === undefined) continue
    const [before, after] = [shown(application[field]), shown(wanted)]
    if (before !== after) changes.push({ field, before, after })
  }
  changes.push(...groupChanges('metadata', application.metadata, edit.metadata))
  changes.push(...groupChanges('lifetimes', application.lifetimes, edit.lifetimes))
  return changes
}

/** What changes within a group of fields, named as `group.field`. In: as it stands, and whole as wanted. */
export function groupChanges(
  group: string,
  stands: Readonly<Record<string, ChangeValue>>,
  wanted: Readonly<Record<string, ChangeValue>> | undefined,
): FieldChange[] {
  if (wanted === undefined) return []
  return Object.keys(stands).flatMap(name => {
    const [before, after] = [shown(stands[name] ?? null), shown(wanted[name] ?? null)]
    return before === after ? [] : [{ field: `${group}.${name}`, before, after }]
  })
}
