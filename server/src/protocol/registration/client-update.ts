import { err, ok, type Result } from '../../lib/result.ts'
import { type Refusal, refusal } from '../refusal.ts'
import { type ClientRequest, parseClientRequest } from './client-request.ts'
import type { Fields } from './registration-body.ts'

/** A request to replace a registration, and by what it names the client. */
type ClientUpdate = {
  readonly named: { readonly clientId: string | null; readonly clientSecret: string | null }
  readonly request: ClientRequest
}

/** RFC 7592 §2.2: what the server says of a client is not the client's to set. */
const OURS = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
]

/**
 * Reads a request to replace a registration (RFC 7592 §2.2): all of it, and the client_id.
 * In: the members of the body. Refuses what is ours to set, and as {@link parseClientRequest} does.
 */
export function parseClientUpdate(fields: Fields): Result<ClientUpdate, Refusal> {
  const ours = OURS.find(name => fields.has(name))
  if (ours !== undefined) {
    return err(refusal('client_metadata_invalid', `${ours} is set by the server: leave it out.`))
  }
  const request = parseClientRequest(fields)
  if (!request.ok) return request
  const text = (name: string): string | null => {
    const value = fields.get(name)
    return value === undefined ? null : typeof value === 'string' ? value : ''
  }
  const named = { clientId: text('client_id'), clientSecret: text('client_secret') }
  return ok({ named, request: request.value })
}
