import { createHash } from 'node:crypto'
import { type Answer, at, send } from './answer.ts'
import { type Client, call, edit, register } from './management.ts'
import { authorize, pkce, type Sent } from './oauth.ts'
import { MANAGER, type Stage } from './stage.ts'

/** Every algorithm an application may choose, with the hash that its at_hash and c_hash are made with. */
export const ALGORITHMS = [
  { alg: 'RS256', hash: 'sha256' },
  { alg: 'ES256', hash: 'sha256' },
  { alg: 'PS256', hash: 'sha256' },
  { alg: 'EdDSA', hash: 'sha512' },
] as const

/** Registers a confidential application with choices of its own, for which the implicit grant is on. */
export async function registerChoosing(
  stage: Stage,
  metadata: Readonly<Record<string, unknown>>,
  callbackUrls: readonly string[] = ['https://client.example/callback'],
): Promise<Client> {
  const manager = await stage.person(MANAGER)
  await call(manager, 'PATCH /business-unit', { body: { implicitAllowed: true } })
  const client = await register(stage, { callbackUrls })
  await edit(stage, client.id, { implicitAllowed: true, metadata })
  return client
}

/** Asks for an edit with the version the application has now. Out: the answer, whatever it is. */
export async function askForEdit(stage: Stage, id: string, body: unknown): Promise<Answer> {
  const manager = await stage.person(MANAGER)
  const etag = (await call(manager, `GET /applications/${id}`)).headers.get('etag') ?? ''
  return call(manager, `PATCH /applications/${id}`, { body, headers: { 'if-match': etag } })
}

/** What comes back in the fragment when the manager is sent for several things at once, with the verifier of a code. */
export async function inFragment(
  stage: Stage,
  client: Client,
  changes: Sent,
): Promise<{ readonly fragment: URLSearchParams; readonly verifier: string }> {
  const { verifier, challenge } = pkce()
  const openid = { scope: 'openid profile RealTimeApi', nonce: 'a nonce', ...changes }
  const answer = await authorize(await stage.person(MANAGER), client, challenge, openid)
  return { fragment: new URLSearchParams(answer.location()?.hash.slice(1)), verifier }
}

/** The left half of a hash, as at_hash and c_hash hold it (OpenID Connect Core §3.1.3.6). */
export function leftHalf(hash: 'sha256' | 'sha512', text: string): string {
  const digest = createHash(hash).update(text, 'ascii').digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

/** Asks userinfo with an access token. */
export function userinfo(stage: Stage, token: string, method: 'GET' | 'POST' = 'GET'): Promise<Answer> {
  return send(`${stage.url}/oauth2/userinfo`, { method, headers: { authorization: `Bearer ${token}` } })
}

/** The subject that a userinfo answer in JSON names. */
export async function subjectAtUserinfo(stage: Stage, token: string): Promise<unknown> {
  return at((await userinfo(stage, token)).json(), 'sub')
}
