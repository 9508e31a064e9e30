import type { ApiSummary } from '@latchkey/contract/catalogue/catalogue.ts'

/** What the ways to a first token need to know. */
export type FirstCallInput = {
  /** The address of this server, without a slash at its end. */
  readonly issuer: string
  readonly clientId: string
  /** The secret's value while it is known; null afterwards, when a shell variable stands in its place. */
  readonly secret: string | null
  readonly scopes: readonly string[]
  readonly callbackUrls: readonly string[]
  readonly apis: readonly ApiSummary[]
}

/** Text as one word of a POSIX shell, whatever it holds. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** What an application asks for: its API scopes; where it has none, who somebody is. */
export function askedScopes({ scopes }: { readonly scopes: readonly string[] }): readonly string[] {
  return scopes.length === 0 ? ['openid', 'profile', 'email'] : scopes
}

function apisOf(input: FirstCallInput): readonly ApiSummary[] {
  return input.apis.filter(api => input.scopes.includes(api.name))
}

/** Scopes that an application may use for itself, in the order shown. */
export function scopesWithoutUser(input: FirstCallInput): string[] {
  return apisOf(input)
    .filter(api => api.withoutUser)
    .map(api => api.name)
}

/** Scopes for which a user has to sign in. */
export function scopesWithUser(input: FirstCallInput): string[] {
  return apisOf(input)
    .filter(api => !api.withoutUser)
    .map(api => api.name)
}

/** An operation that answers with nothing but a token, or null when no scope of the application has one. */
function tryAddress(input: FirstCallInput): string | null {
  for (const api of apisOf(input)) {
    if (!api.withoutUser || api.tryPath === null) continue
    return `${api.baseUrl.replace(/\/+$/, '')}/${api.tryPath.replace(/^\/+/, '')}`
  }
  return null
}

/**
 * A block for a POSIX shell that gets a token for the application itself (RFC 6749 §4.4, RFC 6749 §2.3.1) and calls
 * an API with it. Out: null when none of its scopes can be used without a user.
 */
export function clientCredentialsCommand(input: FirstCallInput): string | null {
  const scopes = scopesWithoutUser(input)
  if (scopes.length === 0) return null
  const user =
    input.secret === null
      ? `${shellWord(`${input.clientId}:`)}"$CLIENT_SECRET"`
      : shellWord(`${input.clientId}:${input.secret}`)
  const address = tryAddress(input)
  return [
    `TOKEN=$(curl -sS -u ${user} \\`,
    '  -d grant_type=client_credentials \\',
    `  --data-urlencode ${shellWord(`scope=${scopes.join(' ')}`)} \\`,
    `  ${shellWord(`${input.issuer}/oauth2/token`)} |`,
    `  sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')`,
    address === null
      ? `printf '%s\\n' "$TOKEN"`
      : `curl -sS -H "Authorization: Bearer $TOKEN" ${shellWord(address)}`,
  ].join('\n')
}

/**
 * The shape of an authorization request with PKCE (RFC 6749 §4.1.1, RFC 7636 §4.3), one parameter a line. What the
 * program has to fill in stands in angle brackets.
 */
export function authorizeRequest(input: FirstCallInput): string {
  const callback = input.callbackUrls[0]
  const parameters = [
    'response_type=code',
    `client_id=${encodeURIComponent(input.clientId)}`,
    `redirect_uri=${callback === undefined ? '<an authorized callback URL>' : encodeURIComponent(callback)}`,
    `scope=${encodeURIComponent(input.scopes.join(' '))}`,
    'state=<a random value, compared when the answer comes>',
    'code_challenge=<SHA-256 of a random verifier, in base64url>',
    'code_challenge_method=S256',
  ]
  return [
    `${input.issuer}/oauth2/authorize`,
    ...parameters.map((each, index) => `  ${index === 0 ? '?' : '&'}${each}`),
  ].join('\n')
}

/** The content of a `.env` file with the credentials. */
export function envFile(input: FirstCallInput & { readonly secret: string }): string {
  return [
    `ISSUER=${input.issuer}`,
    `TOKEN_URL=${input.issuer}/oauth2/token`,
    `CLIENT_ID=${input.clientId}`,
    `CLIENT_SECRET=${input.secret}`,
    `SCOPE="${input.scopes.join(' ')}"`,
    '',
  ].join('\n')
}
