import { narrow, OPENID_SCOPES } from '../../protocol/scope.ts'
import { audiencesMeant } from '../business-units/resources.ts'
import type { Api, Registration, Scope, SecurityProfile } from '../model.ts'
import { permittedScopes } from '../people/profiles.ts'

/** Everything that bounds what a token may hold. Null means that this bound does not apply. */
export type AccessBounds = {
  /** The application as its owner registered it. */
  readonly owner: Registration
  /** The business unit's authorization of it, when it is external. */
  readonly authorization: Registration | null
  /** Names of the APIs switched on for the business unit. */
  readonly switchedOn: readonly string[]
  /** The user's security profile; null when the application acts for itself. */
  readonly profile: SecurityProfile | null
  /** What the user consented to; null when consent is not asked yet or the application acts for itself. */
  readonly consented: readonly string[] | null
  readonly scopes: readonly Scope[]
}

/** Why a scope that was asked for is not granted. */
export type Withheld = {
  readonly scope: string
  /** `unknown`: no API has such a scope, here or anywhere. What is not understood is ignored. */
  readonly because:
    | 'unknown'
    | 'not-registered'
    | 'not-authorized'
    | 'api-off'
    | 'profile'
    | 'consent'
    | 'needs-user'
}

type EffectiveAccess = {
  readonly granted: readonly string[]
  readonly withheld: readonly Withheld[]
}

type Bound = { readonly because: Withheld['because']; readonly holds: readonly string[] }

/** The bounds in the order in which they are named when a scope fails several. */
function boundsOf(bounds: AccessBounds): Bound[] {
  const on = new Set(bounds.switchedOn)
  const existing = bounds.scopes.map(scope => scope.name)
  const list: Bound[] = [
    { because: 'unknown', holds: [...existing, ...bounds.owner.scopes, ...OPENID_SCOPES] },
    { because: 'not-registered', holds: [...bounds.owner.scopes, ...OPENID_SCOPES] },
  ]
  if (bounds.authorization !== null) {
    list.push({ because: 'not-authorized', holds: [...bounds.authorization.scopes, ...OPENID_SCOPES] })
  }
  const available = bounds.scopes.filter(scope => on.has(scope.apiName)).map(scope => scope.name)
  list.push({ because: 'api-off', holds: [...available, ...OPENID_SCOPES] })
  if (bounds.profile === null) {
    // OpenID Connect's scopes are about a user, so an application acting for itself fails here and not before.
    const forItself = bounds.scopes.filter(scope => scope.withoutUser).map(scope => scope.name)
    list.push({ because: 'needs-user', holds: forItself })
  } else {
    const permitted = permittedScopes(bounds.profile, bounds.scopes)
    list.push({ because: 'profile', holds: [...permitted, ...OPENID_SCOPES] })
  }
  if (bounds.consented !== null) list.push({ because: 'consent', holds: bounds.consented })
  return list
}

/**
 * Effective access, the one answer for issuing, the consent page, the console and "why denied":
 * requested ∩ registration ∩ authorization ∩ APIs switched on ∩ security profile (or the ceiling of an application
 * that acts for itself) ∩ consent.
 * In: the scopes asked for, or null for the registered default set (never everything); the bounds.
 * Out: what is granted, and why each of the rest is not.
 */
export function effectiveAccess(requested: readonly string[] | null, bounds: AccessBounds): EffectiveAccess {
  const wanted = requested ?? bounds.owner.scopes
  const list = boundsOf(bounds)
  const granted = narrow(wanted, ...list.map(bound => bound.holds))
  const withheld = wanted.flatMap(scope => {
    const failed = list.find(bound => !bound.holds.includes(scope))
    return failed === undefined ? [] : [{ scope, because: failed.because }]
  })
  return { granted, withheld }
}

const REASONS: Record<Withheld['because'], (scope: string) => string> = {
  unknown: scope => `There is no scope ${scope}.`,
  'not-registered': scope => `${scope} is not among the API scopes of the application.`,
  'not-authorized': scope => `The business unit did not authorize the application for ${scope}.`,
  'api-off': scope => `${scope} is switched off for the business unit.`,
  profile: scope => `The security profile of the user does not permit ${scope}.`,
  consent: scope => `The user did not consent to ${scope}.`,
  'needs-user': scope => `${scope} works only for a signed-in user: use the authorization code grant.`,
}

/** A sentence that says why a scope is withheld. */
export function explain(withheld: Withheld): string {
  return REASONS[withheld.because](withheld.scope)
}

/**
 * The audiences that a token could have: those of the APIs behind its scopes.
 * In: the granted scopes, every scope and API.
 */
export function audiencesOf(
  granted: readonly string[],
  known: { readonly scopes: readonly Scope[]; readonly apis: readonly Api[] },
): readonly string[] {
  const names = new Set(
    known.scopes.filter(scope => granted.includes(scope.name)).map(scope => scope.apiName),
  )
  return [...new Set(known.apis.filter(api => names.has(api.name)).map(api => api.audience))]
}

/**
 * The audiences of a token: those of the APIs behind its scopes, narrowed to the resources asked for (RFC 8707 §2.2).
 * In: the granted scopes, the resources asked for (empty for all), every scope and API. Out: null when a resource leads
 * to none of them.
 */
export function audiencesAsked(
  granted: readonly string[],
  resources: readonly string[],
  known: { readonly scopes: readonly Scope[]; readonly apis: readonly Api[] },
): readonly string[] | null {
  const all = audiencesOf(granted, known)
  return resources.length === 0 ? all : audiencesMeant(resources, known.apis, all)
}

/** Keeps the scopes whose API is among the audiences, and those of OpenID Connect, which lead to none. */
export function scopesWithin(
  granted: readonly string[],
  audiences: readonly string[],
  known: { readonly scopes: readonly Scope[]; readonly apis: readonly Api[] },
): readonly string[] {
  const apis = new Set(known.apis.filter(api => audiences.includes(api.audience)).map(api => api.name))
  const within = known.scopes.filter(scope => apis.has(scope.apiName)).map(scope => scope.name)
  return narrow(granted, [...within, ...OPENID_SCOPES])
}
