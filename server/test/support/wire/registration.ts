import { type Answer, at, isRecord, send, textAt } from './answer.ts'
import { type Client, call, freshName } from './management.ts'
import { MANAGER, type Stage } from './stage.ts'

type WantedToken = {
  readonly by?: string
  readonly label?: string
  readonly uses?: number
  readonly expiresInSeconds?: number
  readonly scopes?: readonly string[]
  readonly requirePkce?: boolean
  readonly tokenEndpointAudienceAllowed?: boolean
}

/** Switches dynamic registration on or off for a manager's business unit. Throws when that is refused. */
export async function allowRegistration(stage: Stage, allowed = true, by = MANAGER): Promise<void> {
  const body = { dynamicRegistrationAllowed: allowed }
  const answer = await call(await stage.person(by), 'PATCH /business-unit', { body })
  if (answer.status !== 200) throw new Error(`not switched: ${answer.status} ${answer.text}`)
}

/** Makes a registration token with many uses; registration is switched on first. Out: its id and its value. */
export async function makeRegistrationToken(
  stage: Stage,
  wanted: WantedToken = {},
): Promise<{ readonly id: string; readonly value: string }> {
  const { by = MANAGER, ...rest } = wanted
  await allowRegistration(stage, true, by)
  const body = { uses: 1000, scopes: ['RealTimeApi', 'ReportingApi'], ...rest }
  const answer = await call(await stage.person(by), 'POST /registration-tokens', { body })
  if (answer.status !== 201) throw new Error(`no registration token: ${answer.status} ${answer.text}`)
  return { id: textAt(answer.json(), 'token', 'id'), value: textAt(answer.json(), 'value') }
}

/** Sends a request to the registration endpoint as it is given. In: the token, or null for none. */
export function askToRegister(url: string, token: string | null, metadata: unknown): Promise<Answer> {
  return send(`${url}/oauth2/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
  })
}

function bearer(token: string | null): Readonly<Record<string, string>> {
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

/** A client that registered itself, and how it manages that. */
export type DynamicClient = Client & {
  readonly token: string
  readonly uri: string
  readonly information: Readonly<Record<string, unknown>>
}

/** What a client with a redirect URI sends, with changes. */
export function metadataOf(changes: object = {}): object {
  return { client_name: freshName(), redirect_uris: ['https://client.example/callback'], ...changes }
}

/** Registers a client. Throws when it is refused. */
export async function registerDynamically(
  stage: Stage,
  token: string,
  changes: object = {},
): Promise<DynamicClient> {
  const answer = await askToRegister(stage.url, token, metadataOf(changes))
  if (answer.status !== 201) throw new Error(`not registered: ${answer.status} ${answer.text}`)
  return clientIn(answer)
}

/** The client in an answer to a registration. */
export function clientIn(answer: Answer): DynamicClient {
  const information = answer.json()
  if (!isRecord(information)) throw new Error(`no client information: ${answer.text}`)
  const secret = at(information, 'client_secret')
  const redirectUri = at(information, 'redirect_uris', 0)
  return {
    id: textAt(information, 'client_id'),
    secret: typeof secret === 'string' ? secret : null,
    callbackUrl: typeof redirectUri === 'string' ? redirectUri : '',
    scopes: ['openid'],
    token: textAt(information, 'registration_access_token'),
    uri: textAt(information, 'registration_client_uri'),
    information,
  }
}

/** Reads, replaces or deletes a registration. In: another token than the client's own, if any. */
export function manage(
  client: DynamicClient,
  method: 'GET' | 'PUT' | 'DELETE',
  sent: { readonly metadata?: unknown; readonly token?: string | null; readonly uri?: string } = {},
): Promise<Answer> {
  const { metadata, token = client.token, uri = client.uri } = sent
  const json = metadata === undefined ? {} : { 'content-type': 'application/json' }
  return send(uri, {
    method,
    headers: { ...json, ...bearer(token) },
    ...(metadata === undefined ? {} : { body: JSON.stringify(metadata) }),
  })
}

/** What a client may send back of its information to keep everything as it is, with changes. */
export function replacementOf(client: DynamicClient, changes: object = {}): object {
  const ours = [
    'registration_access_token',
    'registration_client_uri',
    'client_secret_expires_at',
    'client_id_issued_at',
  ]
  const kept = Object.entries(client.information).filter(([name]) => !ours.includes(name))
  return { ...Object.fromEntries(kept), ...changes }
}
