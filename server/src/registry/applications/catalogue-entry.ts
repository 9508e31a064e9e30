import { LONGEST_REASON } from '@latchkey/contract/applications/client-metadata.ts'
import { LONGEST_DESCRIPTION } from '@latchkey/contract/catalogue/catalogue.ts'
import { quoted } from '@latchkey/contract/quoted.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Registration } from '../model.ts'
import type { FieldFault } from '../refusal.ts'
import { scopeFaults } from './application.ts'

/** What an operator changes of a catalogue entry; absent fields stay as they are. */
export type EntryEdit = {
  readonly description?: string
  readonly scopes?: readonly string[]
  /** Those of the scopes that it works without: business units and users may leave them out. */
  readonly optionalScopes?: readonly string[]
  readonly scopeReason?: string | null
}

/** A draft was never published; what was withdrawn once was. */
export type EntryState = 'draft' | 'published' | 'withdrawn'

/** How an entry of the catalogue stands; a draft was never published. */
export function stateOf(entry: Pick<Registration, 'active' | 'createdAt' | 'statusChangedAt'>): EntryState {
  if (entry.active) return 'published'
  return entry.statusChangedAt === entry.createdAt ? 'draft' : 'withdrawn'
}

/** Checks what is said of an entry. Out: the text as it will be kept. */
export function checkDescription(text: string): Result<string, readonly FieldFault[]> {
  const kept = text.normalize('NFC').trim()
  if (/\p{Cc}/u.test(kept)) {
    const message = 'Write the description on one line, without control characters.'
    return err([{ path: '/description', rule: 'form', message }])
  }
  if (kept !== '' && Array.from(kept).length <= LONGEST_DESCRIPTION) return ok(kept)
  const message = `Write 1 to ${LONGEST_DESCRIPTION} characters on what it does.`
  return err([{ path: '/description', rule: 'length', message }])
}

/** The part of an entry that a version of it sets. */
type Version = Pick<Registration, 'scopes' | 'optionalScopes' | 'metadata' | 'description'>

/**
 * Checks a new version of a catalogue entry. In: the entry as it stands, the edit, the scopes of the platform.
 * Out: the entry's part as it would stand. Refuses with all faults at once. An optional scope that is given up goes.
 */
export function checkEntryEdit(
  entry: Version,
  edit: EntryEdit,
  known: readonly string[],
): Result<Version, readonly FieldFault[]> {
  const scopes = edit.scopes ?? entry.scopes
  const optionalScopes = edit.optionalScopes ?? entry.optionalScopes.filter(scope => scopes.includes(scope))
  const scopeReason = edit.scopeReason === undefined ? entry.metadata.scopeReason : edit.scopeReason
  const described =
    edit.description === undefined ? ok(entry.description) : checkDescription(edit.description)
  const faults = edit.scopes === undefined ? [] : scopeFaults(scopes, [...known, ...entry.scopes])
  if (!described.ok) faults.push(...described.error)
  for (const [index, scope] of optionalScopes.entries()) {
    if (scopes.includes(scope)) continue
    const message = `${quoted(scope)} is not among the API scopes of the application.`
    faults.push({ path: `/optionalScopes/${index}`, rule: 'unknown', message })
  }
  if (scopeReason !== null && (scopeReason.trim() === '' || scopeReason.length > LONGEST_REASON)) {
    const message = `Write 1 to ${LONGEST_REASON} characters, or leave the reason out.`
    faults.push({ path: '/scopeReason', rule: 'length', message })
  }
  if (faults.length > 0 || !described.ok) return err(faults)
  const metadata = { ...entry.metadata, scopeReason }
  return ok({ scopes, optionalScopes, metadata, description: described.value })
}

/**
 * Checks with which scopes a business unit lets an external application in: some of those it asks for, and all that its
 * vendor says it does not work without.
 */
export function authorizedScopeFaults(
  entry: Pick<Registration, 'name' | 'vendorName' | 'scopes' | 'optionalScopes'>,
  chosen: readonly string[],
): FieldFault[] {
  const faults = scopeFaults(chosen, entry.scopes)
  const missing = entry.scopes.filter(
    scope => !entry.optionalScopes.includes(scope) && !chosen.includes(scope),
  )
  if (missing.length > 0) {
    const message = `${entry.vendorName} says that ${entry.name} does not work without ${missing.join(', ')}.`
    faults.push({ path: '/scopes', rule: 'vendor', message })
  }
  return faults
}

/**
 * What a vendor asks for since a business unit last decided, and the business unit has not given it.
 * In: what is asked now, what was asked then, and what the business unit lets it use.
 */
export function askedSince(
  now: readonly string[],
  then: readonly string[],
  given: readonly string[],
): readonly string[] {
  return now.filter(scope => !then.includes(scope) && !given.includes(scope))
}
