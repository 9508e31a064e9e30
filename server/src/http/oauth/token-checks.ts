import type { FastifyInstance } from 'fastify'
import { single } from '../../protocol/parameters.ts'
import { refusal } from '../../protocol/refusal.ts'
import { introspect } from '../../services/tokens/introspect.ts'
import { revokeOwnToken } from '../../services/tokens/revoke-token.ts'
import type { Door } from '../door.ts'
import { sendOAuthError } from '../errors.ts'
import { noStore } from '../headers.ts'
import { clientOf, formOf, slowDown } from './client.ts'
import { narrowToOwnOrigin } from './cross-origin.ts'

const NO_TOKEN = refusal('parameter_missing', 'The parameter token is missing.')

/** Serves introspection (RFC 7662 §2) and revocation (RFC 7009 §2). token_type_hint is not needed: tokens tell. */
export function registerTokenChecks(app: FastifyInstance, door: Door): void {
  app.post('/oauth2/introspect', async (request, reply) => {
    const form = formOf(request)
    if (!form.ok) return sendOAuthError(door, request, reply, form.error)
    const client = await clientOf(door, request, reply, form.value)
    if (!client.ok) return sendOAuthError(door, request, reply, client.error)
    await narrowToOwnOrigin(door, request, reply, client.value.id)
    if (client.value.clientType === 'public') {
      const refused = refusal(
        'client_unauthenticated',
        'Introspection is for confidential applications: authenticate with a secret.',
      )
      return sendOAuthError(door, request, reply, refused)
    }
    const token = single(form.value, 'token')
    if (!token.ok) return sendOAuthError(door, request, reply, token.error)
    if (token.value === null) return sendOAuthError(door, request, reply, NO_TOKEN)
    const lookUp = door.throttle.guesser(client.value.id) === null
    const { recognised, answer } = await introspect(door.deps, client.value, token.value, { lookUp })
    const wait = recognised ? null : door.throttle.guessed(client.value.id)
    if (wait !== null) return sendOAuthError(door, request, reply, slowDown(reply, 'tokens_guessed', wait))
    return noStore(reply).send(answer)
  })

  app.post('/oauth2/revoke', async (request, reply) => {
    const form = formOf(request)
    if (!form.ok) return sendOAuthError(door, request, reply, form.error)
    const client = await clientOf(door, request, reply, form.value)
    if (!client.ok) return sendOAuthError(door, request, reply, client.error)
    await narrowToOwnOrigin(door, request, reply, client.value.id)
    const token = single(form.value, 'token')
    if (!token.ok) return sendOAuthError(door, request, reply, token.error)
    if (token.value === null) return sendOAuthError(door, request, reply, NO_TOKEN)
    await revokeOwnToken(door.deps, client.value, token.value, request.id)
    return noStore(reply).code(200).send()
  })
}
