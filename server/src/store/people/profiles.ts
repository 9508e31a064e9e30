import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { SecurityProfile } from '../../registry/model.ts'
import { fromBit, fromWords, toBit, toWords, won } from '../columns.ts'
import type { Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

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
}

/** Words that a newer version wrote permit nothing here. */
function isPermission(word: string): word is Permission {
  return Object.hasOwn(known, word)
}

function toProfile(row: Selectable<Database['security_profiles']>): SecurityProfile {
  return {
    id: row.id,
    name: row.name,
    system: fromBit(row.system),
    permissions: fromWords(row.permissions).filter(isPermission),
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

/** The business unit's security profile with this id, or null. */
export async function findProfile(scope: Scoped, id: string): Promise<SecurityProfile | null> {
  const row = await scope.db
    .selectFrom('security_profiles')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
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
