import type { Selectable } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { ActorRef, SecurityProfile } from '../../../registry/model.ts'
import { fromWords, toWords } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'
import { permissionsIn } from './profiles.ts'

/** What a security profile permitted from a moment on, and who made it so. */
export type ProfileVersion = Pick<SecurityProfile, 'name' | 'permissions' | 'scopes'> & {
  readonly profileId: string
  readonly version: number
  readonly at: Instant
  readonly by: ActorRef
}

function toVersion(row: Selectable<Database['security_profile_versions']>): ProfileVersion {
  return {
    profileId: row.security_profile_id,
    version: row.version,
    name: row.name,
    permissions: permissionsIn(row.permissions),
    scopes: fromWords(row.scopes),
    at: row.created_at,
    by: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
  }
}

/** Keeps a version of a security profile; one that is kept already stays as it is. */
export async function keepProfileVersion(scope: Scoped, version: ProfileVersion): Promise<void> {
  await scope.db
    .insertInto('security_profile_versions')
    .values({
      business_unit_id: scope.businessUnitId,
      security_profile_id: version.profileId,
      version: version.version,
      name: version.name,
      permissions: toWords(version.permissions),
      scopes: toWords(version.scopes),
      created_at: version.at,
      created_by_kind: version.by.kind,
      created_by_id: version.by.id,
      created_by_name: version.by.name,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** One version of a security profile, or null. */
export async function findProfileVersion(
  scope: Scoped,
  profileId: string,
  version: number,
): Promise<ProfileVersion | null> {
  const row = await ofProfile(scope, profileId).where('version', '=', version).executeTakeFirst()
  return row === undefined ? null : toVersion(row)
}

/** The kept versions of a security profile, newest first. In: the version that ended the page before, or null. */
export async function listProfileVersions(
  scope: Scoped,
  profileId: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<ProfileVersion[]> {
  const rows = await ofProfile(scope, profileId)
    .$if(before !== null, query => query.where('version', '<', before ?? 0))
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toVersion)
}

function ofProfile(scope: Scoped, profileId: string) {
  return scope.lists
    .selectFrom('security_profile_versions')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('security_profile_id', '=', profileId)
}
