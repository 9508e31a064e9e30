import { LEAST_KEPT_DAYS, MOST_KEPT_DAYS } from '@latchkey/contract/audit/evidence.ts'
import { DAY, type Instant } from '../../lib/clock.ts'
import type { FieldFault } from '../refusal.ts'

/** Why a log cannot be kept for so many days; null when it can. In: days, or null for ever. */
export function faultOfDays(days: number | null): FieldFault | null {
  if (days === null) return null
  if (Number.isInteger(days) && days >= LEAST_KEPT_DAYS && days <= MOST_KEPT_DAYS) return null
  const message = `Entries are kept for ${LEAST_KEPT_DAYS} to ${MOST_KEPT_DAYS.toLocaleString('en')} days, or for ever.`
  return { path: '/keepDays', rule: 'days', message }
}

/** The version of the setting: it says itself what it is, so that no two settings share one. */
export function versionOfDays(days: number | null): number {
  return (days ?? 0) + 1
}

/**
 * How many of the oldest entries of a chain are to be erased now. They wait until the first is a day too old, so that a
 * quiet log is erased once a day and not once an hour; the last entry of a chain always stays, since the next hangs on it.
 * In: the oldest entries, in their order; whether more stand behind them; for how many days they are kept.
 */
export function countTooOld(
  entries: readonly { readonly at: Instant }[],
  { more, keepDays, now }: { readonly more: boolean; readonly keepDays: number; readonly now: Instant },
): number {
  const cutoff = now - keepDays * DAY
  const first = entries[0]
  if (first === undefined || first.at >= cutoff - DAY) return 0
  const erasable = more ? entries : entries.slice(0, -1)
  const kept = erasable.findIndex(({ at }) => at >= cutoff)
  return kept === -1 ? erasable.length : kept
}
