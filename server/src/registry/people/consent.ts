import type { Language } from '@latchkey/contract/words/language.ts'
import type { Instant } from '../../lib/clock.ts'
import { BUSINESS_UNIT_SCOPE, narrow, OPENID_SCOPES } from '../../protocol/scope.ts'
import type { Consent, Registration, UnitConsent } from '../model.ts'
import type { FieldFault } from '../refusal.ts'
import type { Withheld } from '../tokens/effective-access.ts'

/** Of OpenID Connect's scopes, the one that is the sign-in itself; what the others add can be left out. */
const SIGN_IN = 'openid'

/** What somebody is offered to say yes to: all of it, and what of it may be left out. */
export type Offer = { readonly scopes: readonly string[]; readonly optional: readonly string[] }

/** Who said yes before: the user, an administrator for everybody of the business unit. Null: nobody did. */
export type Consents = { readonly own: Consent | null; readonly unit: UnitConsent | null }

/** Of an application, what says which scopes a person may leave out. */
type Choices = {
  readonly optionalScopes: readonly string[]
  readonly metadata: { readonly neededOpenidScopes: readonly string[] }
}

/**
 * The scopes that a person may leave out: those its owner marked as optional, and of those about the person all but
 * openid, since who somebody is belongs to that person (docs/decisions/0013); unless the owner said that the application
 * is of no use without (docs/decisions/0025).
 */
export function mayBeLeftOut({ optionalScopes, metadata }: Choices): readonly string[] {
  const needed = [SIGN_IN, ...metadata.neededOpenidScopes]
  return [...optionalScopes, ...OPENID_SCOPES.filter(scope => !needed.includes(scope))].filter(
    scope => scope !== SIGN_IN,
  )
}

/** Splits scopes into what the application needs and what a person may leave out: see {@link mayBeLeftOut}. */
export function offerOf(scopes: readonly string[], leavable: readonly string[]): Offer {
  return { scopes, optional: narrow(scopes, leavable) }
}

/**
 * The consents that count for something that began at a moment: one that was given again after a withdrawal does not
 * bring back what the withdrawal ended. In: the consents, and the moment; null when all begins now.
 */
export function standingConsents({ own, unit }: Consents, begunAt: Instant | null): Consents {
  const counts = (consent: Consent | UnitConsent | null): boolean =>
    begunAt === null || consent === null || consent.endedBefore === null || begunAt > consent.endedBefore
  return { own: counts(own) ? own : null, unit: counts(unit) ? unit : null }
}

/**
 * The one answer to what is consented to: the user's own yes, and the business unit's for everybody, but for what the
 * user said no to and may say no to. In: both consents; the scopes that may be left out.
 */
export function consentedScopes({ own, unit }: Consents, leavable: readonly string[]): readonly string[] {
  const refused = declinedOf(own, offerOf(own?.declined ?? [], leavable))
  const forAll = (unit?.scopes ?? []).filter(scope => !refused.includes(scope))
  return [...new Set([...(own?.scopes ?? []), ...forAll])]
}

/** What of an offer the user said no to earlier. A no to what is needed by now does not count: it must be asked. */
export function declinedOf(own: Consent | null, offer: Offer): readonly string[] {
  return narrow(offer.optional, own?.declined ?? [])
}

/** What decides whether a user must be asked. */
type ConsentFacts = {
  /** What would be granted, consent apart. */
  readonly offer: Offer
  readonly consents: Consents
  readonly application: Pick<Registration, 'clientType'>
  readonly redirectUri: string
  /** Whether the application asked for the question (OpenID Connect Core §3.1.2.1, prompt=consent). */
  readonly demanded: boolean
  /** When the person signed in for this very request; null when they were signed in already. */
  readonly signedInForIt: Instant | null
}

/**
 * Decides whether the user must be asked.
 * Out: true when the application demands it, when nothing assures who receives the answer (a public application that
 * is not reached by https: RFC 6749 §10.2, RFC 8252 §8.6), when a scope was neither agreed to nor declined before,
 * when the user's own yes was given for other places than the one the answer goes to, and when all was declined.
 * What was declined is otherwise left out without a question, until the person signs in for this very request: then it is
 * asked for once more, since an application that fails without it would lock them out for ever.
 */
export function mustAskConsent(facts: ConsentFacts): boolean {
  const { offer, consents, redirectUri } = facts
  if (facts.demanded) return true
  if (facts.application.clientType === 'public' && !redirectUri.startsWith('https://')) return true
  const agreed = narrow(offer.scopes, consentedScopes(consents, offer.optional))
  const declined = declinedOf(consents.own, offer)
  if (agreed.length === 0 || agreed.length + declined.length < offer.scopes.length) return true
  if (declined.length > 0 && isOlder(consents.own, facts.signedInForIt)) return true
  const onOwnYes = agreed.some(scope => consents.unit?.scopes.includes(scope) !== true)
  return onOwnYes && isNewPlace(consents.own, redirectUri)
}

/** The answer makes the consent newer than the sign-in, so nobody is asked in a loop. */
function isOlder(own: Consent | null, signedInAt: Instant | null): boolean {
  return own !== null && signedInAt !== null && own.grantedAt < signedInAt
}

