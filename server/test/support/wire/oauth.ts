import { createHash, randomBytes } from 'node:crypto'
import { type Answer, parseJson, send, textAt } from './answer.ts'
import { type Browser, hiddenFields, tickedBoxes } from './browser.ts'
import type { Client } from './management.ts'
import { MANAGER, type Stage } from './stage.ts'

/** Parameters of a request; null leaves one out that would be sent otherwise, a list repeats one. */
export type Sent = { readonly [name: string]: string | readonly string[] | null }

/** The form of parameters. */
export function formOf(sent: Sent): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(sent)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) form.append(name, one)
  }
  return form
}

/** A verifier and its S256 challenge (RFC 7636 §4). */
export function pkce(verifier = randomBytes(32).toString('base64url')): {
  readonly verifier: string
  readonly challenge: string
} {
  return { verifier, challenge: createHash('sha256').update(verifier, 'ascii').digest('base64url') }
}

/** The path of a good authorization request with changes. */
export function authorizePath(client: Client, challenge: string, changes: Sent = {}): string {
  const query = formOf({
    client_id: client.id,
    redirect_uri: client.callbackUrl,
    response_type: 'code',
    scope: client.scopes.join(' '),
    state: 'a state of the client',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  })
  return `/oauth2/authorize?${query.toString()}`
}

/** Whether an answer is the consent page. */
export function isAsked(answer: Answer): boolean {
  return answer.status === 200 && answer.text.includes('action="/consent"')
}

/**
 * Answers the consent page, if the answer is one, with its boxes as they come but for those that are unticked.
 * Out: the redirect that follows; any other answer as it is.
 */
export async function decide(
  browser: Browser,
  answer: Answer,
  decision: 'allow' | 'deny' = 'allow',
  unticked: readonly string[] = [],
): Promise<Answer> {
  if (!isAsked(answer)) return answer
  const { csrf = '', request = '' } = hiddenFields(answer.text)
  const scope = tickedBoxes(answer.text).filter(name => !unticked.includes(name))
  return browser.post('/consent', { csrf, request, decision, scope })
}

/** Takes a person through the authorization endpoint and, if it is shown, the consent page. */
export async function authorize(
  browser: Browser,
  client: Client,
  challenge: string,
  changes: Sent = {},
): Promise<Answer> {
  return decide(browser, await browser.get(authorizePath(client, challenge, changes)))
}

/** A code and what it must be redeemed with. */
export type Code = { readonly code: string; readonly verifier: string; readonly redirectUri: string }

/** Gets a code for a person; the manager unless told. Throws when there is none. */
export async function codeFor(
  stage: Stage,
  client: Client,
  changes: Sent = {},
  userName = MANAGER,
): Promise<Code> {
  const { verifier, challenge } = pkce()
  const answer = await authorize(await stage.person(userName), client, challenge, changes)
  const code = answer.location()?.searchParams.get('code')
  if (typeof code !== 'string') {
    throw new Error(`no code: ${answer.status} ${answer.headers.get('location')} ${answer.text}`)
  }
  const redirectUri = changes['redirect_uri']
  return { code, verifier, redirectUri: typeof redirectUri === 'string' ? redirectUri : client.callbackUrl }
}

/** HTTP Basic for a client (RFC 6749 §2.3.1). */
export function basic(id: string, secret: string): { readonly authorization: string } {
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** How a client proves itself at the token endpoint: Basic, or its client_id alone. */
function proof(client: Client): { headers: Readonly<Record<string, string>>; fields: Sent } {
  return client.secret === null
    ? { headers: {}, fields: { client_id: client.id } }
    : { headers: basic(client.id, client.secret), fields: {} }
}

/** Posts a form to an endpoint as it is given, with no client added. In: the base address and the endpoint's path. */
export function postForm(
  url: string,
  path: string,
  sent: Sent,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return send(`${url}${path}`, { method: 'POST', headers, body: formOf(sent) })
}

/** Posts a form as a client. In: the base address (several processes may serve one Latchkey) and the path. */
export function postAs(url: string, path: string, client: Client, sent: Sent): Promise<Answer> {
  const { headers, fields } = proof(client)
  return postForm(url, path, { ...fields, ...sent }, headers)
}

/** Redeems a code as its client would, with changes. */
export function redeem(url: string, client: Client, code: Code, changes: Sent = {}): Promise<Answer> {
  return postAs(url, '/oauth2/token', client, {
    grant_type: 'authorization_code',
    code: code.code,
    code_verifier: code.verifier,
    redirect_uri: code.redirectUri,
    ...changes,
  })
}

/** Uses a refresh token as its client would. */
export function refresh(url: string, client: Client, token: string, changes: Sent = {}): Promise<Answer> {
  return postAs(url, '/oauth2/token', client, {
    grant_type: 'refresh_token',
    refresh_token: token,
    ...changes,
  })
}

/** What a token response holds. */
type Tokens = {
  readonly access: string
  readonly refresh: string
  readonly scope: string
  readonly body: unknown
}

/** The tokens of a successful answer. Throws when it is none. */
export function tokensIn(answer: Answer): Tokens {
  if (answer.status !== 200) throw new Error(`no tokens: ${answer.status} ${answer.text}`)
  const body = answer.json()
  return {
    access: textAt(body, 'access_token'),
    refresh: textAt(body, 'refresh_token'),
    scope: textAt(body, 'scope'),
    body,
  }
}

/** Takes a person through the whole code grant. */
export async function tokensFor(
  stage: Stage,
  client: Client,
  changes: Sent = {},
  userName = MANAGER,
): Promise<Tokens> {
  return tokensIn(await redeem(stage.url, client, await codeFor(stage, client, changes, userName)))
}

/** The client credentials grant. */
export function clientCredentials(url: string, client: Client, changes: Sent = {}): Promise<Answer> {
  return postAs(url, '/oauth2/token', client, { grant_type: 'client_credentials', ...changes })
}

/** An access token that an application got for itself. Throws when it gets none. */
export async function ownToken(stage: Stage, client: Client, changes: Sent = {}): Promise<string> {
  const answer = await clientCredentials(stage.url, client, changes)
  if (answer.status !== 200) throw new Error(`no token: ${answer.status} ${answer.text}`)
  return textAt(answer.json(), 'access_token')
}

/** Introspects a token as a client. */
export function introspect(url: string, client: Client, token: string, changes: Sent = {}): Promise<Answer> {
  return postAs(url, '/oauth2/introspect', client, { token, ...changes })
}

/** Whether introspection says that a token is active. Throws when it does not answer 200. */
export async function isActive(url: string, client: Client, token: string): Promise<boolean> {
  const answer = await introspect(url, client, token)
  if (answer.status !== 200) throw new Error(`no introspection: ${answer.status} ${answer.text}`)
  return answer.text !== '{"active":false}'
}

/** The header and claims of a JWT, unverified. */
export function decodeJwt(token: string): { readonly header: unknown; readonly claims: unknown } {
  const [header = '', claims = ''] = token.split('.')
  const read = (part: string) => parseJson(Buffer.from(part, 'base64url').toString('utf8'))
  return { header: read(header), claims: read(claims) }
}
