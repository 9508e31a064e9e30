import type { Selectable } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { SecurityProfile } from '../../../registry/model.ts'
import { canBeKept, fromBit, fromWords, toBit, toWords, won } from '../../columns.ts'
import { type Scoped, together } from '../../handle.ts'
import type { Database } from '../../schema.ts'

/** A security profile as it is kept. Its version grows with each change; `changedAt` is null while there was none. */
export type KeptProfile = SecurityProfile & {
  readonly version: number
  readonly createdAt: Instant
  readonly changedAt: Instant | null
}

type Permission = SecurityProfile['permissions'][number]

/** Does not compile when a permission is missing, so that none is ever read as unknown. */
const known: Readonly<Record<Permission, true>> = {
  'api-applications:view': true,
  'api-applications:create': true,
  'api-applications:edit': true,
  'api-applications:rotate': true,
  'api-applications:deactivate': true,
  'consents:grant': true,
  'business-unit:view': true,
  'business-unit:edit': true,
  'registration-tokens:create': true,
  'users:view': true,
  'users:create': true,
  'users:edit': true,
  'users:deactivate': true,
  'security-profiles:view': true,
  'security-profiles:create': true,
  'security-profiles:edit': true,
  'security-profiles:delete': true,
  'audit:view': true,
  'audit:export': true,
  'business-units:view': true,
  'business-units:create': true,
  'business-units:deactivate': true,
  'signing-keys:rotate': true,
  'catalogue:edit': true,
  'mail:view': true,
  'platform:view': true,
  'apis:edit': true,
}

/** Words that a newer version wrote permit nothing here. */
function isPermission(word: string): word is Permission {
  return Object.hasOwn(known, word)
}

/** Reads a list of permissions as it is kept. */
export function permissionsIn(text: string): Permission[] {
  return fromWords(text).filter(isPermission)
}

function toProfile(row: Selectable<Database['security_profiles']>): SecurityProfile {
  return {
    id: row.id,
    name: row.name,
    system: fromBit(row.system),
    permissions: permissionsIn(row.permissions),
    scopes: fromWords(row.scopes),
  }
}

/** Adds a security profile. Out: false when its id or its folded name is taken in this business unit. */
export async function insertProfile(
  scope: Scoped,
  profile: SecurityProfile & { readonly nameKey: string; readonly createdAt: Instant },
): Promise<boolean> {
  const result = await scope.db
    .insertInto('security_profiles')
    .values({
      business_unit_id: scope.businessUnitId,
      id: profile.id,
      name: profile.name,
      name_key: profile.nameKey,
      system: toBit(profile.system),
      permissions: toWords(profile.permissions),
      scopes: toWords(profile.scopes),
      created_at: profile.createdAt,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return won(result)
}

function toKept(row: Selectable<Database['security_profiles']>): KeptProfile {
  const { version, created_at: createdAt, changed_at: changedAt } = row
  return { ...toProfile(row), version: version ?? 1, createdAt, changedAt }
}

/** The business unit's security profile with this id as it is kept, with its version, or null. */
export async function findKeptProfile(scope: Scoped, id: string): Promise<KeptProfile | null> {
  const row = canBeKept(id) ? await profileRow(scope, id) : undefined
  return row === undefined ? null : toKept(row)
}

function profileRow(scope: Scoped, id: string) {
  return scope.db
    .selectFrom('security_profiles')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The business unit's security profile with this id, or null. */
export async function findProfile(scope: Scoped, id: string): Promise<SecurityProfile | null> {
  const row = canBeKept(id) ? await profileRow(scope, id) : undefined
  return row ? toProfile(row) : null
}

/** Every security profile of the business unit, by name. */
export async function listProfiles(scope: Scoped): Promise<SecurityProfile[]> {
  const rows = await scope.db
    .selectFrom('security_profiles')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .orderBy('name_key')
    .execute()
  return rows.map(toProfile)
}

/** Whether no other security profile of the business unit has this folded name. In: the id that may have it. */
export async function isProfileNameFree(scope: Scoped, nameKey: string, id: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('security_profiles')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('name_key', '=', nameKey)
    .where('id', '<>', id)
    .executeTakeFirst()
  return row === undefined
}

/**
 * Replaces what a security profile is called and permits; its version grows by one. In: the version that it has, and a
 * name that the caller found free. Out: false, and nothing is written, when its version is another or it is unknown here.
 */
export async function updateProfile(
  scope: Scoped,
  target: { readonly id: string; readonly version: number },
  to: Pick<SecurityProfile, 'name' | 'permissions' | 'scopes'> & { readonly nameKey: string },
  at: Instant,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('security_profiles')
    .set({
      name: to.name,
      name_key: to.nameKey,
      permissions: toWords(to.permissions),
      scopes: toWords(to.scopes),
      version: target.version + 1,
      changed_at: at,
    })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', target.id)
    .where(eb => eb(eb.fn.coalesce('version', eb.lit(1)), '=', target.version))
    .executeTakeFirst()
  return won(result)
}

/** Deletes a security profile and its versions. Out: false, with nothing written, when it is unknown or has another version. */
export async function deleteProfile(
  scope: Scoped,
  target: { readonly id: string; readonly version: number },
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .deleteFrom('security_profiles')
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('id', '=', target.id)
      .where(eb => eb(eb.fn.coalesce('version', eb.lit(1)), '=', target.version))
      .executeTakeFirst()
    if (!won(result)) return false
    await tx.db
      .deleteFrom('security_profile_versions')
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('security_profile_id', '=', target.id)
      .execute()
    return true
  })
}
