import type { Application } from '@latchkey/contract/applications/applications.ts'
import type { ApiSummary } from '@latchkey/contract/catalogue/catalogue.ts'
import { say } from '../../../../kit/words/say.ts'

/** What the scopes of OpenID Connect let an application do, in words about somebody else. */
const OPENID_WORDS = new Map<string, string>([
  ['openid', say('Know that they signed in, and recognise them next time')],
  ['profile', say('See their name and user name')],
  ['email', say('See their e-mail address')],
  ['phone', say('See their phone number')],
  ['address', say('See their postal address')],
  ['offline_access', say('Go on acting for them while they are away')],
])

type ConsentChoice = {
  readonly scope: string
  /** What it lets the application do. */
  readonly words: string
  /** Whether a user may leave it out all the same. */
  readonly optional: boolean
}

/** What there is to consent to: the scopes of the application, then those about the person. */
export function consentChoices(
  application: Pick<Application, 'scopes' | 'optionalScopes'>,
  apis: readonly Pick<ApiSummary, 'name' | 'description'>[],
): readonly ConsentChoice[] {
  const own = application.scopes.map(scope => ({
    scope,
    words: apis.find(api => api.name === scope)?.description ?? scope,
    optional: application.optionalScopes.includes(scope),
  }))
  const personal = [...OPENID_WORDS].map(([scope, words]) => ({ scope, words, optional: false }))
  return [...own, ...personal]
}

/** Those of the scopes that can still be consented to: the application may have lost some since. */
export function stillThere(scopes: readonly string[], application: Pick<Application, 'scopes'>): string[] {
  return scopes.filter(scope => application.scopes.includes(scope) || OPENID_WORDS.has(scope))
}

/** The scopes that stood and are ticked no longer: they end for users who did not allow them themselves. */
export function givenUp(before: readonly string[], ticked: readonly string[]): readonly string[] {
  return before.filter(scope => !ticked.includes(scope))
}
