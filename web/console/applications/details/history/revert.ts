import { type Application, editApplication } from '@latchkey/contract/applications/applications.ts'
import { type ChangeValue, changeText, readChangeText } from '@latchkey/contract/audit/change-text.ts'
import type { HistoryEntry } from '@latchkey/contract/audit/history.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import { Check } from 'typebox/value'

type EditBody = BodyOf<typeof editApplication>
type Change = HistoryEntry['changes'][number]

/** What reverting an entry comes to. */
export type Revert = {
  /** The edit; null where there is nothing to put back. */
  readonly patch: EditBody | null
  /** What it changes: from what stands now to what stood before the entry. */
  readonly changes: readonly Change[]
  /** Of those, the fields that were changed again since the entry. */
  readonly changedAgain: readonly string[]
  /** Fields that no edit can set. */
  readonly cannot: readonly string[]
}

/** The body that sets one field, as the history names it. */
function bodyOf(field: string, value: ChangeValue): object {
  const [group = '', name] = field.split('.')
  return name === undefined ? { [field]: value } : { [group]: { [name]: value } }
}

function isBody(body: unknown): body is EditBody {
  return Check(editApplication.body, body)
}

function isValue(value: unknown): value is ChangeValue {
  if (value === null || ['boolean', 'number', 'string'].includes(typeof value)) return true
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}

/** A field as it stands, in the words of the history. */
function standing(application: Application, field: string): string | null {
  if (field === 'owners') return changeText(application.owners.map(({ userName }) => userName))
  let value: unknown = application
  for (const name of field.split('.')) {
    const there = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    value = there && typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
  }
  return isValue(value) ? changeText(value) : null
}

function together(one: EditBody, other: EditBody): EditBody {
  return {
    ...one,
    ...other,
    ...(one.metadata === undefined && other.metadata === undefined
      ? {}
      : { metadata: { ...one.metadata, ...other.metadata } }),
    ...(one.lifetimes === undefined && other.lifetimes === undefined
      ? {}
      : { lifetimes: { ...one.lifetimes, ...other.lifetimes } }),
  }
}

/** Whether an entry is one that an edit may undo at all. */
export function mayBeReverted(entry: HistoryEntry): boolean {
  return entry.action === 'application.edited'
}

/**
 * What puts back what stood before an entry.
 * In: the entry of an edit, and the application as it stands now. Out: an edit of what differs by now, and nothing else.
 */
export function revertOf(entry: HistoryEntry, application: Application): Revert {
  let patch: EditBody | null = null
  const changes: Change[] = []
  const changedAgain: string[] = []
  const cannot: string[] = []
  for (const { field, before, after } of entry.changes) {
    const value = readChangeText(field, before)
    const body = value === undefined ? null : bodyOf(field, value)
    if (!isBody(body)) {
      cannot.push(field)
      continue
    }
    const now = standing(application, field)
    if (now === before) continue
    if (now !== after) changedAgain.push(field)
    changes.push({ field, before: now, after: before })
    patch = patch === null ? body : together(patch, body)
  }
  return { patch, changes, changedAgain, cannot }
}
