import type { Instant } from '../../lib/clock.ts'
import type { FamilyId } from '../../lib/ids.ts'
import type { RefreshTokenRecord } from '../../registry/model.ts'
import { fromBit, toBit, won } from '../columns.ts'
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
      grace_used: toBit(token.graceUsed),
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
    graceUsed: fromBit(row.grace_used),
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

type GraceReplacement = {
  /** The spent token that was presented again. */
  readonly hash: string
  /** Its successor, which was lost on the way and must be unused. */
  readonly oldSuccessorHash: string
  readonly successor: RefreshTokenRecord
  readonly now: Instant
}

/**
 * The grace rule: a spent token presented once more gets another successor in place of one that was never used.
 * The old successor is spent without a successor of its own; when the token was replaced stays as it was.
 * Out: true for exactly one caller in the life of the token, and only while the family lives; nothing is written
 * otherwise. How long the grace lasts is the caller's to judge.
 */
export async function replaceSuccessor(scope: Scoped, grace: GraceReplacement): Promise<boolean> {
  const { hash, oldSuccessorHash, successor, now } = grace
  return together(scope, async tx => {
    if (!(await touchLiveFamily(tx, successor.familyId, now))) return false
    const used = await tx.db
      .updateTable('refresh_tokens')
      .set({ successor_hash: successor.hash, grace_used: 1 })
      .where('hash', '=', hash)
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('family_id', '=', successor.familyId)
      .where('grace_used', '=', 0)
      .where('replaced_at', 'is not', null)
      .where('successor_hash', '=', oldSuccessorHash)
      .where(eb =>
        eb.exists(
          eb
            .selectFrom('refresh_tokens as old')
            .select('old.hash')
            .where('old.hash', '=', oldSuccessorHash)
            .where('old.replaced_at', 'is', null),
        ),
      )
      .executeTakeFirst()
    if (!won(used)) return false
    const retired = await retireLeaf(tx, oldSuccessorHash, now)
    // Cannot be: the family's row is held, so nobody can have used it since the check above.
    if (!retired) throw new Error('A refresh token was used while its family was held')
    await insertRefreshToken(tx, successor)
    return true
  })
}

async function retireLeaf(scope: Scoped, hash: string, now: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('refresh_tokens')
    .set({ replaced_at: now, successor_hash: null })
    .where('hash', '=', hash)
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  return won(result)
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
