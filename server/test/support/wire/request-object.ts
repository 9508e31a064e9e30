import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import { CompactSign } from 'jose'
import { type Listening, startListening } from '../listening.ts'
import type { Answer } from './answer.ts'
import { type Client, edit, register } from './management.ts'
import { decide, formOf, pkce, type Sent } from './oauth.ts'
import { MANAGER, type Stage } from './stage.ts'

type Algorithm = 'ES256' | 'RS256' | 'PS256' | 'EdDSA'

/** A key pair with which an application signs, and how it is named in its key set. */
export type ClientKey = {
  readonly algorithm: Algorithm
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** Makes a key pair of the kind that an algorithm needs. */
export function makeClientKey(algorithm: Algorithm, kid: string): ClientKey {
  return { algorithm, kid, ...makePair(algorithm) }
}

function makePair(algorithm: Algorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' })
    case 'RS256':
    case 'PS256':
      return generateKeyPairSync('rsa', { modulusLength: 2048 })
    case 'EdDSA':
      return generateKeyPairSync('ed25519')
  }
}

/** The text of a key set with the public halves. */
export function keySetOf(...keys: readonly ClientKey[]): string {
  return JSON.stringify({
    keys: keys.map(({ publicKey, kid }) => ({ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' })),
  })
}

/** One part of a JWT. */
export function encodePart(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
}

/** Signs claims, or a text that stands for them, as they are. In: what the header says beside or instead of the usual. */
export function signWith(key: ClientKey, claims: object | string, header: object = {}): Promise<string> {
  const whole = { typ: 'oauth-authz-req+jwt', kid: key.kid, ...header, alg: key.algorithm }
  return new CompactSign(Buffer.from(typeof claims === 'string' ? claims : JSON.stringify(claims)))
    .setProtectedHeader(whole)
    .sign(key.privateKey)
}

/** A JWT with alg none. */
export function unsigned(claims: object, header: object = {}): string {
  return `${encodePart({ alg: 'none', ...header })}.${encodePart(claims)}.`
}

/** A time that lies ahead, as JWTs tell it. */
export function seconds(ahead: number): number {
  return Math.floor(Date.now() / 1000) + ahead
}

/** The claims of a good request object, with changes; undefined leaves one out. */
export function requestClaims(stage: Pick<Stage, 'url'>, client: Client, changes: object = {}): object {
  return {
    iss: client.id,
    aud: stage.url,
    iat: seconds(0),
    exp: seconds(300),
    client_id: client.id,
    response_type: 'code',
    redirect_uri: client.callbackUrl,
    scope: client.scopes.join(' '),
    state: 'a state inside',
    code_challenge: pkce().challenge,
    code_challenge_method: 'S256',
    ...changes,
  }
}

/** The path of an authorization request with a request object and what comes beside it. */
export function objectPath(client: Client, beside: Sent): string {
  return `/oauth2/authorize?${formOf({ client_id: client.id, ...beside }).toString()}`
}

/** Registers an application whose key set holds one key, with whatever other metadata. */
export async function registerSigner(
  stage: Stage,
  key: ClientKey,
  metadata: object = {},
  wanted: Parameters<typeof register>[1] = {},
): Promise<Client> {
  const client = await register(stage, wanted)
  await edit(stage, client.id, { metadata: { jwks: keySetOf(key), ...metadata } })
  return client
}

/** Sends a request of the manager, and says yes on the consent page. */
export async function askWith(stage: Stage, client: Client, beside: Sent): Promise<Answer> {
  const manager = await stage.person(MANAGER)
  return decide(manager, await manager.get(objectPath(client, beside)))
}

/** A parameter in the query of the address that an answer leads to. */
export function parameter(answer: Answer, name: string): string | null {
  return answer.location()?.searchParams.get(name) ?? null
}

/** What an application serves to whoever asks, until it is changed, and with which Accept header it was asked. */
type Place = Listening & {
  readonly serves: { text: string; status: number }
  readonly accepts: readonly string[]
  readonly url: (path: string) => string
}

/** Starts the server of an application on this machine. */
export async function startPlace(text = ''): Promise<Place> {
  const serves = { text, status: 200 }
  const accepts: string[] = []
  const server = createServer((request, response) => {
    accepts.push(request.headers.accept ?? '')
    response.writeHead(serves.status, { 'content-type': 'application/oauth-authz-req+jwt' }).end(serves.text)
  })
  const listening = await startListening(server)
  return { ...listening, serves, accepts, url: path => `http://127.0.0.1:${listening.port}${path}` }
}
