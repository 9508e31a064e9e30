import { isListField } from '@latchkey/contract/audit/change-text.ts'
import type { HistoryEntry } from '@latchkey/contract/audit/history.ts'
import { say } from '../../../../kit/words/say.ts'
import { valueLines } from '../../parts/choice-words.ts'
import { keyNames } from '../../parts/keys/key-set-words.ts'

const ACTIONS = new Map<string, string>([
  ['application.registered', say('registered the application')],
  ['application.authorized', say('authorized the application')],
  ['application.version-accepted', say('accepted what a new version asks for')],
  ['application.version-kept', say('kept it as it was, without what a new version asks for')],
  ['application.drafted', say('entered the application as a draft')],
  ['application.published', say('published the application')],
  ['application.version-published', say('published a new version of the application')],
  ['application.edited', say('edited the application')],
  ['application.deactivated', say('deactivated the application')],
  ['application.activated', say('activated the application')],
  ['application.reason-changed', say('changed the reason why the application is stopped')],
  ['application.contained', say('contained the application')],
  ['application.tokens-revoked', say('ended what the application held of people')],
  ['application.lifted', say('lifted the containment of the application')],
  ['alert.application-contained', say('contained the application, which is told as an alert')],
  ['consent.given', say('consented to the application')],
  ['consent.withdrawn', say('withdrew a consent')],
  ['consent.given-for-all', say('consented for everybody')],
  ['consent.withdrawn-for-all', say('withdrew the consent for everybody')],
  ['consent.declined', say('declined what the application asked for')],
  ['application.note-added', say('added a note')],
  ['application.note-edited', say('edited a note')],
  ['application.note-deleted', say('deleted a note')],
  ['application.addresses-set', say('changed from where the application may ask')],
  ['secret.added', say('added a client secret')],
  ['secret.revoked', say('revoked a client secret')],
  ['secret.edited', say('changed a client secret')],
  ['secret.rotated', say('replaced a client secret')],
  ['secret.quarantined', say('put a client secret into quarantine')],
  ['secret.released', say('released a client secret from quarantine')],
  ['application.profile-given', say('gave the application a security profile of its own')],
  ['application.profile-taken', say('took the security profile of the application away')],
  ['application.deleted', say('deleted the application')],
  ['application.offered', say('offered the application to another business unit')],
  ['application.offer-withdrawn', say('withdrew the offer to another business unit')],
  ['application.offer-declined', say('passed on that the other business unit declined the offer')],
  [
    'application.transferred',
    say('passed on that the other business unit accepted: the application is theirs'),
  ],
  ['application.received', say('accepted the application from another business unit')],
  ['application.restored', say('restored the application')],
  ['logout.not-delivered', say('could not tell the application about a logout')],
  ['alert.refresh-token-reused', say('saw a refresh token used twice, and ended its tokens')],
  ['alert.code-redeemed-twice', say('saw a code redeemed twice, and ended its tokens')],
  ['alert.challenge-reused', say('saw a code challenge used again')],
  ['alert.secret-leaked', say('was told of a client secret found where it does not belong')],
  [
    'alert.refresh-token-leaked',
    say('was told of a refresh token found where it does not belong, and ended its tokens'),
  ],
  [
    'alert.registration-token-leaked',
    say('was told of a registration token found where it does not belong, and revoked it'),
  ],
  ['alert.secret-ending', say('reminded that a client secret is about to end')],
  ['alert.acknowledged', say('acknowledged an alert')],
])

/**
 * What somebody did, in words that follow their name.
 * In: the stable word of the audit entry. Out: its sentence, or the word itself where this page does not know it.
 */
export function actionWords(action: string): string {
  return ACTIONS.get(action) ?? action.replaceAll('.', ' ').replaceAll('-', ' ')
}

/** Whether the audit writes the values of a field one after the other, with a space between. */
function isList(field: string): boolean {
  return field === 'declined' || isListField(field)
}

/** Whole seconds as the audit writes them. */
const SECONDS = /^(\d+) s$/

function linesOf(field: string, value: string | null): readonly string[] {
  if (value === null || value === '') return valueLines(field, null)
  if (value === 'true') return [say('on')]
  if (value === 'false') return [say('off')]
  const seconds = field.startsWith('lifetimes.') ? SECONDS.exec(value)?.[1] : undefined
  if (seconds !== undefined) return valueLines(field, Number(seconds))
  if (isList(field)) return value.split(' ').filter(each => each !== '')
  // Of a key set the names say enough here; the material itself is with the application.
  return (field === 'metadata.jwks' ? keyNames(value) : null) ?? valueLines(field, value)
}

/** A value before or after a change, as people read it. In: the field, and the audit entry's text or null for none. */
export function valueWords(field: string, value: string | null): string {
  const lines = linesOf(field, value)
  return lines.length === 0 ? say('none') : lines.join(', ')
}

/** Whether there is a "before" to show: in an entry that made something there is none. */
export function showsBefore({ field, before }: HistoryEntry['changes'][number]): boolean {
  return before !== null || field.includes('.')
}
