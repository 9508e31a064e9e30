import { sha256Hex } from '../../keys/hash.ts'
import { hasValidChecksum } from '../../keys/secret-format.ts'
import { readAccessToken } from '../../protocol/access-token.ts'
import type { AuthenticatedClient } from '../../protocol/client-authentication.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findRefreshToken } from '../../store/tokens/refresh-tokens.ts'
import { revokeToken } from '../../store/tokens/revoked-tokens.ts'
import { findFamily } from '../../store/tokens/token-families.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { endFamily } from './end-family.ts'

/**
 * Revokes a token of the asking application (RFC 7009 §2.1). A refresh token takes its whole family along, and with
 * it the access tokens; an access token goes alone. Unknown, ended and foreign tokens change nothing and are no error
 * (§2.2). When this returns, the revocation is durable.
 */
export async function revokeOwnToken(
  deps: Deps,
  client: AuthenticatedClient,
  text: string,
  requestId: string,
): Promise<void> {
  if (hasValidChecksum(text, 'lkr')) return revokeRefreshToken(deps, client, text, requestId)
  const now = deps.clock()
  const verified = await deps.keyring().verifyJwt(text, { typ: 'at+jwt', issuer: deps.issuer, now })
  const token = verified.ok ? readAccessToken(verified.value) : null
  if (token === null || token.clientId !== client.id) return
  const unit = await deps.known.businessUnitByNumber(token.businessUnitNumber)
  if (unit === null) return
  await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, unit.unit.id)
    await revokeToken(scope, token.tokenId, token.expiresAt)
    await tx.record(scope, {
      actor: { kind: 'application', id: client.id, name: client.id },
      action: 'token.revoked',
      target: { kind: 'token', id: token.tokenId },
      requestId,
    })
  })
}

async function revokeRefreshToken(
  deps: Deps,
  client: AuthenticatedClient,
  text: string,
  requestId: string,
): Promise<void> {
  const hash = sha256Hex(text)
  await commit(deps, async tx => {
    const record = await findRefreshToken(tx.handle, hash)
    if (record === null) return
    const scope = inBusinessUnit(tx.handle, record.businessUnitId)
    const family = await findFamily(scope, record.familyId)
    if (family === null || family.applicationId !== client.id) return
    const ending = { because: 'revoked by the application', at: deps.clock(), requestId } as const
    await endFamily(tx, family, ending)
  })
}
