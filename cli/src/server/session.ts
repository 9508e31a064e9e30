import { type Input, isSet, textOf } from '../command.ts'
import { Failure } from '../failure.ts'
import { DEFAULT_URL, readAddress } from './address.ts'
import type { Server } from './client.ts'
import { keepSignedIn, readCredentials, type SignedIn } from './credentials.ts'
import { refreshTokens } from './sign-in.ts'

/** A token that ends sooner may have ended by the time it arrives. */
const SLACK_MS = 30_000

/** The address a command means: as it was given, or where somebody signed in last, or where `npm start` puts it. */
export async function addressOf(input: Input): Promise<string> {
  const given = textOf(input, 'url') ?? nonEmpty(input.env['LATCHKEY_URL'])
  const text = given ?? (await readCredentials(input.env)).latest ?? DEFAULT_URL
  return readAddress(text, isSet(input, 'allow-http'))
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

/** The server a command means, and the token to call it with: as it was given, or of whoever signed in there. */
export async function serverOf(input: Input): Promise<Server> {
  const url = await addressOf(input)
  const given = textOf(input, 'token') ?? nonEmpty(input.env['LATCHKEY_TOKEN'])
  if (given === undefined) return signedInServer(input, url)
  // It becomes a header, and a line end in one would be an error in words of nobody's.
  if (!/^[\x21-\x7e]+$/.test(given))
    throw new Failure('This is no access token: it holds spaces or other signs.')
  return { url, token: async () => given, renewed: async () => null }
}

function signedInServer({ env }: Input, url: string): Server {
  let signedIn: SignedIn | null = null
  const renewed = async (): Promise<string | null> => {
    signedIn ??= (await readCredentials(env)).servers[url] ?? null
    const tokens = signedIn === null ? null : await refreshTokens(url, signedIn)
    if (signedIn === null || tokens === null) return null
    signedIn = { ...signedIn, tokens }
    await keepSignedIn(env, url, signedIn)
    return tokens.access
  }
  const token = async (): Promise<string> => {
    signedIn ??= (await readCredentials(env)).servers[url] ?? null
    const tokens = signedIn?.tokens
    if (tokens === undefined) throw notSignedIn(url, 'You are not signed in there.')
    if (tokens.endsAt - SLACK_MS > Date.now()) return tokens.access
    return (await renewed()) ?? fail(notSignedIn(url, 'Your sign-in there has ended.'))
  }
  return { url, token, renewed }
}

function fail(failure: Failure): never {
  throw failure
}

function notSignedIn(url: string, why: string): Failure {
  return new Failure(`${url}: ${why} Run: latchkey login --url ${url} (or give a token as LATCHKEY_TOKEN).`)
}
