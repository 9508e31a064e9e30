import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from './caller.ts'
import type { Guard } from './guard.ts'
import { presentedToken } from './presented-token.ts'

const callers = new WeakMap<IncomingMessage, Caller>()

/**
 * Makes a Fastify hook that lets only callers with all these scopes through. Use it as `onRequest`, so
 * that the body of a stranger is not even parsed, or as `preHandler` where form bodies are accepted, so
 * that a token inside one is noticed too. Refusals are answered as JSON with the id of the request.
 */
export function requireScope(guard: Guard, ...scopes: readonly string[]) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const decision = await guard.authorize(presentedToken(request.raw, formOf(request)), scopes)
    if (decision.ok) {
      callers.set(request.raw, decision.caller)
      return undefined
    }
    const { refusal, answer } = decision
    if (refusal.kind === 'unavailable') request.log.warn({ cause: refusal.cause }, 'token keys unavailable')
    return reply
      .code(answer.status)
      .headers(answer.headers)
      .send({ ...answer.body, request_id: request.id })
  }
}

/**
 * Who calls, in a handler behind `requireScope`.
 *
 * @throws Error when the route is not behind `requireScope`: a mistake in the program, not of the caller
 */
export function callerOf(request: { readonly raw: IncomingMessage }): Caller {
  const caller = callers.get(request.raw)
  if (caller === undefined) throw new Error('callerOf: this route is not behind requireScope')
  return caller
}

/** RFC 6750 §2.2 knows tokens in form bodies only; an `access_token` in a JSON body is just a value. */
function formOf(request: FastifyRequest): unknown {
  const type = request.headers['content-type'] ?? ''
  return /^application\/x-www-form-urlencoded\b/i.test(type) ? request.body : undefined
}
