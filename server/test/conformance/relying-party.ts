import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import { makeTempFolder } from '../support/temp-folder.ts'
import { type Answer, at, parseJson, send, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields } from '../support/wire/browser.ts'
import type { Client } from '../support/wire/management.ts'
import { decide, formOf, postAs, postForm, type Sent } from '../support/wire/oauth.ts'
import { MANAGER, PASSWORD, type Stage } from '../support/wire/stage.ts'

/** What a relying party of the plans has: its client, a second one, and what the server says of itself. */
export type RelyingParty = {
  readonly issuer: string
  readonly first: Client
  readonly second: Client
  /** Posts its secret instead of using HTTP Basic. */
  readonly posting: Client
  /** The one of the RP-initiated plan: no logout is told to it. */
  readonly untold: Client
  readonly metadata: unknown
}

/** Parameters of a request or of an answer, by name. */
export type Answered = { readonly [name: string]: string }

const SCRIPT = join(import.meta.dirname, '../../../deploy/conformance/main.ts')

/** Prepares a stage by the script of `deploy/conformance`. In: the base URL at which the suite would listen. */
export async function prepare(stage: Stage, suite: string): Promise<RelyingParty> {
  const folder = makeTempFolder()
  try {
    const args = ['--server', stage.url, '--user', MANAGER, '--suite', suite, '--out', folder.path]
    const env = { ...process.env, LATCHKEY_CONFORMANCE_PASSWORD: PASSWORD }
    await promisify(execFile)(process.execPath, [SCRIPT, ...args], { env })
    const read = async (file: string) => parseJson(await readFile(join(folder.path, file), 'utf8'))
    const [plan, rpInitiated] = [await read('basic.json'), await read('rp-initiated-logout.json')]
    const client = (name: string, of: unknown = plan): Client => ({
      id: textAt(of, name, 'client_id'),
      secret: textAt(of, name, 'client_secret'),
      callbackUrl: `${suite}/test/a/latchkey/callback`,
      scopes: ['openid'],
    })
    const discovery = textAt(plan, 'server', 'discoveryUrl')
    return {
      issuer: stage.url,
      first: client('client'),
      second: client('client2'),
      posting: client('client_secret_post'),
      untold: client('client', rpInitiated),
      metadata: (await send(discovery)).json(),
    }
  } finally {
    folder.remove()
  }
}

/** A request as the suite makes it: no PKCE, state and nonce of its own. */
export function requestOf(client: Client, changes: Sent = {}): Sent {
  return {
    client_id: client.id,
    redirect_uri: client.callbackUrl,
    scope: 'openid',
    response_type: 'code',
    state: randomBytes(8).toString('hex'),
    nonce: randomBytes(8).toString('hex'),
    ...changes,
  }
}

/** Takes a browser through the authorization endpoint; what stands on the way is allowed. */
export async function ask(browser: Browser, request: Sent): Promise<Answer> {
  return decide(browser, await browser.get(`/oauth2/authorize?${formOf(request).toString()}`))
}

/** The answer of the authorization endpoint, from wherever the response mode puts it. Throws when it is none. */
export function answered(answer: Answer): Answered {
  if (answer.status === 200) {
    const fields = hiddenFields(answer.text)
    if (!/<form method="post"/.test(answer.text)) throw new Error(`a page was shown: ${answer.text}`)
    return fields
  }
  const location = answer.location()
  if (location === null) throw new Error(`no answer: ${answer.status} ${answer.text}`)
  const text = location.hash === '' ? location.search.slice(1) : location.hash.slice(1)
  return Object.fromEntries(new URLSearchParams(text))
}

/** Redeems a code as the suite does. */
export function redeemCode(
  issuer: string,
  client: Client,
  code: string,
  changes: Sent = {},
): Promise<Answer> {
  const sent = { grant_type: 'authorization_code', code, redirect_uri: client.callbackUrl, ...changes }
  return postAs(issuer, '/oauth2/token', client, sent)
}

/** As {@link redeemCode}, with the secret in the form. */
export function redeemPosting(issuer: string, client: Client, code: string): Promise<Answer> {
  return postForm(issuer, '/oauth2/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.callbackUrl,
    client_id: client.id,
    client_secret: client.secret ?? '',
  })
}

/** Verifies an ID token as a relying party must (OpenID Connect Core §3.1.3.7). Out: its claims. Throws on any fault. */
export async function idTokenOf(party: RelyingParty, client: Client, token: string): Promise<JWTPayload> {
  const keys = (await send(textAt(party.metadata, 'jwks_uri'))).json()
  if (!isKeySet(keys)) throw new Error('the key set is none')
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer: party.issuer,
    audience: client.id,
    requiredClaims: ['sub', 'exp', 'iat'],
  })
  if (protectedHeader.kid === undefined) throw new Error('an ID token without a kid')
  return payload
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  return Array.isArray(at(value, 'keys'))
}

/** What at_hash and c_hash must be for RS256 (OpenID Connect Core §3.1.3.6). */
export function leftHalf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
}

/** The claims that userinfo answers with. Throws unless it answers 200. */
export async function userinfoOf(issuer: string, accessToken: string): Promise<unknown> {
  const answer = await send(`${issuer}/oauth2/userinfo`, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
  if (answer.status !== 200) throw new Error(`userinfo: ${answer.status} ${answer.text}`)
  return answer.json()
}
