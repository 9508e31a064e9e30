import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import type { ActorRef } from '../../../registry/model.ts'
import type { Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'
import { type Added, toAdded } from './known-keys.ts'

/** Why a URL gave no key set. */
export type FetchFailure = NonNullable<Database['key_set_urls']['failure']>

/** What is known of the URL of an application's key set. */
export type KeySetUrl = {
  readonly url: string
  readonly added: Added
  readonly fetchedAt: Instant | null
  readonly failed: {
    readonly at: Instant
    readonly failure: FetchFailure
    readonly status: number | null
  } | null
}

/** Notes that an application reads its keys from another URL now, of which nothing is known yet. */
export async function noteKeySetUrl(
  scope: Scoped,
  applicationId: ApplicationId,
  { url, at, by }: { readonly url: string; readonly at: Instant; readonly by: ActorRef },
): Promise<void> {
  const fresh = {
    url,
    added_at: at,
    added_by_kind: by.kind,
    added_by_id: by.id,
    added_by_name: by.name,
    fetched_at: null,
    failed_at: null,
    failure: null,
    status: null,
  }
  await scope.db
    .insertInto('key_set_urls')
    .values({ business_unit_id: scope.businessUnitId, application_id: applicationId, ...fresh })
    .onConflict(conflict => conflict.columns(['business_unit_id', 'application_id']).doUpdateSet(fresh))
    .execute()
}

/** Forgets the URL of an application that reads its keys from none any more. */
export async function forgetKeySetUrl(scope: Scoped, applicationId: ApplicationId): Promise<void> {
  await scope.db
    .deleteFrom('key_set_urls')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .execute()
}

/** What is known of the URL of an application's key set; null where nothing is. */
export async function findKeySetUrl(scope: Scoped, applicationId: ApplicationId): Promise<KeySetUrl | null> {
  const row = await scope.db
    .selectFrom('key_set_urls')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { failed_at: at, failure, status } = row
  return {
    url: row.url,
    added: toAdded(row),
    fetchedAt: row.fetched_at,
    failed: at === null || failure === null ? null : { at, failure, status },
  }
}

/** Notes how a fetch went. What another URL gave, that the application had before, is not noted. */
export async function noteKeySetFetch(
  scope: Scoped,
  applicationId: ApplicationId,
  fetched: {
    readonly url: string
    readonly at: Instant
    readonly failure: FetchFailure | null
    readonly status: number | null
  },
): Promise<void> {
  const { url, at, failure, status } = fetched
  const outcome = failure === null ? { fetched_at: at } : { failed_at: at, failure, status }
  await scope.db
    .insertInto('key_set_urls')
    .values({
      business_unit_id: scope.businessUnitId,
      application_id: applicationId,
      url,
      added_at: null,
      added_by_kind: null,
      added_by_id: null,
      added_by_name: null,
      fetched_at: null,
      failed_at: null,
      failure: null,
      status: null,
      ...outcome,
    })
    .onConflict(conflict =>
      conflict
        .columns(['business_unit_id', 'application_id'])
        .doUpdateSet(outcome)
        .where('key_set_urls.url', '=', url),
    )
    .execute()
}
