import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, BusinessUnitId } from '../../lib/ids.ts'
import type { DynamicClient, Registration } from '../../registry/model.ts'
import { toBit, toWords, won } from '../columns.ts'
import { type Handle, type Scoped, together } from '../handle.ts'
import { makeFindable, type RegistrationKeys } from './applications.ts'
import { metadataColumns } from './metadata-columns.ts'
import { writeRegistered } from './registered-column.ts'

/** Keeps how a client that registered itself is known at the registration endpoint. */
export async function insertDynamicClient(scope: Scoped, client: DynamicClient): Promise<void> {
  await scope.db
    .insertInto('dynamic_clients')
    .values({
      business_unit_id: scope.businessUnitId,
      application_id: client.applicationId,
      token_hash: client.tokenHash,
      registration_token_id: client.registrationTokenId,
      created_at: client.createdAt,
      used_at: client.usedAt,
    })
    .execute()
}

/** How an application is known at the registration endpoint; null when it did not register itself here. */
export async function findDynamicClient(
  scope: Scoped,
  applicationId: ApplicationId,
): Promise<DynamicClient | null> {
  const row = await scope.db
    .selectFrom('dynamic_clients')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    applicationId: row.application_id,
    tokenHash: row.token_hash,
    registrationTokenId: row.registration_token_id,
    createdAt: row.created_at,
    usedAt: row.used_at,
  }
}

/** The client with a registration access token of this hash; null when there is none. */
export async function findClientByToken(
  handle: Handle,
  tokenHash: string,
): Promise<{ readonly businessUnitId: BusinessUnitId; readonly applicationId: ApplicationId } | null> {
  const row = await handle.db
    .selectFrom('dynamic_clients')
    .select(['business_unit_id', 'application_id'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { businessUnitId: row.business_unit_id, applicationId: row.application_id }
}

/** Ends a registration access token. Out: false when it had ended before or there is none here. */
export async function endRegistrationAccess(scope: Scoped, applicationId: ApplicationId): Promise<boolean> {
  const result = await scope.db
    .updateTable('dynamic_clients')
    .set({ token_hash: null })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('token_hash', 'is not', null)
    .executeTakeFirst()
  return won(result)
}

/** Notes that a client was given its first code or token. Out: false when that was noted before or it is unknown here. */
export async function noteFirstUse(
  scope: Scoped,
  applicationId: ApplicationId,
  at: Instant,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('dynamic_clients')
    .set({ used_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}

/** Active clients of all business units that registered before a moment and were never used, the oldest first. */
export async function listUnusedClients(
  handle: Handle,
  before: Instant,
  limit: number,
): Promise<{ readonly businessUnitId: BusinessUnitId; readonly applicationId: ApplicationId }[]> {
  const rows = await handle.lists
    .selectFrom('dynamic_clients as client')
    .innerJoin('applications as application', join =>
      join
        .onRef('application.business_unit_id', '=', 'client.business_unit_id')
        .onRef('application.id', '=', 'client.application_id'),
    )
    .select(['client.business_unit_id', 'client.application_id'])
    .where('client.used_at', 'is', null)
    .where('client.created_at', '<=', before)
    .where('application.active', '=', 1)
    .orderBy('client.created_at')
    .limit(limit)
    .execute()
  return rows.map(row => ({ businessUnitId: row.business_unit_id, applicationId: row.application_id }))
}

/**
 * Takes hold of a client that was never used until the caller's transaction ends, so that nobody uses it meanwhile.
 * Out: false when it was used or is unknown here.
 */
export async function holdUnused(scope: Scoped, applicationId: ApplicationId): Promise<boolean> {
  const result = await scope.db
    .updateTable('dynamic_clients')
    .set(eb => ({ created_at: eb.ref('created_at') }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}

/** What a client may replace of its registration, and the keys of its name. */
export type ClientReplacement = Pick<
  Registration,
  'name' | 'scopes' | 'optionalScopes' | 'callbackUrls' | 'implicitAllowed' | 'metadata'
> & { readonly registered: NonNullable<Registration['registered']> }

/**
 * Replaces what a client registered, and adds one to the version of its application.
 * Out: false when the version is another by now, another internal application here has that name and vendor, or it is
 * unknown here; nothing is written then.
 */
export async function replaceClient(
  scope: Scoped,
  target: { readonly id: ApplicationId; readonly version: number },
  client: ClientReplacement,
  keys: Omit<RegistrationKeys, 'vendorId'>,
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('applications')
      .set({
        name: client.name,
        alias_key: keys.aliasKey,
        sort_name: keys.sortName,
        sort_vendor: keys.sortVendor,
        scopes: toWords(client.scopes),
        optional_scopes: toWords(client.optionalScopes),
        callback_urls: toWords(client.callbackUrls),
        implicit_allowed: toBit(client.implicitAllowed),
        ...metadataColumns(client.metadata),
        registered: writeRegistered(client.registered),
        version: target.version + 1,
      })
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('id', '=', target.id)
      .where('version', '=', target.version)
      .where(eb =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('applications as other')
              .select('other.id')
              .where('other.business_unit_id', '=', tx.businessUnitId)
              .where('other.kind', '=', 'internal')
              .where('other.alias_key', '=', keys.aliasKey)
              .where('other.id', '!=', target.id),
          ),
        ),
      )
      .executeTakeFirst()
    if (won(result)) await makeFindable(tx, target.id)
    return won(result)
  })
}
