import type { Letter } from '../../registry/mail/letters.ts'
import type { MailState } from '../../store/mail/mail.ts'
import type { Deps } from '../deps.ts'
import { mailPurpose } from './queue-mail.ts'

/** What a kept letter says; null when it was sealed under another key, and so can be read by nobody. */
export function openLetter(deps: Pick<Deps, 'sealer'>, mail: MailState): Letter | null {
  const text = deps.sealer.open(mailPurpose(mail.id), mail.letter)
  const value: unknown = text === null ? null : JSON.parse(text)
  return isLetter(value) ? value : null
}

function isLetter(value: unknown): value is Letter {
  return typeof value === 'object' && value !== null && 'subject' in value && 'paragraphs' in value
}
