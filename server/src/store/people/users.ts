import type { Instant } from '../../lib/clock.ts'
import type { UserId } from '../../lib/ids.ts'
import type { Contact, PersonDetails, User } from '../../registry/model.ts'
import { canBeKept, toBit, won } from '../columns.ts'
import { type Handle, mustBelong, type Scoped, together } from '../handle.ts'
import { toUser } from './to-user.ts'
import { writeUserWords } from './user-words.ts'

function contactColumns(contact: Contact) {
  return {
    email: contact.email,
    email_verified: toBit(contact.emailVerified),
    phone: contact.phone,
    phone_verified: toBit(contact.phoneVerified),
    address: contact.address,
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
        status_changed_at: user.statusChangedAt,
        profile_changed_at: user.profileChangedAt,
        created_at: user.createdAt,
        ...contactColumns(user.contact),
      })
      .execute()
    await writeUserWords(tx.db, user)
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

/** The users of the business unit among these ids, in no order. */
export async function findUsers(scope: Scoped, ids: readonly UserId[]): Promise<User[]> {
  if (ids.length === 0) return []
  const rows = await scope.db
    .selectFrom('users')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', 'in', ids)
    .execute()
  return rows.map(toUser)
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

/** True when the business unit has any user, active or not. */
export async function hasUsers(scope: Scoped): Promise<boolean> {
  const row = await scope.db
    .selectFrom('users')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Activates or deactivates a user. Out: false when the user stood so already or is unknown here. */
export async function setUserActive(
  scope: Scoped,
  id: UserId,
  active: boolean,
  at: Instant,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set({ active: toBit(active), status_changed_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('active', '=', toBit(!active))
    .executeTakeFirst()
  return won(result)
}

/** The Argon2id string of a user's password, or null when the user is unknown here. */
export async function findPasswordHash(scope: Scoped, id: UserId): Promise<string | null> {
  const row = await scope.db
    .selectFrom('users')
    .select('password_hash')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.password_hash ?? null
}

/**
 * Replaces a user's password. In: the Argon2id strings of the one that was checked and of the new one.
 * Out: false, and nothing is written, when the user is unknown here or has another password by now.
 */
export async function replacePasswordHash(
  scope: Scoped,
  id: UserId,
  hashes: { readonly before: string; readonly after: string },
): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set({ password_hash: hashes.after })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('password_hash', '=', hashes.before)
    .executeTakeFirst()
  return won(result)
}

/**
 * Proves that a user is active and still has the password that was checked, and keeps it so until the caller's
 * transaction ends: whoever deactivates the user or changes the password meanwhile waits, and then sees what this
 * transaction made. Out: false when the user is not active, has another password by now, or is unknown here.
 */
export async function holdUser(scope: Scoped, id: UserId, passwordHash: string): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set(eb => ({ active: eb.ref('active') }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('active', '=', 1)
    .where('password_hash', '=', passwordHash)
    .executeTakeFirst()
  return won(result)
}

/** Replaces what is known of how to reach a user. In: when. Out: false when the user is unknown here. */
export async function setContact(scope: Scoped, id: UserId, contact: Contact, at: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set({ ...contactColumns(contact), updated_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return won(result)
}

/**
 * Replaces what is given of what a user says of themselves; what is absent stays.
 * In: when it was last changed as far as the caller knows. Out: false, and nothing is written, when that is not so any
 * more, or the user is unknown here.
 */
export async function setDetails(
  scope: Scoped,
  id: UserId,
  details: Partial<PersonDetails>,
  lastChange: Instant,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set({
      given_name: details.givenName,
      family_name: details.familyName,
      middle_name: details.middleName,
      nickname: details.nickname,
      picture: details.picture,
      profile: details.profile,
      website: details.website,
      gender: details.gender,
      birthdate: details.birthdate,
      zoneinfo: details.zoneinfo,
      locale: details.locale,
      updated_at: details.updatedAt,
    })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where(eb => eb(eb.fn.coalesce('updated_at', 'created_at'), '=', lastChange))
    .executeTakeFirst()
  return won(result)
}

/**
 * Gives a user another security profile of the same business unit, which the caller holds so that nobody deletes it
 * meanwhile. In: when, or null where that is not to be told. Out: false when the user is unknown here.
 */
export async function setSecurityProfile(
  scope: Scoped,
  id: UserId,
  profileId: string,
  at: Instant | null = null,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('users')
    .set({ security_profile_id: profileId, ...(at === null ? {} : { profile_changed_at: at }) })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return won(result)
}
