/** The units that a length of time is said in, with their seconds, largest first. */
const UNIT_SECONDS = { days: 86_400, hours: 3600, minutes: 60, seconds: 1 } as const

export type DurationUnit = keyof typeof UNIT_SECONDS
export const DURATION_UNITS: readonly DurationUnit[] = ['seconds', 'minutes', 'hours', 'days']
const LARGEST_FIRST = DURATION_UNITS.toReversed()

/** How many seconds one of the unit has. */
export function secondsOf(unit: DurationUnit): number {
  return UNIT_SECONDS[unit]
}

/**
 * A length of time in the largest unit of which it is a whole number.
 * In: whole seconds. Out: for 5400 that is 90 minutes.
 */
export function splitDuration(seconds: number): { readonly count: number; readonly unit: DurationUnit } {
  const unit =
    seconds === 0 ? undefined : LARGEST_FIRST.find(each => Number.isInteger(seconds / UNIT_SECONDS[each]))
  const fitting = unit ?? 'seconds'
  return { count: seconds / UNIT_SECONDS[fitting], unit: fitting }
}

/** A length of time in words. In: whole seconds. Out: "15 minutes", "1 day", "90 seconds". */
export function durationWords(seconds: number): string {
  const { count, unit } = splitDuration(seconds)
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}
