import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { RegistrationToken } from '../../registry/model.ts'
import { canBeKept, fromBit, fromWords, toBit, toWords, won } from '../columns.ts'
import { type Handle, mustBelong, type Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

function toToken(row: Selectable<Database['registration_tokens']>): RegistrationToken {
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    hash: row.hash,
    label: row.label,
    hint: row.hint,
    scopes: fromWords(row.scopes),
    requirePkce: fromBit(row.require_pkce),
    tokenEndpointAudienceAllowed: fromBit(row.token_endpoint_audience_allowed),
    uses: row.uses,
    usesLeft: row.uses_left,
    createdAt: row.created_at,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }
}

/** Keeps an initial access token: its SHA-256, never its value. */
export async function insertRegistrationToken(scope: Scoped, token: RegistrationToken): Promise<void> {
  mustBelong(scope, token.businessUnitId)
  await scope.db
    .insertInto('registration_tokens')
    .values({
      hash: token.hash,
      business_unit_id: scope.businessUnitId,
      id: token.id,
      label: token.label,
      hint: token.hint,
      scopes: toWords(token.scopes),
      require_pkce: toBit(token.requirePkce),
      token_endpoint_audience_allowed: toBit(token.tokenEndpointAudienceAllowed),
      uses: token.uses,
      uses_left: token.usesLeft,
      created_at: token.createdAt,
      created_by_kind: token.createdBy.kind,
      created_by_id: token.createdBy.id,
      created_by_name: token.createdBy.name,
      expires_at: token.expiresAt,
      revoked_at: token.revokedAt,
    })
    .execute()
}

/** The initial access token with this hash, spent or not, or null. It says itself to which business unit it belongs. */
export async function findRegistrationToken(handle: Handle, hash: string): Promise<RegistrationToken | null> {
  const row = await handle.db
    .selectFrom('registration_tokens')
    .selectAll()
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row ? toToken(row) : null
}

/** The business unit's token with this id, or null. */
export async function readRegistrationToken(scope: Scoped, id: string): Promise<RegistrationToken | null> {
  if (!canBeKept(id)) return null
  const row = await scope.db
    .selectFrom('registration_tokens')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toToken(row) : null
}

/** The business unit's newest tokens, newest first. */
export async function listRegistrationTokens(scope: Scoped, limit: number): Promise<RegistrationToken[]> {
  const rows = await scope.lists
    .selectFrom('registration_tokens')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toToken)
}

/**
 * Uses an initial access token once: of all who try at the same moment, as many win as it has uses left.
 * Out: false when it is spent, over, revoked or unknown here; nothing is written then.
 */
export async function consumeRegistrationToken(scope: Scoped, hash: string, now: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('registration_tokens')
    .set(eb => ({ uses_left: eb('uses_left', '-', 1) }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('hash', '=', hash)
    .where('uses_left', '>', 0)
    .where('expires_at', '>', now)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}

/** Revokes an initial access token. Out: false when it was revoked before or is unknown here. */
export async function revokeRegistrationToken(scope: Scoped, id: string, at: Instant): Promise<boolean> {
  if (!canBeKept(id)) return false
  const result = await scope.db
    .updateTable('registration_tokens')
    .set({ revoked_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}
