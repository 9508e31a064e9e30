import type { FastifyReply, FastifyRequest } from 'fastify'
import { err, type Result } from '../../lib/result.ts'
import { type AuthenticatedClient, parseClientClaim } from '../../protocol/client-authentication.ts'
import { type Parameters, parseParameters } from '../../protocol/parameters.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import { proveClient } from '../../services/tokens/authenticate-client.ts'
import type { Wait } from '../attempt-counter.ts'
import type { Door } from '../door.ts'
import { noteApplication, noteParameters } from '../refusal-notes.ts'

/** Decodes the form of a request. Refuses a body that is not one. */
export function formOf(request: FastifyRequest): Result<Parameters, Refusal> {
  if (typeof request.body !== 'string') {
    return err(
      refusal('body_not_form', 'Send the parameters in the body as application/x-www-form-urlencoded.'),
    )
  }
  const parameters = parseParameters(request.body)
  if (parameters.ok) noteParameters(request, parameters.value)
  return parameters
}

/**
 * Authenticates the client of a request, slowing down who guesses secrets.
 * Out: the proof. Refuses as the protocol does, or with `client_throttled` and a Retry-After header.
 */
export async function clientOf(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  parameters: Parameters,
): Promise<Result<AuthenticatedClient, Refusal>> {
  const claim = parseClientClaim(request.headers.authorization, parameters)
  if (!claim.ok) return claim
  const { clientId } = claim.value
  noteApplication(request, clientId)
  const wait = door.throttle.client(clientId, request.ip)
  if (wait !== null) return err(slowDown(reply, 'client_throttled', wait))
  const client = await proveClient(door.deps, claim.value, request.ip)
  if (client.ok) return client
  door.throttle.clientFailed(clientId, request.ip)
  const pause = door.throttle.strangerRefused(request.ip)
  return pause === null ? client : err(slowDown(reply, 'client_throttled', pause))
}

/** The refusal of who failed too often; the header says for how long (RFC 6585 §4). */
export function slowDown(
  reply: FastifyReply,
  reason: 'client_throttled' | 'tokens_guessed',
  { seconds }: Wait,
): Refusal {
  reply.header('retry-after', seconds)
  const what = reason === 'client_throttled' ? 'failed attempts' : 'questions about unknown tokens'
  return refusal(reason, `Too many ${what}. Try again in ${seconds} s.`)
}

/** The methods that an endpoint does not take which is for POST alone (RFC 6749 §3.2). */
export const NOT_POST = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'] as const
