import type { FastifyInstance } from 'fastify'
import { readPictureOf } from '../services/applications/dynamic/client-picture.ts'
import type { Door } from './door.ts'

const YEAR = 31_536_000

type OneLogo = { Params: { clientId: string; hash: string } }

/** Where a picture of an application is served. In: the Application ID, and the hash of the picture's bytes. */
export function logoPath(clientId: string, hash: string): string {
  return `/logos/${clientId}/${hash}`
}

/**
 * Serves copies of the logos that applications registered. The bytes are a stranger's: they go out under the type that
 * they were found to have, and even opened as a document they may do nothing (SECURITY.md WEB22).
 */
export function registerLogos(app: FastifyInstance, door: Door): void {
  app.get<OneLogo>(logoPath(':clientId', ':hash'), async (request, reply) => {
    const { clientId, hash } = request.params
    const picture = await readPictureOf(door.deps, clientId, hash)
    if (picture === null) return reply.callNotFound()
    return reply
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', `public, max-age=${YEAR}, immutable`)
      .type(picture.type)
      .send(picture.bytes)
  })
}
