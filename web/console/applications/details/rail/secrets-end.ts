import type { Application } from '@latchkey/contract/applications/applications.ts'
import { standingOf } from '../secrets/secret-words.ts'

type End = {
  readonly working: number
  /** When the first of those that work ends; null when none does. */
  readonly ends: string | null
  /** Whether that is within 30 days. */
  readonly soon: boolean
}

/** How many secrets work, and when the first of them ends. In: the secrets, and the time in milliseconds. */
export function secretsEnd(secrets: Application['secrets'], now: number): End {
  const working = secrets.filter(
    secret => secret.quarantinedAt === null && standingOf(secret, now) !== 'over',
  )
  const [first] = working
    .filter(({ expiresAt }) => expiresAt !== null)
    .toSorted((a, b) => Date.parse(a.expiresAt ?? '') - Date.parse(b.expiresAt ?? ''))
  return {
    working: working.length,
    ends: first?.expiresAt ?? null,
    soon: first !== undefined && standingOf(first, now) === 'soon',
  }
}
