/** Longest note, in characters. */
export const MAX_NOTE_LENGTH = 10_000

type NoteRule = 'required' | 'too-long' | 'characters'

type NoteVerdict =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly rule: NoteRule; readonly message: string }

/**
 * Control characters but tab and line feed, halves of surrogate pairs, and what turns the direction of reading around:
 * with that a note shows other words than it holds. What joins emoji and letters stays.
 */
const UNSEEN = /(?![\t\n])\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u

/**
 * Judges the text of a note.
 *
 * In: the text as typed. Out: the text to keep (Unicode NFC, lines ended by line feeds, without blank lines before it
 * and blanks behind it), or the rule it breaks with a sentence that says how to mend it.
 */
export function checkNoteText(text: string): NoteVerdict {
  // The raw length bounds the work below: NFC never shrinks text by more than a small factor.
  if (text.length > MAX_NOTE_LENGTH * 10) return tooLong(text.length)
  const value = text
    .replaceAll(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
  if (value === '') return { ok: false, rule: 'required', message: 'Write something first.' }
  if (UNSEEN.test(value)) {
    return {
      ok: false,
      rule: 'characters',
      message:
        'The note holds a control character or one that turns the direction of reading. Remove it; pasting as plain text helps.',
    }
  }
  const length = noteLength(value)
  return length > MAX_NOTE_LENGTH ? tooLong(length) : { ok: true, value }
}

/** How many characters a note has, as people count them near enough: code points. */
export function noteLength(text: string): number {
  return Array.from(text).length
}

function tooLong(length: number): NoteVerdict {
  const [most, has] = [MAX_NOTE_LENGTH, length].map(count => count.toLocaleString('en'))
  return {
    ok: false,
    rule: 'too-long',
    message: `A note may have at most ${most} characters; this has ${has}.`,
  }
}
