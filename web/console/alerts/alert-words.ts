import type { AlertEntry } from '@latchkey/contract/audit/alerts.ts'
import { say } from '../../kit/words/say.ts'

const HAPPENED = {
  'refresh-token-reused': say('A refresh token was used twice'),
  'code-redeemed-twice': say('An authorization code was redeemed twice'),
  'challenge-reused': say('A code challenge was used again'),
  'secret-leaked': say('A client secret was found where it does not belong'),
  'refresh-token-leaked': say('A refresh token was found where it does not belong'),
  'registration-token-leaked': say('A registration token was found where it does not belong'),
  'secret-ending': say('A client secret is about to end'),
  'application-contained': say('An application was contained'),
} as const satisfies Record<AlertEntry['kind'], string>

const FAMILY_ENDED = say(
  'Its tokens were ended, and the user has to sign in again. Somebody else may hold a copy of them, or two parts of the application share one.',
)

const MEANS = {
  'refresh-token-reused': FAMILY_ENDED,
  'code-redeemed-twice': FAMILY_ENDED,
  'challenge-reused': say(
    'The application must make a new code challenge for each sign-in. One that stays the same protects nobody.',
  ),
  'secret-leaked': '',
  'refresh-token-leaked': say(
    'Its tokens were ended, and the user has to sign in again. Find out how it came there: an application must keep its refresh tokens as it keeps its secret.',
  ),
  'registration-token-leaked': say(
    'It opens nothing any more. What was registered with it stands as it was: see whether all of it is yours.',
  ),
  'secret-ending': say(
    'Programs that use it get no token after that. Replace it on the tab Secrets of its application: the old one may go on beside the new one until then.',
  ),
  'application-contained': say(
    'It gets no tokens, and what it had is revoked. Look into what happened, and lift it on its page once that is known.',
  ),
} as const satisfies Record<AlertEntry['kind'], string>

const SECRET_REVOKED = say(
  'It was revoked at once, and opens nothing any more. Take it out of where it was found, and give the application a new one.',
)
const SECRET_CLOSED = say(
  'It was put into quarantine at once, as your business unit chose, and issues nothing. Replace or revoke it under Secrets, or release it there if it is in nobody else’s hands.',
)
const SECRET_WORKS = say(
  'It still works, as your business unit chose or somebody who released it. Replace it, take it out of where it was found, and revoke it.',
)

/** What happened, as a sentence without its full stop. */
export function happened({ kind }: Pick<AlertEntry, 'kind'>): string {
  return HAPPENED[kind]
}

/** What it means, and what to do about it. */
export function meaning({
  kind,
  revoked,
  quarantined,
}: Pick<AlertEntry, 'kind' | 'revoked' | 'quarantined'>): string {
  if (kind === 'secret-leaked') {
    if (quarantined === true) return SECRET_CLOSED
    return revoked === false ? SECRET_WORKS : SECRET_REVOKED
  }
  return MEANS[kind]
}

/** Whose sign-in it was, or in which business unit, to follow what happened. */
export function whose({ userName, businessUnitNumber }: AlertEntry): string {
  if (userName !== null) return ` ${say('in a sign-in of {userName}', { userName })}`
  if (businessUnitNumber === null) return ''
  return ` ${say('in business unit {number}', { number: businessUnitNumber })}`
}
