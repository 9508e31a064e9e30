import { type DurationUnit, secondsOf, splitDuration } from '@latchkey/contract/duration.ts'
import { say } from '../words/say.ts'

/** A length of time as somebody types it: text and its unit. Empty text: none. */
export type TypedDuration = { readonly text: string; readonly unit: DurationUnit }

type ReadDuration =
  | { readonly ok: true; readonly seconds: number | null }
  | { readonly ok: false; readonly message: string }

/** What the API can carry, in seconds: about thirty years. */
const MOST_SECONDS = 1_000_000_000

/** Whole seconds as a field shows them; null as an empty field whose unit is the one given. */
export function typedDuration(seconds: number | null, emptyUnit: DurationUnit): TypedDuration {
  if (seconds === null) return { text: '', unit: emptyUnit }
  const { count, unit } = splitDuration(seconds)
  return { text: String(count), unit }
}

/**
 * Reads what was typed, such as `15` or `1.5` and a unit.
 * Out: whole seconds, or null where nothing was typed. Refuses what is no number, and parts of a second.
 */
export function readDuration({ text, unit }: TypedDuration): ReadDuration {
  const typed = text.trim()
  if (typed === '') return { ok: true, seconds: null }
  if (!/^\d+(\.\d+)?$/.test(typed)) {
    return { ok: false, message: say('Write a number such as 15, or leave the field empty.') }
  }
  // 1.1 hours are 3960 seconds, whatever binary fractions make of it.
  const seconds = Number((Number(typed) * secondsOf(unit)).toFixed(3))
  if (seconds > MOST_SECONDS) return { ok: false, message: say('This is too long. Write a smaller number.') }
  if (!Number.isInteger(seconds)) {
    return { ok: false, message: say('Write it in a smaller unit: this is no whole number of seconds.') }
  }
  return { ok: true, seconds }
}
