import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readBearer } from '../../protocol/bearer.ts'
import { type Parameters, parseParameters } from '../../protocol/parameters.ts'
import { userInfo } from '../../services/tokens/userinfo.ts'
import type { Door } from '../door.ts'
import { sendBearerError } from '../errors.ts'
import { noStore } from '../headers.ts'
import { narrowToOwnOrigin } from './cross-origin.ts'

/**
 * Serves userinfo (OpenID Connect Core §5.3) by GET and POST, with the token in the Authorization header or,
 * by POST, in the form: as JSON, or as a JWT to applications that chose so.
 */
export function registerUserinfo(app: FastifyInstance, door: Door): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const token = readBearer(request.headers.authorization, formOf(request), queryOf(request))
    if (!token.ok) return sendBearerError(door, request, reply, { refused: token.error })
    const info = await userInfo(door.deps, token.value)
    if (!info.ok) return sendBearerError(door, request, reply, { refused: info.error, scope: 'openid' })
    const { value } = info
    await narrowToOwnOrigin(door, request, reply, value.clientId)
    if (value.kind === 'json') return noStore(reply).send(value.claims)
    return noStore(reply).type('application/jwt').send(value.jwt)
  }
  app.get('/oauth2/userinfo', answer)
  app.post('/oauth2/userinfo', answer)
}

/** The form that was posted; null when the body is none that can be read. */
function formOf({ body }: FastifyRequest): Parameters | null {
  const parameters = typeof body === 'string' ? parseParameters(body) : null
  return parameters?.ok === true ? parameters.value : null
}

function queryOf({ raw }: FastifyRequest): Parameters | null {
  const parameters = parseParameters(raw.url?.split('?')[1] ?? '')
  return parameters.ok ? parameters.value : null
}
