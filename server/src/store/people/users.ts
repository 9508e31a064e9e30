import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { UserId } from '../../lib/ids.ts'
import type { User } from '../../registry/model.ts'
import { canBeKept, fromBit, toBit, won } from '../columns.ts'
import { type Handle, mustBelong, type Scoped, together } from '../handle.ts'
import type { Database } from '../schema.ts'

function toUser(row: Selectable<Database['users']>): User {
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    userName: row.user_name,
    fullName: row.full_name,
    securityProfileId: row.security_profile_id,
    active: fromBit(row.active),
  }
}

/**
 * Adds a user and claims the user name for the whole platform.
 * In: the user, the name's folded key, the password's Argon2id string.
 * Out: false when the name is taken, in any business unit; nothing is written then.
 */
export async function insertUser(
  scope: Scoped,
  user: User & { readonly nameKey: string; readonly passwordHash: string; readonly createdAt: Instant },
): Promise<boolean> {
  mustBelong(scope, user.businessUnitId)
  return together(scope, async tx => {
    const claim = await tx.db
      .insertInto('user_names')
      .values({ name_key: user.nameKey, business_unit_id: tx.businessUnitId, user_id: user.id })
      .onConflict(conflict => conflict.column('name_key').doNothing())
      .executeTakeFirst()
    if (!won(claim)) return false
    await tx.db
      .insertInto('users')
      .values({
        business_unit_id: tx.businessUnitId,
        id: user.id,
        user_name: user.userName,
        full_name: user.fullName,
        password_hash: user.passwordHash,
        security_profile_id: user.securityProfileId,
        active: toBit(user.active),
        created_at: user.createdAt,
      })
      .execute()
    return true
  })
}

/** The business unit's user with this id, or null. */
export async function findUser(scope: Scoped, id: UserId): Promise<User | null> {
  const row = await scope.db
    .selectFrom('users')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toUser(row) : null
}

/** The user whom a user name's folded key belongs to, with the password's Argon2id string, or null. */
export async function findUserByName(
  handle: Handle,
  nameKey: string,
): Promise<{ readonly user: User; readonly passwordHash: string } | null> {
  if (!canBeKept(nameKey)) return null
  const row = await handle.db
    .selectFrom('user_names')
    .innerJoin('users', join =>
      join
        .onRef('users.business_unit_id', '=', 'user_names.business_unit_id')
        .onRef('users.id', '=', 'user_names.user_id'),
    )
    .selectAll('users')
    .where('user_names.name_key', '=', nameKey)
    .executeTakeFirst()
  return row ? { user: toUser(row), passwordHash: row.password_hash } : null
}

/** True when the platform has any user at all. */
export async function anyUser(handle: Handle): Promise<boolean> {
  const row = await handle.db.selectFrom('users').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Activates or deactivates a user. Out: false when the user stood so already or is unknown here. */
export async function setUserActive(scope: Scoped, id: UserId, active: boolean): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set({ active: toBit(active) })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('active', '=', toBit(!active))
    .executeTakeFirst()
  return won(result)
}

/** Replaces a user's password by another Argon2id string. Out: false when the user is unknown here. */
export async function setPasswordHash(scope: Scoped, id: UserId, passwordHash: string): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set({ password_hash: passwordHash })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return won(result)
}

/** Gives a user another security profile of the same business unit. Out: false when the user is unknown here. */
export async function setSecurityProfile(scope: Scoped, id: UserId, profileId: string): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set({ security_profile_id: profileId })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return won(result)
}
