import type { Consent, Registration } from './model.ts'

/** What decides whether a user must be asked. */
type ConsentFacts = {
  /** What would be granted, consent apart. */
  readonly granted: readonly string[]
  readonly consent: Consent | null
  readonly application: Pick<Registration, 'clientType'>
  readonly redirectUri: string
  /** Whether the application asked for the question (OpenID Connect Core §3.1.2.1, prompt=consent). */
  readonly demanded: boolean
}

/**
 * Decides whether the user must be asked.
 * Out: true when the application demands it, when a scope was not consented to before, or when nothing assures who
 * receives the answer: a public application that is not reached by https must ask every time (RFC 6749 §10.2).
 */
export function mustAskConsent(facts: ConsentFacts): boolean {
  if (facts.demanded || facts.consent === null) return true
  if (facts.application.clientType === 'public' && !facts.redirectUri.startsWith('https://')) return true
  const before = new Set(facts.consent.scopes)
  return facts.granted.some(scope => !before.has(scope))
}

const OPENID_DESCRIPTIONS: ReadonlyMap<string, string> = new Map([
  ['openid', 'Know that you signed in, and recognise you next time'],
  ['profile', 'See your name and your user name'],
  ['offline_access', 'Stay connected while you are away'],
])

/** What a scope lets an application do, as a phrase after "it can". In: the scope's name, and those of the APIs. */
export function describeScope(
  name: string,
  scopes: readonly { readonly name: string; readonly description: string }[],
): string {
  return OPENID_DESCRIPTIONS.get(name) ?? scopes.find(scope => scope.name === name)?.description ?? name
}