/** Whether the user was never sent to this place with an answer. Of a consent of before this was kept: false. */
export function isNewPlace(own: Consent | null, redirectUri: string): boolean {
  const places = own?.redirectHosts ?? []
  return places.length > 0 && !places.includes(placeOf(redirectUri))
}

/**
 * Where an answer goes, as a person knows it: the host of a website; of a program on this computer the name of the
 * computer, since the port may be another each time (RFC 8252 §7.3); of an app its scheme.
 */
export function placeOf(redirectUri: string): string {
  const { protocol, host, hostname } = new URL(redirectUri)
  if (protocol === 'https:') return host
  return protocol === 'http:' ? hostname : protocol
}

/** What a person agreed to of an offer: all that is needed, and what was ticked of the rest. Nothing else is ever in it. */
export function agreedTo(offer: Offer, ticked: readonly string[]): readonly string[] {
  const leftOut = new Set(offer.optional.filter(scope => !ticked.includes(scope)))
  return offer.scopes.filter(scope => !leftOut.has(scope))
}

/** Whether an offer asks for more than one that was shown: another scope, or as needed what could be left out. */
export function asksForMore(offer: Offer, shown: Offer): boolean {
  return offer.scopes.some(
    scope =>
      !shown.scopes.includes(scope) || (shown.optional.includes(scope) && !offer.optional.includes(scope)),
  )
}

/** Most places kept of one consent; an application can have no more callback URLs at any time than half of that. */
const MOST_PLACES = 10

/**
 * Adds an answer to what was answered before: what was not asked this time stays as it was.
 * In: the consent that stands, or null; what was shown and ticked; what of the yes is granted now; where it goes.
 */
export function remember(
  before: Consent | null,
  answer: {
    readonly shown: Offer
    readonly ticked: readonly string[]
    readonly granted: readonly string[]
    readonly redirectUri: string
  },
): Pick<Consent, 'scopes' | 'declined' | 'redirectHosts'> {
  const { shown, ticked, granted } = answer
  const no = shown.optional.filter(scope => !ticked.includes(scope))
  const kept = (before?.scopes ?? []).filter(scope => !no.includes(scope))
  const scopes = [...new Set([...kept, ...granted])]
  const declined = [...new Set([...(before?.declined ?? []), ...no])].filter(scope => !scopes.includes(scope))
  const place = placeOf(answer.redirectUri)
  const earlier = (before?.redirectHosts ?? []).filter(other => other !== place)
  return { scopes, declined, redirectHosts: [...earlier, place].slice(-MOST_PLACES) }
}

/**
 * Checks the scopes of a consent for everybody of a business unit.
 * In: the scopes; the application as it stands there. Out: all faults at once, each with its field; none when it is good.
 */
export function checkConsentForAll(
  scopes: readonly string[],
  application: Pick<Registration, 'kind' | 'scopes'>,
): readonly FieldFault[] {
  if (application.kind === 'catalogue') {
    const message = 'Nobody uses an entry of the catalogue itself: authorize it for this business unit first.'
    return [{ path: '', rule: 'catalogue', message }]
  }
  if (scopes.length === 0) {
    const message = 'Choose at least one scope, or withdraw the consent instead.'
    return [{ path: '/scopes', rule: 'required', message }]
  }
  return scopes.flatMap((scope, index): FieldFault[] => {
    const path = `/scopes/${index}`
    if (!application.scopes.includes(scope) && !OPENID_SCOPES.includes(scope)) {
      return [{ path, rule: 'unknown', message: 'The application may not use this scope here.' }]
    }
    if (scopes.indexOf(scope) === index) return []
    return [{ path, rule: 'duplicate', message: `The scope ${scope} is given twice.` }]
  })
}

const OPENID_DESCRIPTIONS: ReadonlyMap<string, string> = new Map([
  ['openid', 'Know that you signed in, and recognise you next time'],
  [
    'profile',
    'See your name and your user name, and what you said of yourself, such as your birth date or a picture',
  ],
  ['email', 'See your e-mail address'],
  ['phone', 'See your phone number'],
  ['address', 'See your postal address'],
  [BUSINESS_UNIT_SCOPE, 'See which business unit you belong to, and your security profile there'],
  ['offline_access', 'Stay connected while you are away'],
])

/**
 * What a scope lets an application do, as a phrase after "it can": in the language where an operator gave words in it, else
 * in English. In: the scope's name, those of the APIs, and the language.
 */
export function describeScope(
  name: string,
  scopes: readonly { readonly name: string; readonly description: string; readonly german?: string | null }[],
  language: Language = 'en',
): string {
  const scope = scopes.find(each => each.name === name)
  const own = language === 'de' ? scope?.german : null
  return OPENID_DESCRIPTIONS.get(name) ?? own ?? scope?.description ?? name
}

const WITHHELD: Record<Withheld['because'], string> = {
  unknown: 'There is no such scope.',
  'not-registered': 'The application is not registered for it.',
  'not-authorized': 'An administrator of your business unit did not let the application use it.',
  'api-off': 'It is switched off for your business unit.',
  profile: 'Your security profile does not permit it.',
  consent: 'You did not allow it.',
  'needs-user': 'It works only for a signed-in user.',
}

/** Why a scope cannot be granted whatever the user says, as a sentence for the user. */
export function explainToUser(withheld: Withheld): string {
  return WITHHELD[withheld.because]
}
