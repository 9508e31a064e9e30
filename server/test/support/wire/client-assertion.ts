import { randomUUID } from 'node:crypto'
import { type Client, edit, register } from './management.ts'
import type { Sent } from './oauth.ts'
import { type ClientKey, keySetOf, seconds, signWith } from './request-object.ts'
import type { Stage } from './stage.ts'

/** The one kind of client assertion there is. */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** The claims of a good client assertion, with changes; undefined leaves one out. */
export function assertionClaims(
  stage: Pick<Stage, 'url'>,
  client: Pick<Client, 'id'>,
  changes: object = {},
): object {
  return {
    iss: client.id,
    sub: client.id,
    aud: stage.url,
    jti: randomUUID(),
    iat: seconds(0),
    exp: seconds(60),
    ...changes,
  }
}

/** Signs a client assertion. In: the key, its claims, and what the header says beside or instead of the usual. */
export function signAssertion(key: ClientKey, claims: object, header: object = {}): Promise<string> {
  return signWith(key, claims, { typ: 'JWT', ...header })
}

/** The parameters with which a client proves itself by an assertion. */
export function asserting(assertion: string): Sent {
  return { client_assertion: assertion, client_assertion_type: ASSERTION_TYPE }
}

/** Registers by hand an application that proves itself by a key, with whatever other metadata. */
export async function registerKeyHolder(
  stage: Stage,
  key: ClientKey,
  metadata: object = {},
): Promise<Client> {
  const client = await register(stage)
  const own = { jwks: keySetOf(key), tokenEndpointAuthMethod: 'private_key_jwt' }
  await edit(stage, client.id, { metadata: { ...own, ...metadata } })
  return client
}
