import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import type { Registration } from '../../../registry/model.ts'
import { fromBit, toBit } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'
import { bitsOf, hasMark, type Mark, wordOf } from './marks.ts'

/** What narrows a list beside kind, status and text. All of it must hold. */
export type Conditions = {
  readonly marks: readonly Mark[]
  /** No use is known since then, and it was there by then; null: not asked. */
  readonly idleSince: Instant | null
  /** A secret that works ends after `from` and not after `until`; null: not asked. */
  readonly secretEnds: { readonly from: Instant; readonly until: Instant } | null
}

export const NO_CONDITIONS: Conditions = { marks: [], idleSince: null, secretEnds: null }

/** How many questions conditions ask, where all marks are one. */
export function questionsOf({ marks, idleSince, secretEnds }: Conditions): number {
  return [marks.length > 0, idleSince !== null, secretEnds !== null].filter(Boolean).length
}

/** What the index of a list can tell by itself of a row of `applications`; it lets some through that do not match. */
export function byIndex({ marks, idleSince }: Conditions): RawBuilder<SqlBool>[] {
  const bits = bitsOf(marks.map(wordOf))
  return [
    ...(bits === 0 ? [] : [sql<SqlBool>`(applications.marks & ${bits}) = ${bits}`]),
    ...(idleSince === null ? [] : [sql<SqlBool>`applications.idle_since <= ${idleSince}`]),
  ]
}

/** What only the rows can tell, of an application that {@link byIndex} let through. */
export function byRow({ marks, secretEnds }: Conditions): RawBuilder<SqlBool>[] {
  return [
    ...(marks.length === 0 ? [] : [rowHas(marks)]),
    ...(secretEnds === null ? [] : [hasEndingSecret(secretEnds)]),
  ]
}

/**
 * In a query of its own, so that the list goes on reading its index alone. As a value and not as `exists`, which PostgreSQL
 * turns into a join and may then begin at the wrong end.
 */
function rowHas(marks: readonly Mark[]): RawBuilder<SqlBool> {
  const all = sql.join(
    marks.map(mark => hasMark('marked', mark)),
    sql` and `,
  )
  return sql<SqlBool>`(select 1 from applications as marked
    where marked.business_unit_id = applications.business_unit_id and marked.id = applications.id and ${all}) = 1`
}

function hasEndingSecret({ from, until }: NonNullable<Conditions['secretEnds']>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(select 1 from credentials
    where credentials.business_unit_id = applications.business_unit_id
      and credentials.application_id = applications.id and credentials.revoked_at is null
      and credentials.quarantined_at is null
      and credentials.expires_at > ${from} and credentials.expires_at <= ${until} limit 1) = 1`
}

/** Applications of one kind and status of which no use is known since then: ids, of `limit` of them, in no order. */
export async function idsByIdleness(
  scope: Scoped,
  among: {
    readonly kind: Registration['kind']
    readonly active: boolean
    readonly idleSince: Instant
    readonly limit: number
  },
): Promise<ApplicationId[]> {
  const rows = await scope.lists
    .selectFrom('applications')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('kind', '=', among.kind)
    .where('active', '=', toBit(among.active))
    .where('idle_since', '<=', among.idleSince)
    .limit(among.limit)
    .execute()
  return rows.map(row => row.id)
}

/** Applications of which a secret that works ends after one moment and not after another: `limit` of them, in no order. */
export async function withEndingSecret(
  scope: Scoped,
  { from, until }: NonNullable<Conditions['secretEnds']>,
  limit: number,
): Promise<{ readonly id: ApplicationId; readonly kind: string; readonly active: boolean }[]> {
  const rows = await scope.lists
    .selectFrom('credentials')
    .innerJoin('applications', join =>
      join
        .onRef('applications.business_unit_id', '=', 'credentials.business_unit_id')
        .onRef('applications.id', '=', 'credentials.application_id'),
    )
    .select(['applications.id', 'applications.kind', 'applications.active'])
    .distinct()
    .where('credentials.business_unit_id', '=', scope.businessUnitId)
    .where('credentials.revoked_at', 'is', null)
    .where('credentials.quarantined_at', 'is', null)
    .where('credentials.expires_at', '>', from)
    .where('credentials.expires_at', '<=', until)
    .limit(limit)
    .execute()
  return rows.map(({ id, kind, active }) => ({ id, kind, active: fromBit(active) }))
}
