import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApplicationId } from '../../lib/ids.ts'
import type { Door } from '../door.ts'
import { sendMethodNotAllowed } from '../errors.ts'

const ASKED_HEADERS = 'authorization, content-type, dpop'
const SHOWN_HEADERS = 'www-authenticate, retry-after'
const KEPT_SECONDS = 7200

/**
 * Lets browser applications call the endpoints of this part of the door (Fetch §3.2). Preflights are answered to every
 * origin but the opaque one: they say which headers may be sent and nothing else. An answer may be read by everybody
 * as long as it is not known whose it is, since such an answer holds no secret and an integrator has to see why;
 * {@link narrowToOwnOrigin} narrows that once it is. Credentials are never allowed: no cookie opens these endpoints.
 * In: the paths, and the methods that each takes.
 */
export function allowBrowsers(
  app: FastifyInstance,
  door: Door,
  paths: Readonly<Record<string, string>>,
): void {
  app.addHook('onRequest', async (request, reply) => {
    if (originOf(request) === null) return
    reply
      .header('vary', 'Origin')
      .header('access-control-allow-origin', '*')
      .header('access-control-expose-headers', SHOWN_HEADERS)
      .header('cross-origin-resource-policy', 'cross-origin')
  })
  for (const [path, methods] of Object.entries(paths)) {
    app.options(path, async (request, reply) => {
      if (originOf(request) === null) return sendMethodNotAllowed(door, request, reply, methods.split(', '))
      return reply
        .code(204)
        .header('access-control-allow-methods', methods)
        .header('access-control-allow-headers', ASKED_HEADERS)
        .header('access-control-max-age', KEPT_SECONDS)
        .send()
    })
  }
}

/**
 * Once an answer belongs to an application, it may be read by the origins of that application's own callback URLs
 * alone. In: the application's id, which has been proved.
 */
export async function narrowToOwnOrigin(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  applicationId: ApplicationId,
): Promise<void> {
  const origin = originOf(request)
  if (origin === null) return
  const callbackUrls = (await door.deps.known.client(applicationId))?.registration.callbackUrls ?? []
  const own = callbackUrls.some(url => /^https?:/.test(url) && new URL(url).origin === origin)
  if (own) {
    reply.header('access-control-allow-origin', origin)
    return
  }
  reply.removeHeader('access-control-allow-origin')
  reply.removeHeader('access-control-expose-headers')
  reply.header('cross-origin-resource-policy', 'same-origin')
}

/** The origin that asks; null when no page does, or one that hides its own (`null`: sandboxed frames, files). */
function originOf({ headers }: FastifyRequest): string | null {
  return headers.origin === undefined || headers.origin === 'null' ? null : headers.origin
}
