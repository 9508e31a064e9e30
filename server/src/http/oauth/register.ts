import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isApplicationId } from '../../lib/ids.ts'
import type { Result } from '../../lib/result.ts'
import { parseBearer } from '../../protocol/bearer.ts'
import { onTheWire, type Refusal, refusal } from '../../protocol/refusal.ts'
import { parseClientRequest } from '../../protocol/registration/client-request.ts'
import { parseClientUpdate } from '../../protocol/registration/client-update.ts'
import { type Fields, readRegistrationBody } from '../../protocol/registration/registration-body.ts'
import {
  deleteClient,
  type ManagedClient,
  openClient,
  readClient,
  replaceClient,
} from '../../services/applications/dynamic/manage-client.ts'
import { openRegistrationToken, registerClient } from '../../services/applications/dynamic/register-client.ts'
import type { Wait } from '../attempt-counter.ts'
import type { Door } from '../door.ts'
import { catchFaults, sendBearerError, sendMethodNotAllowed, sendOAuthError } from '../errors.ts'
import { noStore } from '../headers.ts'
import { noteApplication } from '../refusal-notes.ts'
import { allowBrowsers } from './cross-origin.ts'

const ENDPOINT = '/oauth2/register'
const ONE_CLIENT = `${ENDPOINT}/:clientId`

type OneClient = { Params: { clientId: string } }

/**
 * Serves dynamic client registration (RFC 7591 §3, OpenID Connect Registration §3) and its management (RFC 7592 §2).
 * Bodies are JSON. A page of any origin may call it: what opens it is a token that the page holds, never a cookie.
 */
export function registerRegistration(app: FastifyInstance, door: Door): void {
  app.removeAllContentTypeParsers()
  // As text: a member that is given twice would be gone from what is parsed.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  catchFaults(app, door, 'oauth')
  allowBrowsers(app, door, { [ENDPOINT]: 'POST', [ONE_CLIENT]: 'GET, PUT, DELETE' })

  app.post(ENDPOINT, async (request, reply) => register(door, request, reply))

  app.get<OneClient>(ONE_CLIENT, async (request, reply) => {
    const client = await clientOf(door, request, reply)
    return client === null ? reply : noStore(reply).send(readClient(door.deps, client))
  })

  app.put<OneClient>(ONE_CLIENT, async (request, reply) => {
    const client = await clientOf(door, request, reply)
    if (client === null) return reply
    const fields = fieldsOf(request)
    const update = fields.ok ? parseClientUpdate(fields.value) : fields
    if (!update.ok) return refuse(door, request, reply, update.error)
    const replaced = await replaceClient(door.deps, client, update.value, request.id)
    return replaced.ok ? noStore(reply).send(replaced.value) : refuse(door, request, reply, replaced.error)
  })

  app.delete<OneClient>(ONE_CLIENT, async (request, reply) => {
    const client = await clientOf(door, request, reply)
    if (client === null) return reply
    await deleteClient(door.deps, client, request.id)
    return noStore(reply).code(204).send()
  })

  refuseOtherMethods(app, door, ENDPOINT, ['POST'])
  refuseOtherMethods(app, door, ONE_CLIENT, ['GET', 'HEAD', 'PUT', 'DELETE'])
}

async function register(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const pause = door.throttle.registration(request.ip)
  if (pause !== null) return slowDown(door, request, reply, pause)
  const bearer = parseBearer(request.headers.authorization)
  const opened = bearer.ok ? await openRegistrationToken(door.deps, bearer.value) : bearer
  if (!opened.ok) return refuse(door, request, reply, opened.error)
  const busy = door.throttle.registrationIn(opened.value.unit.id)
  if (busy !== null) return slowDown(door, request, reply, busy)
  const fields = fieldsOf(request)
  const asked = fields.ok ? parseClientRequest(fields.value) : fields
  if (!asked.ok) return refuse(door, request, reply, asked.error)
  const registered = await registerClient(door.deps, opened.value, asked.value, request.id)
  if (!registered.ok) return refuse(door, request, reply, registered.error)
  return noStore(reply).code(201).send(registered.value)
}

function fieldsOf(request: FastifyRequest): Result<Fields, Refusal> {
  return readRegistrationBody(typeof request.body === 'string' ? request.body : '')
}

/** The client that manages itself; null when it was refused, and then the answer is sent. */
async function clientOf(
  door: Door,
  request: FastifyRequest<OneClient>,
  reply: FastifyReply,
): Promise<ManagedClient | null> {
  const { clientId } = request.params
  const bearer = parseBearer(request.headers.authorization)
  const client = bearer.ok ? await openClient(door.deps, clientId, bearer.value) : bearer
  if (client.ok) {
    noteApplication(request, client.value.registration.id)
    return client.value
  }
  if (isApplicationId(clientId)) noteApplication(request, clientId)
  const pause = door.throttle.strangerRefused(request.ip)
  if (pause === null) refuse(door, request, reply, client.error)
  else slowDown(door, request, reply, pause)
  return null
}

/** RFC 7591 §3.2.2; a token that does not open anything is answered as RFC 6750 §3 says. */
function refuse(door: Door, request: FastifyRequest, reply: FastifyReply, refused: Refusal): FastifyReply {
  return onTheWire(refused.reason).status === 401
    ? sendBearerError(door, request, reply, { refused })
    : sendOAuthError(door, request, reply, refused)
}

function slowDown(door: Door, request: FastifyRequest, reply: FastifyReply, { seconds }: Wait): FastifyReply {
  reply.header('retry-after', seconds)
  const description = `Too many registrations, or attempts at it. Try again in ${seconds} s.`
  return sendOAuthError(door, request, reply, refusal('registrations_throttled', description))
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

function refuseOtherMethods(app: FastifyInstance, door: Door, url: string, taken: readonly string[]): void {
  app.route({
    method: METHODS.filter(method => !taken.includes(method)),
    url,
    handler: (request, reply) => sendMethodNotAllowed(door, request, reply, taken),
  })
}
