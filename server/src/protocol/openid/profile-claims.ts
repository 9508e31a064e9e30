/** The claims about a person that we hold, each with the scope that covers it (OpenID Connect Core §5.4). */
const SCOPE_OF_CLAIM: ReadonlyMap<string, string> = new Map([
  ['name', 'profile'],
  ['preferred_username', 'profile'],
])

type Person = { readonly fullName: string; readonly userName: string }

export type ProfileClaims = { readonly name?: string; readonly preferred_username?: string }

/** The scopes that cover some claims. In: names of claims, unknown ones too. Out: without doubles. */
export function scopesOfClaims(claims: readonly string[]): readonly string[] {
  const scopes = claims.flatMap(claim => SCOPE_OF_CLAIM.get(claim) ?? [])
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
  const may = (claim: string) =>
    scopes.includes(SCOPE_OF_CLAIM.get(claim) ?? '') && (wanted === null || wanted.includes(claim))
  return {
    ...(may('name') ? { name: person.fullName } : {}),
    ...(may('preferred_username') ? { preferred_username: person.userName } : {}),
  }
}
