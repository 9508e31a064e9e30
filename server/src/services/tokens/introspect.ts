import { sha256Hex } from '../../keys/hash.ts'
import { hasValidChecksum } from '../../keys/secret-format.ts'
import { seconds } from '../../protocol/access-token.ts'
import type { AuthenticatedClient } from '../../protocol/client-authentication.ts'
import { audiencesOf } from '../../registry/effective-access.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import { findRefreshToken } from '../../store/tokens/refresh-tokens.ts'
import { findFamily } from '../../store/tokens/token-families.ts'
import type { Deps } from '../deps.ts'
import { mayIssueForUser } from './may-issue.ts'
import { type LiveToken, readLiveToken } from './standing.ts'

/** An introspection response (RFC 7662 §2.2); an inactive one holds nothing else. */
type Introspection =
  | { readonly active: false }
  | { readonly active: true; readonly [claim: string]: string | number | boolean | readonly string[] }

const INACTIVE: Introspection = { active: false }

/**
 * Says whether a token is active, to a confidential application that may know (RFC 7662 §2, §4).
 * In: the application that asks, already authenticated; the token as sent, access or refresh.
 * An application may ask about its own tokens; an internal one also about access tokens of its business unit for an
 * API that it holds the scope of, so that it can serve as a resource server. All else is answered inactive.
 */
export async function introspect(
  deps: Deps,
  client: AuthenticatedClient,
  text: string,
): Promise<Introspection> {
  if (hasValidChecksum(text, 'lkr')) return introspectRefreshToken(deps, client, text)
  const live = await readLiveToken(deps, text)
  if (!live.ok || !(await mayKnow(deps, client, live.value))) return INACTIVE
  const { token } = live.value
  return {
    active: true,
    iss: deps.issuer,
    sub: token.subject,
    aud: token.audiences.length === 1 ? (token.audiences[0] ?? '') : token.audiences,
    client_id: token.clientId,
    scope: token.scopes.join(' '),
    exp: seconds(token.expiresAt),
    iat: seconds(token.issuedAt),
    jti: token.tokenId,
    token_type: 'Bearer',
    bu: token.businessUnitNumber,
  }
}

async function mayKnow(deps: Deps, client: AuthenticatedClient, live: LiveToken): Promise<boolean> {
  if (live.token.clientId === client.id) return true
  const asking = (await deps.known.client(client.id))?.registration
  if (asking?.kind !== 'internal' || asking.businessUnitId !== live.businessUnit.id || !asking.active)
    return false
  const served = audiencesOf(asking.scopes, [], await deps.known.apis())
  return live.token.audiences.some(audience => served.includes(audience))
}

async function introspectRefreshToken(
  deps: Deps,
  client: AuthenticatedClient,
  text: string,
): Promise<Introspection> {
  const record = await findRefreshToken(deps.store, sha256Hex(text))
  const now = deps.clock()
  if (record === null || record.replacedAt !== null || record.expiresAt <= now) return INACTIVE
  const scope = inBusinessUnit(deps.store, record.businessUnitId)
  const family = await findFamily(scope, record.familyId)
  if (family === null || family.applicationId !== client.id) return INACTIVE
  const [user, unit] = [
    await findUser(scope, family.userId),
    await deps.known.businessUnit(family.businessUnitId),
  ]
  if (user === null || unit === null) return INACTIVE
  const { applicationId } = family
  const question = { businessUnit: unit.unit, applicationId, user, family, consent: 'look-up' } as const
  if (!(await mayIssueForUser(deps, deps.store, question)).ok) return INACTIVE
  return {
    active: true,
    iss: deps.issuer,
    sub: family.userId,
    client_id: applicationId,
    scope: family.scopes.join(' '),
    exp: seconds(Math.min(record.expiresAt, family.endsAt)),
    iat: seconds(record.issuedAt),
    bu: unit.unit.number,
  }
}
