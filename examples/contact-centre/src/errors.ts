import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply }
type Failure = { readonly status: number; readonly error: string; readonly description: string }

/** Sends an error in the one form that all errors of this server have. */
export function fail({ request, reply }: Exchange, { status, error, description }: Failure): FastifyReply {
  return reply.code(status).send({ error, error_description: description, request_id: request.id })
}

/** Makes the server answer what nobody handles in that form too: unknown paths, bad bodies, bugs. */
export function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    const description = `There is no ${request.method} ${request.url.split('?')[0]}. See /openapi.json.`
    return fail({ request, reply }, { status: 404, error: 'not_found', description })
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = failureOf(error)
    if (failure.status === 500) request.log.error({ err: error }, 'unexpected error')
    return fail({ request, reply }, failure)
  })
}

function failureOf({ statusCode = 500, message }: FastifyError): Failure {
  switch (statusCode) {
    case 413:
      return { status: 413, error: 'too_large', description: 'The body is larger than 64 KB.' }
    case 415:
      return {
        status: 415,
        error: 'unsupported_media_type',
        description: 'Send the body as application/json.',
      }
    default:
      // A 4xx is about the caller's own input. What a bug says is for the log alone.
      return statusCode >= 400 && statusCode < 500
        ? { status: 400, error: 'invalid_request', description: message }
        : { status: 500, error: 'server_error', description: 'Something went wrong on our side.' }
  }
}
