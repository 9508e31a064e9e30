import {
  LIFETIME_BOUNDS as BOUNDS_IN_SECONDS,
  DEFAULT_LIFETIMES as DEFAULT_SECONDS,
} from '@latchkey/contract/applications/client-metadata.ts'
import { HOUR, type Instant, SECOND } from '../../lib/clock.ts'
import type { SessionId } from '../../lib/ids.ts'

/** How long tokens live, in milliseconds; null where something else decides. */
export type Lifetimes = {
  readonly accessToken: number | null
  /** How long a refresh token may go unused. */
  readonly refreshIdle: number | null
  /** How long a token family may live in any case. */
  readonly refreshLongest: number | null
}

export const NO_LIFETIMES: Lifetimes = { accessToken: null, refreshIdle: null, refreshLongest: null }

/** How long tokens really live, in milliseconds. */
export type EffectiveLifetimes = { readonly [Field in keyof Lifetimes]: number }

/** What holds where neither the application nor the business unit says anything. */
export const DEFAULT_LIFETIMES = {
  accessToken: DEFAULT_SECONDS.accessToken * SECOND,
  refreshIdle: DEFAULT_SECONDS.refreshIdle * SECOND,
  refreshLongest: DEFAULT_SECONDS.refreshLongest * SECOND,
} as const satisfies Lifetimes

/** The same for an access token that comes without a code: nothing renews it silently (LEGACY, "Lifetimes"). */
export const IMPLICIT_LIFETIMES = { ...DEFAULT_LIFETIMES, accessToken: HOUR } as const satisfies Lifetimes

function bounds(field: keyof Lifetimes): { readonly least: number; readonly most: number } {
  const { least, most } = BOUNDS_IN_SECONDS[field]
  return { least: least * SECOND, most: most * SECOND }
}

/** What nobody may go below or beyond, in milliseconds. */
export const LIFETIME_BOUNDS = {
  accessToken: bounds('accessToken'),
  refreshIdle: bounds('refreshIdle'),
  refreshLongest: bounds('refreshLongest'),
} as const

/** Who has a say in how long the tokens of an application live in one business unit. */
type LifetimeVoices = {
  /** The application's own wish, as its owner registered it. */
  readonly owner: { readonly lifetimes: Lifetimes }
  /** The business unit's authorization of it, when it is external. */
  readonly authorization: { readonly lifetimes: Lifetimes } | null
  /** The business unit in which it acts. */
  readonly businessUnit: { readonly limits: Lifetimes }
}

/**
 * How long the tokens of an application live in a business unit: the owner's wish or else the default, shortened by
 * the authorization and by the limits of the business unit, and never outside the platform's bounds.
 * In: who has a say, and the defaults of the grant. Out: milliseconds. A refresh token that is not used never outlives
 * its family.
 */
export function effectiveLifetimes(
  { owner, authorization, businessUnit }: LifetimeVoices,
  defaults: EffectiveLifetimes = DEFAULT_LIFETIMES,
): EffectiveLifetimes {
  const voices = [businessUnit.limits, ...(authorization === null ? [] : [authorization.lifetimes])]
  const field = (name: keyof Lifetimes): number => {
    const { least, most } = LIFETIME_BOUNDS[name]
    const wish = owner.lifetimes[name] ?? defaults[name]
    const shortest = Math.min(wish, ...voices.map(voice => voice[name] ?? wish))
    return Math.min(most, Math.max(least, shortest))
  }
  const refreshLongest = field('refreshLongest')
  return {
    accessToken: field('accessToken'),
    refreshIdle: Math.min(field('refreshIdle'), refreshLongest),
    refreshLongest,
  }
}

/** When a family ends, judged by what holds now: a limit that was lowered acts at once, a raised one does not. */
export function familyEnd(
  family: { readonly createdAt: Instant; readonly endsAt: Instant },
  now: Pick<EffectiveLifetimes, 'refreshLongest'>,
): Instant {
  return Math.min(family.endsAt, family.createdAt + now.refreshLongest)
}

/** When a live refresh token ends unless it is used, judged by what holds now, as {@link familyEnd} does. */
export function idleEnd(
  token: { readonly issuedAt: Instant; readonly expiresAt: Instant },
  family: { readonly usedAt: Instant | null; readonly sessionId: SessionId | null },
  now: Pick<EffectiveLifetimes, 'refreshIdle'>,
): Instant {
  // Of a family of before its use was kept only the end is known, which came from the default.
  const unknown = family.usedAt === null && family.sessionId === null
  const lastUse = unknown
    ? token.expiresAt - DEFAULT_LIFETIMES.refreshIdle
    : Math.max(token.issuedAt, family.usedAt ?? 0)
  return Math.min(token.expiresAt, lastUse + now.refreshIdle)
}

/**
 * How long an access token of a family lives: no longer than the family, since it ends with it.
 * Out: milliseconds, whole seconds (RFC 6749 §5.1, expires_in) and at least one.
 */
export function lifeWithin(accessToken: number, familyEndsAt: Instant, now: Instant): number {
  const left = Math.floor((familyEndsAt - now) / SECOND) * SECOND
  return Math.max(SECOND, Math.min(accessToken, left))
}
