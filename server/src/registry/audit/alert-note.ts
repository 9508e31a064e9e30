import { MAX_ALERT_NOTE_LENGTH as LONGEST_NOTE } from '@latchkey/contract/audit/alerts.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { FieldFault } from '../refusal.ts'

/** Checks what somebody says of an alert that they looked into. Out: the words without spaces around them. */
export function checkAlertNote(note: string): Result<string, readonly FieldFault[]> {
  const words = note.trim()
  if (words.length <= LONGEST_NOTE && !words.includes('\0')) return ok(words)
  const message =
    words.length > LONGEST_NOTE
      ? `A note has at most ${LONGEST_NOTE.toLocaleString('en')} characters; this has ${words.length.toLocaleString('en')}.`
      : 'A note cannot hold the character U+0000.'
  return err([{ path: '/note', rule: words.length > LONGEST_NOTE ? 'maxLength' : 'characters', message }])
}
