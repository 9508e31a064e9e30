import type { FastifyInstance } from 'fastify'
import type { Result } from '../../lib/result.ts'
import type { AuthenticatedClient } from '../../protocol/client-authentication.ts'
import { asToldToClient, type Refusal } from '../../protocol/refusal.ts'
import { parseTokenRequest, type TokenRequest } from '../../protocol/token-request.ts'
import { demandGrant, noteUse } from '../../services/applications/dynamic/registered-client.ts'
import { grantClientCredentials } from '../../services/tokens/client-credentials.ts'
import type { TokenResponse } from '../../services/tokens/mint.ts'
import { redeemCode } from '../../services/tokens/redeem-code.ts'
import { refreshTokens } from '../../services/tokens/refresh.ts'
import type { Door } from '../door.ts'
import { sendOAuthError } from '../errors.ts'
import { noStore } from '../headers.ts'
import { clientOf, formOf } from './client.ts'
import { narrowToOwnOrigin } from './cross-origin.ts'

/** Serves the token endpoint (RFC 6749 §3.2). */
export function registerToken(app: FastifyInstance, door: Door): void {
  app.post('/oauth2/token', async (request, reply) => {
    const form = formOf(request)
    if (!form.ok) return sendOAuthError(door, request, reply, form.error)
    const parsed = parseTokenRequest(form.value)
    if (!parsed.ok) return sendOAuthError(door, request, reply, parsed.error)
    const client = await clientOf(door, request, reply, form.value)
    if (!client.ok) return sendOAuthError(door, request, reply, client.error)
    await narrowToOwnOrigin(door, request, reply, client.value.id)
    const permitted = await demandGrant(door.deps, client.value.id, parsed.value.grant)
    if (!permitted.ok) return sendOAuthError(door, request, reply, permitted.error)
    const granted = await grant(door, client.value, parsed.value, request.id)
    if (!granted.ok) return sendOAuthError(door, request, reply, toldTo(client.value, granted.error))
    if (permitted.value !== null) await noteUse(door.deps, permitted.value)
    return noStore(reply).send(granted.value)
  })
}

/** A public application cannot prove itself: whoever names one may be anybody. */
function toldTo({ clientType }: AuthenticatedClient, refused: Refusal): Refusal {
  return clientType === 'confidential' ? asToldToClient(refused) : refused
}

function grant(
  { deps }: Door,
  client: AuthenticatedClient,
  request: TokenRequest,
  requestId: string,
): Promise<Result<TokenResponse, Refusal>> {
  switch (request.grant) {
    case 'authorization_code':
      return redeemCode(deps, client, request, requestId)
    case 'refresh_token':
      return refreshTokens(deps, client, request, requestId)
    case 'client_credentials':
      return grantClientCredentials(deps, client, request, requestId)
  }
}
