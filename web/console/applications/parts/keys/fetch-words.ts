import type { fetchKeySet } from '@latchkey/contract/applications/credentials/public-keys.ts'
import type { ResultOf } from '@latchkey/contract/route.ts'
import { say } from '../../../../kit/words/say.ts'

type Fetched = Pick<ResultOf<typeof fetchKeySet>, 'failure' | 'status'>

/** Why there is no key set, and null where there is one. */
export function failureWords({ failure, status }: Fetched): string | null {
  switch (failure) {
    case 'unanswered':
      return say(
        'No answer that is of use within three seconds: see that the name is found, the certificate is valid and it does not redirect.',
      )
    case 'status':
      return say('It answers {status} where 200 is needed.', { status: String(status) })
    case 'private':
      return say(
        'A private key is published there. Take it down and make a new one: whoever read it can pretend to be the application.',
      )
    case 'unreadable':
      return say('What it answers is no JWK Set.')
    case 'unusable':
      return say(
        'It answers, but no application could prove itself with what it gives: a key is too weak, a name stands twice, or none is for signatures.',
      )
    case null:
      return null
  }
}
