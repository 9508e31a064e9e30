import { type DurationUnit, splitDuration } from '@latchkey/contract/duration.ts'
import { say } from './say.ts'

const WORDS = {
  seconds: '{count, plural, one {# second} other {# seconds}}',
  minutes: '{count, plural, one {# minute} other {# minutes}}',
  hours: '{count, plural, one {# hour} other {# hours}}',
  days: '{count, plural, one {# day} other {# days}}',
} as const satisfies Record<DurationUnit, string>

/** A length of time in the largest unit of which it is a whole number. In: whole seconds. Out: "15 minutes". */
export function durationWords(seconds: number): string {
  const { count, unit } = splitDuration(seconds)
  return say(WORDS[unit], { count })
}
