import type { Instant } from '../../lib/clock.ts'
import type { FamilyId } from '../../lib/ids.ts'
import type { RefreshTokenRecord } from '../../registry/model.ts'
import { won } from '../columns.ts'
import { type Handle, mustBelong, type Scoped, together } from '../handle.ts'
import { touchLiveFamily } from './token-families.ts'

// Every verb below takes hold of the family's row before it looks at a token. So all uses of one family happen one
// after the other, and none can slip past a revocation (RFC 9700 §4.14.2).

/** Adds a refresh token, keyed by the SHA-256 of its value. */
export async function insertRefreshToken(scope: Scoped, token: RefreshTokenRecord): Promise<void> {
  mustBelong(scope, token.businessUnitId)
  await scope.db
    .insertInto('refresh_tokens')
    .values({
      hash: token.hash,
      business_unit_id: scope.businessUnitId,
      family_id: token.familyId,
      issued_at: token.issuedAt,
      expires_at: token.expiresAt,
      replaced_at: token.replacedAt,
      successor_hash: token.successorHash,
      // The version before this one asks for it; nothing reads it any more.
      grace_used: 0,
    })
    .execute()
}

/** The refresh token, live or not, or null: the rules tell a replay from an unknown token by it. */
export async function findRefreshToken(handle: Handle, hash: string): Promise<RefreshTokenRecord | null> {
  const row = await handle.db
    .selectFrom('refresh_tokens')
    .selectAll()
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!row) return null
  return {
    hash: row.hash,
    businessUnitId: row.business_unit_id,
    familyId: row.family_id,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    replacedAt: row.replaced_at,
    successorHash: row.successor_hash,
  }
}

/**
 * Rotates a refresh token: spends it and adds its successor, which must be of the same family.
 * Out: true for exactly one caller, and only while the token and its family live; nothing is written otherwise.
 */
export async function consumeRefreshToken(
  scope: Scoped,
  rotation: { readonly hash: string; readonly successor: RefreshTokenRecord; readonly now: Instant },
): Promise<boolean> {
  const { hash, successor, now } = rotation
  return together(scope, async tx => {
    if (!(await touchLiveFamily(tx, successor.familyId, now))) return false
    const spent = await tx.db
      .updateTable('refresh_tokens')
      .set({ replaced_at: now, successor_hash: successor.hash })
      .where('hash', '=', hash)
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('family_id', '=', successor.familyId)
      .where('replaced_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    if (!won(spent)) return false
    await insertRefreshToken(tx, successor)
    return true
  })
}

type Repetition = {
  readonly familyId: FamilyId
  /** The spent token that was presented again. */
  readonly hash: string
  /** A token that was replaced at this moment or before comes back only while its successor was never used. */
  readonly graceSince: Instant
  readonly now: Instant
}

/**
 * Holds the family of a spent token that is answered with its successor once more; nothing new is made.
 * Out: false when the family has ended, and when the successor was used meanwhile and the grace is over.
 */
export async function repeatRotation(scope: Scoped, repetition: Repetition): Promise<boolean> {
  const { familyId, hash, graceSince, now } = repetition
  return together(scope, async tx => {
    if (!(await touchLiveFamily(tx, familyId, now))) return false
    const row = await tx.db
      .selectFrom('refresh_tokens as spent')
      .innerJoin('refresh_tokens as successor', join =>
        join
          .onRef('successor.hash', '=', 'spent.successor_hash')
          .onRef('successor.business_unit_id', '=', 'spent.business_unit_id'),
      )
      .select('spent.hash')
      .where('spent.hash', '=', hash)
      .where('spent.business_unit_id', '=', tx.businessUnitId)
      .where('spent.family_id', '=', familyId)
      .where(eb => eb.or([eb('successor.replaced_at', 'is', null), eb('spent.replaced_at', '>', graceSince)]))
      .executeTakeFirst()
    return row !== undefined
  })
}

/**
 * Moves the end of a refresh token that is used without rotation.
 * Out: false when the token or its family is not live, or unknown here; nothing is written then.
 */
export async function extendRefreshToken(
  scope: Scoped,
  hash: string,
  expiresAt: Instant,
  now: Instant,
): Promise<boolean> {
  return together(scope, async tx => {
    const familyId = await familyOf(tx, hash)
    if (familyId === null || !(await touchLiveFamily(tx, familyId, now))) return false
    const result = await tx.db
      .updateTable('refresh_tokens')
      .set({ expires_at: expiresAt })
      .where('hash', '=', hash)
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('replaced_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    return won(result)
  })
}

async function familyOf(scope: Scoped, hash: string): Promise<FamilyId | null> {
  const row = await scope.db
    .selectFrom('refresh_tokens')
    .select('family_id')
    .where('hash', '=', hash)
    .where('business_unit_id', '=', scope.businessUnitId)
    .executeTakeFirst()
  return row?.family_id ?? null
}
