import { sha256Hex } from '../../keys/hash.ts'
import type { Result } from '../../lib/result.ts'
import {
  type AuthenticatedClient,
  authenticateClient,
  type ClientClaim,
} from '../../protocol/client-authentication.ts'
import type { Refusal } from '../../protocol/refusal.ts'
import type { Deps } from '../deps.ts'

/**
 * Proves a client.
 * In: what the request says about itself. Out: the proof that every grant asks for. Refuses as RFC 6749 §5.2 says.
 * Whether the application may get anything is asked later, by `mayIssue`.
 */
export async function proveClient(
  deps: Deps,
  claim: ClientClaim,
): Promise<Result<AuthenticatedClient, Refusal>> {
  const known = await deps.known.client(claim.clientId)
  const facts =
    known === null
      ? null
      : { id: known.registration.id, clientType: known.registration.clientType, secrets: known.secrets }
  return authenticateClient(claim, claim.secret === null ? null : sha256Hex(claim.secret), facts)
}
