import { LOCALE, say } from '../words/say.ts'

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** Made once: making one takes longer than all it will ever format, and a list has two in each row. */
const RELATIVE = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })
const EXACT = new Intl.DateTimeFormat(LOCALE, {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})

/**
 * How long ago, in words.
 * In: two instants in milliseconds. Out: "3 hours ago", "in 2 days", or "just now" below a minute.
 */
export function relativeWords(then: number, now: number): string {
  const seconds = (then - now) / 1000
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return RELATIVE.format(Math.trunc(seconds / size), unit)
  }
  return say('just now')
}

const DAY = new Intl.DateTimeFormat(LOCALE, { month: 'long', day: 'numeric' })

/** The day in the time zone of the browser, as in "29 October". In: milliseconds. */
export function dayWords(at: number): string {
  return DAY.format(at)
}

/** The exact instant in the time zone of the browser. In: milliseconds. */
export function exactWords(at: number): string {
  return EXACT.format(at)
}
