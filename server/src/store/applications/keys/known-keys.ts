import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import type { ActorRef } from '../../../registry/model.ts'
import { fromBit, toBit } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'

/** When and by whom something was added; null: not known, since it was before that was kept. */
export type Added = { readonly at: Instant; readonly by: ActorRef | null } | null

/** What is known of one public key of an application. */
type KnownKey = {
  readonly thumbprint: string
  readonly published: boolean
  readonly kid: string | null
  readonly added: Added
  readonly lastUsedAt: Instant | null
  readonly lastUsedFrom: string | null
}

type AdderRow = Pick<
  Database['application_keys'],
  'added_at' | 'added_by_kind' | 'added_by_id' | 'added_by_name'
>

/** Reads when and by whom something was added. */
export function toAdded(row: AdderRow): Added {
  const { added_at: at, added_by_kind: kind, added_by_id: id, added_by_name: name } = row
  if (at === null) return null
  return { at, by: kind === null || id === null || name === null ? null : { kind, id, name } }
}

/** Notes that keys were added by hand. One that was there before, and removed meanwhile, is added anew. */
export async function noteKeysAdded(
  scope: Scoped,
  applicationId: ApplicationId,
  thumbprints: readonly string[],
  { at, by }: { readonly at: Instant; readonly by: ActorRef },
): Promise<void> {
  const added = { added_at: at, added_by_kind: by.kind, added_by_id: by.id, added_by_name: by.name }
  for (const thumbprint of thumbprints) {
    await scope.db
      .insertInto('application_keys')
      .values({
        business_unit_id: scope.businessUnitId,
        application_id: applicationId,
        thumbprint,
        published: 0,
        kid: null,
        ...added,
        last_used_at: null,
        last_used_from: null,
      })
      .onConflict(conflict =>
        conflict
          .columns(['business_unit_id', 'application_id', 'thumbprint'])
          .doUpdateSet({ published: 0, ...added }),
      )
      .execute()
  }
}

/** Forgets what is known of keys that an application has no longer. In: null for all that came from a URL. */
export async function forgetKeys(
  scope: Scoped,
  applicationId: ApplicationId,
  thumbprints: readonly string[] | null,
): Promise<void> {
  if (thumbprints?.length === 0) return
  const keys = scope.db
    .deleteFrom('application_keys')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
  await (thumbprints === null
    ? keys.where('published', '=', 1)
    : keys.where('thumbprint', 'in', thumbprints)
  ).execute()
}

/** What is known of the keys of an application, in no order. */
export async function listKnownKeys(scope: Scoped, applicationId: ApplicationId): Promise<KnownKey[]> {
  const rows = await scope.db
    .selectFrom('application_keys')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .execute()
  return rows.map(row => ({
    thumbprint: row.thumbprint,
    published: fromBit(row.published),
    kid: row.kid,
    added: toAdded(row),
    lastUsedAt: row.last_used_at,
    lastUsedFrom: row.last_used_from,
  }))
}

/**
 * Notes when and from which address a key was last used, unless a later use is known; null: not from the application
 * itself. One that came from a URL counts as added when it was first used. It is no change of the application.
 */
export async function noteKeyUse(
  scope: Scoped,
  key: {
    readonly applicationId: ApplicationId
    readonly thumbprint: string
    readonly kid: string | null
    readonly published: boolean
  },
  { at, from }: { readonly at: Instant; readonly from: string | null },
): Promise<void> {
  const used = { last_used_at: at, last_used_from: from }
  await scope.db
    .insertInto('application_keys')
    .values({
      business_unit_id: scope.businessUnitId,
      application_id: key.applicationId,
      thumbprint: key.thumbprint,
      published: toBit(key.published),
      kid: key.kid,
      added_at: key.published ? at : null,
      added_by_kind: null,
      added_by_id: null,
      added_by_name: null,
      ...used,
    })
    .onConflict(conflict =>
      conflict
        .columns(['business_unit_id', 'application_id', 'thumbprint'])
        .doUpdateSet({ ...used, kid: key.kid })
        .where(eb =>
          eb.or([
            eb('application_keys.last_used_at', 'is', null),
            eb('application_keys.last_used_at', '<', at),
          ]),
        ),
    )
    .execute()
}
