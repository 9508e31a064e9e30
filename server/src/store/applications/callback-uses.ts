import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import type { Scoped } from '../handle.ts'

/** Notes that somebody was sent to a callback URL (its SHA-256), unless a later time is known. */
export async function noteCallbackUse(
  scope: Scoped,
  applicationId: ApplicationId,
  { urlHash, at }: { readonly urlHash: string; readonly at: Instant },
): Promise<void> {
  await scope.db
    .insertInto('callback_uses')
    .values({
      business_unit_id: scope.businessUnitId,
      application_id: applicationId,
      url_hash: urlHash,
      last_used_at: at,
    })
    .onConflict(conflict =>
      conflict
        .columns(['business_unit_id', 'application_id', 'url_hash'])
        .doUpdateSet({ last_used_at: at })
        .where('callback_uses.last_used_at', '<', at),
    )
    .execute()
}

/** When people were last sent to each of some URLs of an application. In and out: by the SHA-256 of the URL. */
export async function findCallbackUses(
  scope: Scoped,
  applicationId: ApplicationId,
  urlHashes: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  if (urlHashes.length === 0) return new Map()
  const rows = await scope.db
    .selectFrom('callback_uses')
    .select(['url_hash', 'last_used_at'])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('url_hash', 'in', urlHashes)
    .execute()
  return new Map(rows.map(row => [row.url_hash, row.last_used_at]))
}
