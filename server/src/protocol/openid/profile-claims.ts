import { BUSINESS_UNIT_SCOPE } from '../scope.ts'

/** What is known about a person and may be told. Null: not known. */
export type Person = {
  readonly fullName: string
  readonly userName: string
  readonly contact: {
    readonly email: string | null
    readonly emailVerified: boolean
    readonly phone: string | null
    readonly phoneVerified: boolean
    readonly address: string | null
  }
  /** What else was said; times in milliseconds. */
  readonly details?: {
    readonly givenName: string | null
    readonly familyName: string | null
    readonly middleName: string | null
    readonly nickname: string | null
    readonly picture: string | null
    readonly profile: string | null
    readonly website: string | null
    readonly gender: string | null
    readonly birthdate: string | null
    readonly zoneinfo: string | null
    readonly locale: string | null
    readonly updatedAt: number | null
  }
  /** Where the person belongs; looked up where the scope for it was granted. */
  readonly membership?: {
    readonly businessUnitNumber: string
    readonly businessUnitName: string
    readonly securityProfile: string
  }
}

/** Claims about a person by name (OpenID Connect Core §5.1). */
export type ProfileClaims = {
  readonly [name: string]: string | boolean | number | { readonly formatted: string }
}

type Claim = {
  /** The scope that covers it (OpenID Connect Core §5.4). */
  readonly scope: string
  /** Its value, or null when there is nothing to say. */
  readonly of: (person: Person) => ProfileClaims[string] | null
}

/** The claims that we hold. One without a value is left out, never null or empty (§5.3.2). */
const CLAIMS: ReadonlyMap<string, Claim> = new Map<string, Claim>([
  ['name', { scope: 'profile', of: person => person.fullName }],
  ['preferred_username', { scope: 'profile', of: person => person.userName }],
  ['given_name', { scope: 'profile', of: person => person.details?.givenName ?? null }],
  ['family_name', { scope: 'profile', of: person => person.details?.familyName ?? null }],
  ['middle_name', { scope: 'profile', of: person => person.details?.middleName ?? null }],
  ['nickname', { scope: 'profile', of: person => person.details?.nickname ?? null }],
  ['picture', { scope: 'profile', of: person => person.details?.picture ?? null }],
  ['profile', { scope: 'profile', of: person => person.details?.profile ?? null }],
  ['website', { scope: 'profile', of: person => person.details?.website ?? null }],
  ['gender', { scope: 'profile', of: person => person.details?.gender ?? null }],
  ['birthdate', { scope: 'profile', of: person => person.details?.birthdate ?? null }],
  ['zoneinfo', { scope: 'profile', of: person => person.details?.zoneinfo ?? null }],
  ['locale', { scope: 'profile', of: person => person.details?.locale ?? null }],
  ['updated_at', { scope: 'profile', of: person => secondsOf(person.details?.updatedAt ?? null) }],
  ['email', { scope: 'email', of: ({ contact }) => contact.email }],
  [
    'email_verified',
    { scope: 'email', of: ({ contact }) => (contact.email === null ? null : contact.emailVerified) },
  ],
  [
    'address',
    {
      scope: 'address',
      of: ({ contact }) => (contact.address === null ? null : { formatted: contact.address }),
    },
  ],
  ['phone_number', { scope: 'phone', of: ({ contact }) => contact.phone }],
  [
    'phone_number_verified',
    { scope: 'phone', of: ({ contact }) => (contact.phone === null ? null : contact.phoneVerified) },
  ],
  // Ours: what an application may hang roles on. Flat strings, which every client can map.
  [
    'business_unit_number',
    { scope: BUSINESS_UNIT_SCOPE, of: person => person.membership?.businessUnitNumber ?? null },
  ],
  [
    'business_unit_name',
    { scope: BUSINESS_UNIT_SCOPE, of: person => person.membership?.businessUnitName ?? null },
  ],
  [
    'security_profile',
    { scope: BUSINESS_UNIT_SCOPE, of: person => person.membership?.securityProfile ?? null },
  ],
])

function secondsOf(time: number | null): number | null {
  return time === null ? null : Math.floor(time / 1000)
}

/** The names of the claims about a person, for the metadata (OpenID Connect Discovery §3). */
export const PROFILE_CLAIMS: readonly string[] = [...CLAIMS.keys()]

/** The scopes that cover some claims. In: names of claims, unknown ones too. Out: without doubles. */
export function scopesOfClaims(claims: readonly string[]): readonly string[] {
  const scopes = claims.flatMap(claim => CLAIMS.get(claim)?.scope ?? [])
  return [...new Set(scopes)]
}

/**
 * The claims about a person that may be released.
 * In: the person, the granted scopes, and the claims wanted; null for all that the scopes cover.
 */
export function profileClaims(
  person: Person,
  scopes: readonly string[],
  wanted: readonly string[] | null = null,
): ProfileClaims {
  const released: [string, ProfileClaims[string]][] = []
  for (const [name, { scope, of }] of CLAIMS) {
    const value = scopes.includes(scope) && (wanted === null || wanted.includes(name)) ? of(person) : null
    if (value !== null) released.push([name, value])
  }
  return Object.fromEntries(released)
}
