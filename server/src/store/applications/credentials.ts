import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, BusinessUnitId, SecretId } from '../../lib/ids.ts'
import type { ClientSecret } from '../../registry/model.ts'
import { rowsOf, won } from '../columns.ts'
import { type Handle, type Scoped, together } from '../handle.ts'
import type { Database } from '../schema.ts'
import { holdApplication } from './applications.ts'

/**
 * Adds a client secret (its SHA-256, never its value) and adds one to the application's version.
 * Out: false when the application has `mostLive` live secrets already or is unknown here; nothing is written then.
 */
export async function insertSecret(scope: Scoped, secret: ClientSecret, mostLive: number): Promise<boolean> {
  return together(scope, async tx => {
    // Counting and inserting are two statements: holding the application's row makes all others wait between them.
    if (!(await holdApplication(tx, secret.applicationId))) return false
    const live = (await listSecrets(tx, secret.applicationId)).filter(
      ({ expiresAt }) => expiresAt === null || expiresAt > secret.createdAt,
    )
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
        expires_at: secret.expiresAt,
        last_used_at: secret.lastUsedAt,
        last_used_from: secret.lastUsedFrom,
        leaked_at: secret.leakedAt,
        quarantined_at: secret.quarantinedAt,
        released_at: secret.releasedAt,
        remind_at: secret.remindAt,
      })
      .execute()
    await addOneToVersion(tx, secret.applicationId)
    return true
  })
}

/** The application's secrets that nobody revoked, oldest first; some may have expired. */
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
  return rows.map(toSecret)
}

function toSecret(row: Selectable<Database['credentials']>): ClientSecret {
  return {
    id: row.id,
    applicationId: row.application_id,
    label: row.label,
    hash: row.hash,
    hint: row.hint,
    createdAt: row.created_at,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    lastUsedFrom: row.last_used_from,
    leakedAt: row.leaked_at,
    quarantinedAt: row.quarantined_at,
    releasedAt: row.released_at,
    remindAt: row.remind_at,
  }
}

/** The secret with this hash that nobody revoked, and whose it is; null when there is none. */
export async function findSecretByHash(
  handle: Handle,
  hash: string,
): Promise<(ClientSecret & { readonly businessUnitId: BusinessUnitId }) | null> {
  const row = await handle.db
    .selectFrom('credentials')
    .selectAll()
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : { ...toSecret(row), businessUnitId: row.business_unit_id }
}

/**
 * Notes that a secret was found where it does not belong. Out: true for exactly one of all who report it, and once more
 * after each release; false when it is unknown here.
 */
export async function noteLeak(scope: Scoped, secretId: SecretId, at: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('credentials')
    .set({ leaked_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', secretId)
    .where(eb => eb.or([eb('leaked_at', 'is', null), eb('leaked_at', '<=', eb.ref('released_at'))]))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}

type OneSecret = { readonly applicationId: ApplicationId; readonly secretId: SecretId }

/**
 * Puts a secret into quarantine and adds one to the application's version.
 * Out: false when it was there before, was revoked, or is unknown for this application; nothing is written then.
 */
export async function quarantineSecret(scope: Scoped, which: OneSecret, at: Instant): Promise<boolean> {
  return setQuarantine(scope, which, { from: null, set: { quarantined_at: at } })
}

/**
 * Lets a secret out of the quarantine that it is in since a moment, and adds one to the application's version.
 * Out: false when it is not in that one, was revoked, or is unknown for this application; nothing is written then.
 */
export async function releaseSecret(
  scope: Scoped,
  which: OneSecret,
  { since, at }: { readonly since: Instant; readonly at: Instant },
): Promise<boolean> {
  return setQuarantine(scope, which, { from: since, set: { quarantined_at: null, released_at: at } })
}

async function setQuarantine(
  scope: Scoped,
  { applicationId, secretId }: OneSecret,
  change: {
    readonly from: Instant | null
    readonly set: { readonly quarantined_at: Instant | null; readonly released_at?: Instant }
  },
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('credentials')
      .set(change.set)
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('application_id', '=', applicationId)
      .where('id', '=', secretId)
      .where('quarantined_at', change.from === null ? 'is' : '=', change.from)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (won(result)) await addOneToVersion(tx, applicationId)
    return won(result)
  })
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
      .set({ revoked_at: at, remind_at: null })
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

/**
 * Changes the label or the end of a secret, with when to remind of it, and adds one to the application's version.
 * Out: false when it was revoked or is unknown for this application; nothing is written then.
 */
export async function editSecret(
  scope: Scoped,
  { applicationId, secretId }: { readonly applicationId: ApplicationId; readonly secretId: SecretId },
  edit: {
    readonly label?: string
    readonly ending?: { readonly expiresAt: Instant | null; readonly remindAt: Instant | null }
  },
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('credentials')
      .set(eb => ({
        label: edit.label ?? eb.ref('label'),
        expires_at: edit.ending === undefined ? eb.ref('expires_at') : edit.ending.expiresAt,
        remind_at: edit.ending === undefined ? eb.ref('remind_at') : edit.ending.remindAt,
      }))
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('application_id', '=', applicationId)
      .where('id', '=', secretId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (won(result)) await addOneToVersion(tx, applicationId)
    return won(result)
  })
}

/** Secrets of any business unit whose owner is to be reminded by now that they end, the first due first. */
export async function listSecretsToRemind(
  handle: Handle,
  now: Instant,
  limit: number,
): Promise<{ readonly businessUnitId: BusinessUnitId; readonly secret: ClientSecret }[]> {
  const rows = await handle.lists
    .selectFrom('credentials')
    .selectAll()
    .where('remind_at', '<=', now)
    .orderBy('remind_at')
    .limit(limit)
    .execute()
  return rows.map(row => ({ businessUnitId: row.business_unit_id, secret: toSecret(row) }))
}

/** Secrets of the business unit of which a reminder is due after one moment and by another, the first due first. */
export async function listUpcomingReminders(
  scope: Scoped,
  { after, until }: { readonly after: Instant; readonly until: Instant },
  limit: number,
): Promise<ClientSecret[]> {
  const rows = await scope.lists
    .selectFrom('credentials')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('remind_at', '>', after)
    .where('remind_at', '<=', until)
    .orderBy('remind_at')
    .limit(limit)
    .execute()
  return rows.map(toSecret)
}

/** One secret of the business unit that nobody revoked, or null. */
export async function findLiveSecret(scope: Scoped, secretId: SecretId): Promise<ClientSecret | null> {
  const row = await scope.db
    .selectFrom('credentials')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', secretId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toSecret(row)
}

/**
 * Takes on one reminder of a secret, and notes when the next is due. Out: true for exactly one caller, and only while
 * nobody revoked the secret or changed its end.
 */
export async function claimReminder(
  scope: Scoped,
  secret: Pick<ClientSecret, 'id' | 'remindAt' | 'expiresAt'>,
  next: Instant | null,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('credentials')
    .set({ remind_at: next })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', secret.id)
    .where('remind_at', '=', secret.remindAt)
    .where('expires_at', '=', secret.expiresAt)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}

/** Notes when and from which address a secret was last used, unless a later use is known. It is no change of it. */
export async function noteSecretUse(
  scope: Scoped,
  secretId: SecretId,
  { at, from }: { readonly at: Instant; readonly from: string },
): Promise<boolean> {
  const result = await scope.db
    .updateTable('credentials')
    .set({ last_used_at: at, last_used_from: from })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', secretId)
    .where(eb => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', at)]))
    .executeTakeFirst()
  return won(result)
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
      .set({ revoked_at: at, remind_at: null })
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
