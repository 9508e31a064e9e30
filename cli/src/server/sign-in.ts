import type { Configuration, TokenEndpointResponse } from 'openid-client'
import { Failure } from '../failure.ts'
import { plain } from '../print/terminal.ts'
import { unreachable } from './client.ts'
import type { SignedIn } from './credentials.ts'
import { openLoopback } from './loopback.ts'

type Tokens = NonNullable<SignedIn['tokens']>

/** Speaking the protocol takes as long to load as all the rest, and most commands do not. */
async function load() {
  return await import('openid-client')
}

async function configure(url: string, clientId: string): Promise<Configuration> {
  const openid = await load()
  // `readAddress` decided already whether plain HTTP will do.
  const execute = url.startsWith('http:') ? [openid.allowInsecureRequests] : []
  try {
    return await openid.discovery(new URL(url), clientId, undefined, openid.None(), { execute })
  } catch (error) {
    throw await wordsOf(url, error)
  }
}

/** What went wrong, as the server says it where it does. */
async function wordsOf(url: string, error: unknown): Promise<Failure> {
  const openid = await load()
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError) {
    const { error: code, error_description: description } = error
    return new Failure(plain(`${url} refused it: ${description ?? code} (${code})`), error)
  }
  if (error instanceof TypeError) return unreachable(url, error)
  // What the library says of a wrong answer is general; its cause names the part that is wrong.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const message = cause instanceof Error ? cause.message : String(cause)
  return new Failure(plain(`${url} does not answer as a Latchkey does: ${message}.`), error)
}

function tokensIn(answer: TokenEndpointResponse, now: number, before?: Tokens): Tokens {
  const refresh = answer.refresh_token ?? before?.refresh
  return {
    access: answer.access_token,
    endsAt: now + (answer.expires_in ?? 0) * 1000,
    ...(refresh === undefined ? {} : { refresh }),
  }
}

/** How long a person may take. */
const PATIENCE = 5 * 60_000

/**
 * Signs somebody in through their browser: authorization code with PKCE over a loopback redirect (RFC 8252).
 * In: the address, the public application to sign in with, and what to do with the address that the browser is to open.
 * Out: the tokens. State and issuer of the answer are checked before the code is spent (RFC 9207).
 */
export async function signIn(
  url: string,
  clientId: string,
  show: (address: string) => void,
): Promise<Tokens> {
  const openid = await load()
  const configuration = await configure(url, clientId)
  const pkceCodeVerifier = openid.randomPKCECodeVerifier()
  const expectedState = openid.randomState()
  const door = await openLoopback(expectedState, PATIENCE)
  try {
    const address = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: door.callbackUrl,
      scope: 'AdminApi',
      state: expectedState,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    show(address.href)
    const arrived = await door.arrived
    try {
      const checks = { pkceCodeVerifier, expectedState }
      const answer = await openid.authorizationCodeGrant(configuration, arrived.url, checks)
      await arrived.answer('You are signed in. You can close this page and go back to the terminal.')
      return tokensIn(answer, Date.now())
    } catch (error) {
      await arrived.answer('You are not signed in. The terminal says why.')
      throw await wordsOf(url, error)
    }
  } finally {
    door.close()
  }
}

/** New tokens for those that ended; null where the server gives none any more. */
export async function refreshTokens(url: string, { clientId, tokens }: SignedIn): Promise<Tokens | null> {
  if (tokens?.refresh === undefined) return null
  const openid = await load()
  const configuration = await configure(url, clientId)
  try {
    return tokensIn(await openid.refreshTokenGrant(configuration, tokens.refresh), Date.now(), tokens)
  } catch (error) {
    if (error instanceof openid.ResponseBodyError) return null
    throw await wordsOf(url, error)
  }
}

/** Ends the tokens at the server. */
export async function revokeTokens(url: string, { clientId, tokens }: SignedIn): Promise<void> {
  if (tokens === undefined) return
  const openid = await load()
  const configuration = await configure(url, clientId)
  try {
    await openid.tokenRevocation(configuration, tokens.refresh ?? tokens.access)
  } catch (error) {
    throw await wordsOf(url, error)
  }
}
