import type { Application } from '@latchkey/contract/applications/applications.ts'
import { say } from '../../../../kit/words/say.ts'

type Secret = Application['secrets'][number]

/** What is known of the use of a secret or a key. */
type Used = Pick<Secret, 'id' | 'lastUsedAt' | 'quarantinedAt'> & { readonly createdAt: string | null }

const DAY = 86_400_000
/** From here on people are reminded. */
const SOON = 30 * DAY
/** A secret that others are used instead of for so long is missed by nobody. */
const QUIET = 7 * DAY

/** What a secret is called. */
export function nameOf(secret: Pick<Secret, 'label' | 'hint'>): string {
  return secret.label === '' ? say('Secret ending in {hint}', { hint: secret.hint }) : secret.label
}

/** How a secret stands: `over` and `soon` say what is to be done about its end. Quarantine is another matter. */
export function standingOf(secret: Pick<Secret, 'expiresAt'>, now: number): 'over' | 'soon' | 'good' {
  if (secret.expiresAt === null) return 'good'
  const left = Date.parse(secret.expiresAt) - now
  return left <= 0 ? 'over' : left <= SOON ? 'soon' : 'good'
}

/**
 * Whether nobody seems to miss a secret: another one was used within the last week, and this one was not, nor made then.
 * In: the secret, all secrets of its application, and the time. It says what was seen, and promises nothing.
 */
export function isUnmissed(secret: Used, all: readonly Used[], now: number): boolean {
  const since = (at: string | null): boolean => at !== null && now - Date.parse(at) < QUIET
  if (secret.quarantinedAt !== null || since(secret.lastUsedAt) || since(secret.createdAt)) return false
  return all.some(other => other.id !== secret.id && since(other.lastUsedAt))
}

/** The secrets that end within 30 days, the first to end first; those that another one already stands beside apart. */
export function endingSoon(secrets: readonly Secret[], now: number): readonly Secret[] {
  const good = secrets.some(secret => secret.quarantinedAt === null && standingOf(secret, now) === 'good')
  // What was replaced is meant to end.
  if (good) return []
  return secrets
    .filter(secret => secret.quarantinedAt === null && standingOf(secret, now) === 'soon')
    .toSorted((a, b) => Date.parse(a.expiresAt ?? '') - Date.parse(b.expiresAt ?? ''))
}

/** When a new secret may end, in days; null for never. */
export const LIVES = [
  { value: '', label: say('Never'), days: null },
  { value: '30', label: say('In 30 days'), days: 30 },
  { value: '90', label: say('In 90 days'), days: 90 },
  { value: '180', label: say('In half a year'), days: 180 },
  { value: '365', label: say('In a year'), days: 365 },
] as const

/** The moment that is so many days away, as the API takes it. */
export function daysAhead(days: number, now: number): string {
  return new Date(now + days * DAY).toISOString()
}

/** For how long an old secret goes on beside the new one, in seconds. */
export const OVERLAPS = [
  { value: '0', label: say('Stops now') },
  { value: '3600', label: say('Goes on for an hour') },
  { value: '86400', label: say('Goes on for a day') },
  { value: '604800', label: say('Goes on for seven days') },
] as const
