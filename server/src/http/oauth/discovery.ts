import { LANGUAGES } from '@latchkey/contract/words/language.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { serverMetadata } from '../../protocol/metadata.ts'
import { OPENID_SCOPES } from '../../protocol/scope.ts'
import type { Door } from '../door.ts'

const PATHS = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']
const MAX_AGE = 300

/** Serves the two metadata documents (RFC 8414 §3, OpenID Connect Discovery §4) and the key set (RFC 7517 §5). */
export function registerDiscovery(app: FastifyInstance, door: Door): void {
  const { deps } = door
  for (const path of PATHS) {
    app.get(path, async (_request, reply) => {
      const { scopes } = await deps.known.apis()
      const names = [...OPENID_SCOPES, ...scopes.map(scope => scope.name)]
      return publicly(reply).send(
        serverMetadata(deps.issuer, names, { ...(await deps.known.offers()), languages: LANGUAGES }),
      )
    })
  }
  app.get('/oauth2/jwks', async (_request, reply) =>
    publicly(reply).type('application/jwk-set+json').send(JSON.stringify(deps.keyring().publicKeys())),
  )
}

/** Anybody may read these from anywhere, a browser application too. */
function publicly(reply: FastifyReply): FastifyReply {
  return reply
    .header('cache-control', `public, max-age=${MAX_AGE}`)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
}
