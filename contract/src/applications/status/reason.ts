import { INVISIBLE } from '../../names.ts'

/** Longest reason, in characters. */
export const MAX_REASON_LENGTH = 200

type ReasonVerdict =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly rule: 'too-long' | 'characters'; readonly message: string }

/**
 * Judges the reason that somebody gives for stopping an application: one line, which its developers are told.
 *
 * In: the text as typed. Out: the text to keep (Unicode NFC, outer spaces dropped; null where nothing is left), or the
 * rule it breaks with a sentence that says how to mend it.
 */
export function checkReason(text: string): ReasonVerdict {
  // The raw length bounds the work below: NFC never shrinks text by more than a small factor.
  if (text.length > MAX_REASON_LENGTH * 10) return tooLong(text.length)
  const value = text.normalize('NFC').trim()
  if (INVISIBLE.test(value)) {
    return {
      ok: false,
      rule: 'characters',
      message: 'A reason is one line without control or invisible characters. Pasting as plain text helps.',
    }
  }
  const length = Array.from(value).length
  if (length > MAX_REASON_LENGTH) return tooLong(length)
  return { ok: true, value: value === '' ? null : value }
}

function tooLong(length: number): ReasonVerdict {
  const message = `A reason may have at most ${MAX_REASON_LENGTH} characters; this has ${length}.`
  return { ok: false, rule: 'too-long', message }
}
