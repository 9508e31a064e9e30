import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, SecretId } from '../../lib/ids.ts'
import type { ClientSecret } from '../../registry/model.ts'
import { rowsOf, won } from '../columns.ts'
import { type Scoped, together } from '../handle.ts'

/**
 * Adds a client secret (its SHA-256, never its value) and adds one to the application's version.
 * Out: false when the application has `mostLive` live secrets already or is unknown here; nothing is written then.
 */
export async function insertSecret(scope: Scoped, secret: ClientSecret, mostLive: number): Promise<boolean> {
  return together(scope, async tx => {
    // Counting and inserting are two statements: holding the application's row makes all others wait between them.
    const held = await tx.db
      .updateTable('applications')
      .set(eb => ({ version: eb.ref('version') }))
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('id', '=', secret.applicationId)
      .where('kind', '!=', 'deleted')
      .executeTakeFirst()
    if (!won(held)) return false
    const live = await listSecrets(tx, secret.applicationId)
    if (live.length >= mostLive) return false
    await tx.db
      .insertInto('credentials')
      .values({
        business_unit_id: tx.businessUnitId,
        id: secret.id,
        application_id: secret.applicationId,
        kind: 'secret',
        label: secret.label,
        hash: secret.hash,
        hint: secret.hint,
        created_at: secret.createdAt,
        created_by_kind: secret.createdBy.kind,
        created_by_id: secret.createdBy.id,
        created_by_name: secret.createdBy.name,
        revoked_at: null,
      })
      .execute()
    await addOneToVersion(tx, secret.applicationId)
    return true
  })
}

/** The application's live secrets, oldest first. */
export async function listSecrets(scope: Scoped, applicationId: ApplicationId): Promise<ClientSecret[]> {
  const rows = await scope.db
    .selectFrom('credentials')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    applicationId: row.application_id,
    label: row.label,
    hash: row.hash,
    hint: row.hint,
    createdAt: row.created_at,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
  }))
}

/**
 * Revokes a secret and adds one to the application's version.
 * Out: false when it was revoked before or is unknown for this application; nothing is written then.
 */
export async function revokeSecret(
  scope: Scoped,
  applicationId: ApplicationId,
  secretId: SecretId,
  at: Instant,
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('credentials')
      .set({ revoked_at: at })
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('application_id', '=', applicationId)
      .where('id', '=', secretId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!won(result)) return false
    await addOneToVersion(tx, applicationId)
    return true
  })
}

/** Revokes every live secret of an application, and adds one to its version. Out: how many. */
export async function revokeSecrets(
  scope: Scoped,
  applicationId: ApplicationId,
  at: Instant,
): Promise<number> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('credentials')
      .set({ revoked_at: at })
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('application_id', '=', applicationId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (won(result)) await addOneToVersion(tx, applicationId)
    return rowsOf(result)
  })
}

async function addOneToVersion(scope: Scoped, applicationId: ApplicationId): Promise<void> {
  await scope.db
    .updateTable('applications')
    .set(eb => ({ version: eb('version', '+', 1) }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', applicationId)
    .execute()
}
