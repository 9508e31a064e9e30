const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** Making one takes longer than all it will ever format, and a list has two in each row. */
function kept<T>(make: (locale: string | undefined) => T): (locale: string | undefined) => T {
  const made = new Map<string | undefined, T>()
  return locale => {
    const known = made.get(locale) ?? make(locale)
    made.set(locale, known)
    return known
  }
}

const relative = kept(locale => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const exact = kept(
  locale =>
    new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    }),
)

/**
 * How long ago, in words.
 * In: two instants in milliseconds and a locale. Out: "3 hours ago", "in 2 days", or "just now" below a minute.
 */
export function relativeWords(then: number, now: number, locale?: string): string {
  const seconds = (then - now) / 1000
  const words = relative(locale)
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit)
  }
  return 'just now'
}

/** The exact instant with its time zone. In: milliseconds and a locale. */
export function exactWords(at: number, locale?: string): string {
  return exact(locale).format(at)
}
