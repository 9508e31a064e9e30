import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseBearer } from '../../protocol/bearer.ts'
import { parseParameters } from '../../protocol/parameters.ts'
import { refusal } from '../../protocol/refusal.ts'
import { userInfo } from '../../services/tokens/userinfo.ts'
import type { Door } from '../door.ts'
import { sendBearerError } from '../errors.ts'
import { noStore } from '../headers.ts'

/** Serves userinfo (OpenID Connect Core §5.3) by GET and POST, with the token in the Authorization header. */
export function registerUserinfo(app: FastifyInstance, door: Door): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    if (holdsTokenElsewhere(request)) {
      const refused = refusal(
        'parameter_malformed',
        'Send the access token in the Authorization header, and only there.',
      )
      return sendBearerError(request, reply, refused)
    }
    const token = parseBearer(request.headers.authorization)
    if (!token.ok) return sendBearerError(request, reply, token.error)
    const info = await userInfo(door.deps, token.value)
    if (!info.ok) return sendBearerError(request, reply, info.error, 'openid')
    return noStore(reply).send(info.value)
  }
  app.get('/oauth2/userinfo', answer)
  app.post('/oauth2/userinfo', answer)
}

/** RFC 6750 §2: one method at a time; RFC 9700 §4.3.2: never in the query. */
function holdsTokenElsewhere(request: FastifyRequest): boolean {
  const query = request.raw.url?.split('?')[1] ?? ''
  return [query, request.body].some(text => {
    const parameters = typeof text === 'string' ? parseParameters(text) : null
    return parameters?.ok === true && parameters.value.has('access_token')
  })
}
