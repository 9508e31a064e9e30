import { type Application, registerApplication } from '@latchkey/contract/applications/applications.ts'
import { DEFAULT_METADATA } from '@latchkey/contract/applications/client-metadata.ts'
import { type Static, Type } from 'typebox'

const { optionalScopes, implicitAllowed, rotateRefreshTokens, metadata, lifetimes, tags } =
  registerApplication.body.properties

/** What a duplicate takes over beside what the form asks for. */
export const Others = Type.Object({
  optionalScopes,
  implicitAllowed,
  rotateRefreshTokens,
  metadata,
  lifetimes,
  tags,
})

export type Others = Static<typeof Others>

/** Settled by the form itself, or by the keys of the one application whose they are. */
const OWN: ReadonlySet<string> = new Set([
  'kind',
  'grantTypes',
  'scopeReason',
  'clientUri',
  'logoUri',
  'policyUri',
  'tosUri',
  'supportEmail',
  'jwks',
  'jwksUri',
  'tokenEndpointAuthMethod',
  'tokenEndpointAuthSigningAlg',
])

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}

/** What an application has beside what the form asks for and is not as it would be without: what its duplicate takes over. */
export function othersOf(application: Application): Others {
  const chosen = Object.entries(application.metadata).filter(
    ([field, value]) =>
      !OWN.has(field) && field in DEFAULT_METADATA && differs(value, Reflect.get(DEFAULT_METADATA, field)),
  )
  const lives = Object.entries(application.lifetimes).filter(([, seconds]) => seconds !== null)
  const rotatesUnasked = application.clientType === 'public'
  return {
    ...(application.optionalScopes.length === 0 ? {} : { optionalScopes: application.optionalScopes }),
    ...(application.implicitAllowed ? { implicitAllowed: true } : {}),
    ...(application.rotateRefreshTokens === rotatesUnasked
      ? {}
      : { rotateRefreshTokens: application.rotateRefreshTokens }),
    ...(chosen.length === 0 ? {} : { metadata: Object.fromEntries(chosen) }),
    ...(lives.length === 0 ? {} : { lifetimes: Object.fromEntries(lives) }),
    ...(application.tags.length === 0 ? {} : { tags: application.tags }),
  }
}

/** The fields that are taken over, by the names that the screens know them by. */
export function fieldsOf({ metadata, lifetimes, ...plain }: Others): string[] {
  return [
    ...Object.keys(plain),
    ...Object.keys(metadata ?? {}).map(field => `metadata.${field}`),
    ...Object.keys(lifetimes ?? {}).map(field => `lifetimes.${field}`),
  ]
}
