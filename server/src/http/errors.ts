import type { Problem } from '@latchkey/contract/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bearerChallenge } from '../protocol/bearer.ts'
import { errorUri, onTheWire, type Refusal } from '../protocol/refusal.ts'
import type { RegistryRefusal } from '../registry/refusal.ts'
import { isConflict, isOutage } from '../services/outage.ts'
import type { Door } from './door.ts'
import { noStore, sendPage } from './headers.ts'
import { errorPage } from './pages/error-page.ts'
import { type ProblemBody, problem, problemOf } from './problems.ts'
import { noteRefusal } from './refusal-notes.ts'
import { wordsFor } from './words/words-for.ts'

/** Sends a problem (RFC 9457), in words that whoever asked reads (§3.1.3, §3.1.4). */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, body: ProblemBody): FastifyReply {
  const { language, translate } = wordsFor(request)
  const errors = body.errors?.map(fault => ({ ...fault, message: translate(fault.message) }))
  const problem: Problem = {
    ...body,
    title: translate(body.title),
    detail: translate(body.detail),
    ...(errors === undefined ? {} : { errors }),
    requestId: request.id,
  }
  return noStore(reply)
    .code(body.status)
    .header('content-language', language)
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

/** How long to wait, in seconds, before a password is sent again that could not be checked. */
const BUSY_FOR = 2

/** Answers a refusal of the registry. */
export function sendRegistryRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: RegistryRefusal,
): FastifyReply {
  if (refused.kind === 'too-many-attempts') reply.header('retry-after', refused.seconds)
  if (refused.kind === 'busy') reply.header('retry-after', BUSY_FOR)
  return sendProblem(request, reply, problemOf(refused))
}

/** The body of an error (RFC 6749 §5.2). It names the page that explains it to whoever may know. */
function errorBody(door: Door, request: FastifyRequest, error: string, description: string) {
  const { id } = request
  const error_uri = errorUri(door.deps.issuer, id)
  return { error, error_description: description, error_uri, request_id: id }
}

/** Answers a refusal of the protocol as RFC 6749 §5.2 says, logging the reason behind the code. */
export function sendOAuthError(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refusal,
): FastifyReply {
  const { status, code } = onTheWire(refused.reason)
  noteRefusal(request, refused)
  // RFC 6749 §5.2: named to whom tried it. Others sent a body, and some clients drop ours when a scheme is named.
  if (status === 401 && /^basic\b/i.test(request.headers.authorization ?? ''))
    reply.header('www-authenticate', 'Basic realm="latchkey", charset="UTF-8"')
  return noStore(reply)
    .code(status)
    .send(errorBody(door, request, code, refused.description))
}

/** Answers a refused bearer token (RFC 6750 §3). In: the refusal, and the scope that would do, where one would. */
export function sendBearerError(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  { refused, scope = null }: { readonly refused: Refusal; readonly scope?: string | null },
): FastifyReply {
  const { status, code } = onTheWire(refused.reason)
  noteRefusal(request, refused)
  reply.header('www-authenticate', bearerChallenge(refused, scope))
  return noStore(reply)
    .code(status)
    .send(errorBody(door, request, code, refused.description))
}

/** Answers a method that an endpoint does not take (RFC 9110 §15.5.6). In: those that it takes. */
export function sendMethodNotAllowed(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  taken: readonly string[],
): FastifyReply {
  const allowed = taken.join(', ')
  const description = `This endpoint takes ${allowed} only.`
  return noStore(reply)
    .code(405)
    .header('allow', allowed)
    .send(errorBody(door, request, 'invalid_request', description))
}

/** Shows a person an error. */
export function showError(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: {
    readonly status: number
    readonly title: string
    readonly detail: string
    readonly advice: string | null
  },
): FastifyReply {
  return sendPage(
    reply,
    shown.status,
    errorPage({ ...shown, words: wordsFor(request), requestId: request.id }),
  )
}

const ADVICE =
  'Go back to the application and start again. If this happens again, tell whoever runs it what stands above.'

/** Errors in doubt about the application or its redirect URI are shown, never sent (RFC 6749 §4.1.2.1). */
export function showRefusal(request: FastifyRequest, reply: FastifyReply, refused: Refusal): FastifyReply {
  noteRefusal(request, refused)
  return showError(request, reply, {
    status: 400,
    title: 'This sign-in request cannot be answered',
    detail: refused.description,
    advice: ADVICE,
  })
}

type Fault = { readonly status: number; readonly title: string; readonly detail: string }

/** What a thrown error means to the caller. Everything unknown is a bug: 500, logged, nothing leaked. */
function faultOf(error: unknown, request: FastifyRequest): Fault {
  if (isOutage(error)) {
    request.log.error({ err: error }, 'the database is away')
    return {
      status: 503,
      title: 'Not available now',
      detail:
        'The server cannot do this now. Nothing was changed that is not confirmed. Try again in a moment.',
    }
  }
  if (isConflict(error)) {
    request.log.warn({ err: error }, 'others were faster, again and again')
    return {
      status: 409,
      title: 'Changed at the same moment',
      detail: 'Somebody else wrote the same at this moment. Nothing was changed; try again.',
    }
  }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) {
    const most = request.routeOptions.bodyLimit / 1024
    return { status, title: 'Too large', detail: `The body is larger than ${most} kB.` }
  }
  if (status === 415)
    return {
      status,
      title: 'Unsupported content type',
      detail:
        'Send the content type that this endpoint asks for: JSON for the management API and for registrations, form-encoded elsewhere.',
    }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return {
      status: 400,
      title: 'Not readable',
      detail: 'The request could not be read. Check its syntax and its headers.',
    }
  }
  request.log.error({ err: error }, 'unexpected fault')
  return {
    status: 500,
    title: 'A fault of ours',
    detail: 'Something went wrong that should not. Quote the request id when you report it.',
  }
}

/** What a fault looks like in each part of the door. */
type FaultStyle = 'problem' | 'oauth' | 'page'

/** How much more of a body that is too large is read and dropped before the connection is cut. */
const MOST_DRAINED = 64 * 1024 * 1024

/**
 * Lets a client that is still sending read the answer: closing on it at once would reset the connection, and the
 * answer with it. What comes is dropped, bounded in size here and in time by the server's request timeout.
 */
function drain(request: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection')
  let left = MOST_DRAINED
  request.raw.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.raw.destroy()
  })
  request.raw.resume()
}

function sendFault(
  { door, style }: { readonly door: Door; readonly style: FaultStyle },
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (fault.status === 503) reply.header('retry-after', '2')
  if (fault.status === 413) drain(request, reply)
  switch (style) {
    case 'problem':
      return sendProblem(request, reply, problem(fault.status, 'fault', fault.title, fault.detail))
    case 'oauth': {
      const error =
        fault.status === 503
          ? 'temporarily_unavailable'
          : fault.status === 500
            ? 'server_error'
            : 'invalid_request'
      return noStore(reply)
        .code(fault.status)
        .send(errorBody(door, request, error, fault.detail))
    }
    case 'page':
      return showError(request, reply, { ...fault, advice: null })
  }
}

/** Catches everything thrown in one part of the door, once. */
export function catchFaults(app: FastifyInstance, door: Door, style: FaultStyle): void {
  app.setErrorHandler((error, request, reply) =>
    sendFault({ door, style }, faultOf(error, request), request, reply),
  )
}
