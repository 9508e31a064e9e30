import { type AliasableExpression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { type ApplicationId, isApplicationId } from '../../lib/ids.ts'
import type { Registration } from '../../registry/model.ts'
import { canBeKept, fromBit, toBit } from '../columns.ts'
import { engineOf } from '../engine.ts'
import type { Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'
import { toRegistration } from './applications.ts'
import { holds, idsByText } from './search-index.ts'

type ApplicationFilter = {
  readonly kinds: readonly Registration['kind'][]
  /** Folded text: a part of the name or the vendor, or a whole id. Null for all. */
  readonly search: string | null
  /** Null for both. */
  readonly active: boolean | null
  /** Only what is contained, which is all inactive. */
  readonly contained?: boolean
}

type Sort = 'name' | 'vendor' | 'created'

export type ApplicationListQuery = ApplicationFilter & {
  readonly sort: Sort
  readonly descending: boolean
  /** The sort key and id of the last application of the page before: folded text, or milliseconds for 'created'. */
  readonly after: { readonly key: string | number; readonly id: string } | null
  readonly limit: number
}

const sortColumns = { name: 'sort_name', vendor: 'sort_vendor', created: 'created_at' } as const

/** As far as is counted: a thousand, and whether there is one more. */
const COUNTED = 1001

/**
 * Of a search that hits no more than this in a stretch, the page is made of its hits. Where there are more of them, the
 * next is near wherever one begins to read the list.
 */
const FEW = 300

/**
 * One page of the business unit's applications. Pages follow each other without gap or overlap, also where many
 * share a sort key: the id decides then. Throws when `after.key` is not of the sort column's type.
 */
export async function listApplications(scope: Scoped, query: ApplicationListQuery): Promise<Registration[]> {
  return readPage(scope, query, await stretchesOf(scope, query))
}

/** How many applications of the business unit the filter lets through, on all pages together, counted up to 1,001. */
export async function countApplications(scope: Scoped, filter: ApplicationFilter): Promise<number> {
  return count(scope, await stretchesOf(scope, filter))
}

/** As {@link listApplications} and {@link countApplications}, for the price of little more than one of them. */
export async function listAndCountApplications(
  scope: Scoped,
  query: ApplicationListQuery,
): Promise<{ readonly items: Registration[]; readonly total: number }> {
  const stretches = await stretchesOf(scope, query)
  const [items, total] = await Promise.all([readPage(scope, query, stretches), count(scope, stretches)])
  return { items, total }
}

/** A kind and a status, whose applications stand together in every index, in the order of the list. */
type Stretch = {
  readonly kind: Registration['kind']
  readonly active: boolean
  /** What a search hits here, or some of it when it is more than a few; null when nothing is searched for. */
  readonly hits: readonly ApplicationId[] | null
  /** Whether the hits are all there is, however many. */
  readonly listed?: true
}

async function stretchesOf(scope: Scoped, filter: ApplicationFilter): Promise<Stretch[]> {
  const { kinds, search, active } = filter
  if (search !== null && !canBeKept(search)) return []
  if (filter.contained === true) return [await contained(scope, filter)]
  const parts = (active === null ? [true, false] : [active]).flatMap(status =>
    [...new Set(kinds)].map(kind => ({ kind, active: status })),
  )
  if (search === null) return parts.map(part => ({ ...part, hits: null }))
  const called = await withId(scope, search)
  const stretches: Stretch[] = []
  let known = 0
  for (const part of parts) {
    // Once it is known that there are more than are counted, enough to know whether these are few will do.
    const limit = known < COUNTED ? COUNTED : FEW + 1
    const hits = new Set(await idsByText(scope, search, { ...part, limit }))
    if (called?.kind === part.kind && called.active === part.active) hits.add(called.id)
    known += hits.size
    stretches.push({ ...part, hits: [...hits] })
  }
  return stretches
}

/** What is contained: never many, so that each is looked at. As far as is counted. */
async function contained(scope: Scoped, { kinds, search }: ApplicationFilter): Promise<Stretch> {
  const rows = await scope.lists
    .selectFrom('applications')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('contained_from', 'is not', null)
    .where('kind', 'in', [...kinds])
    .$if(search !== null, select => select.where(sql<SqlBool>`(${holds(search ?? '')} or id = ${search})`))
    .limit(COUNTED)
    .execute()
  return { kind: 'internal', active: false, hits: rows.map(row => row.id), listed: true }
}

/** What is searched for may be a whole id. */
async function withId(scope: Scoped, search: string) {
  if (!isApplicationId(search)) return null
  const row = await scope.lists
    .selectFrom('applications')
    .select(['id', 'kind', 'active'])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', search)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, active: fromBit(row.active) }
}

/** Whether a stretch is best read from its index, since what is searched for is everywhere in it. */
function isDense({ hits, listed }: Stretch): boolean {
  return hits === null || (hits.length > FEW && listed !== true)
}

async function readPage(
  scope: Scoped,
  query: ApplicationListQuery,
  stretches: readonly Stretch[],
): Promise<Registration[]> {
  if (query.after !== null && (typeof query.after.key === 'number') !== (query.sort === 'created')) {
    throw new TypeError(`A page by ${query.sort} cannot follow the key ${query.after.key}`)
  }
  if (stretches.length === 0) return []
  const direction = query.descending ? 'desc' : 'asc'
  const dense = stretches.filter(isDense)
  const few = stretches.filter(stretch => !isDense(stretch))
  const parts = dense.map(stretch => walk(scope, query, stretch))
  if (few.length > 0) parts.push(among(scope, query, few))
  const ids = await firstOf(scope, parts, { direction, limit: query.limit })
  if (ids.length === 0) return []
  const rows = await scope.lists
    .selectFrom('applications')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', 'in', ids)
    .execute()
  const found = new Map(rows.map(row => [row.id, toRegistration(row)]))
  return ids.flatMap(id => found.get(id) ?? [])
}

async function count(scope: Scoped, stretches: readonly Stretch[]): Promise<number> {
  const known = stretches.reduce((sum, { hits }) => sum + (hits?.length ?? 0), 0)
  const parts = stretches
    .filter(({ hits }) => hits === null)
    .map(({ kind, active }) =>
      scope.lists
        .selectFrom('applications')
        .select('id')
        .where('business_unit_id', '=', scope.businessUnitId)
        .where('kind', '=', kind)
        .where('active', '=', toBit(active))
        .limit(COUNTED),
    )
  const counts = await Promise.all(
    parts.map(part =>
      scope.lists
        .selectFrom(part.as('part'))
        .select(eb => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    ),
  )
  return Math.min(COUNTED, known + counts.reduce((sum, row) => sum + row.count, 0))
}

/** Which applications match, and what they are ordered by. */
type Hits = AliasableExpression<{ readonly id: ApplicationId; readonly key: string | number }>

async function firstOf(
  scope: Scoped,
  parts: readonly Hits[],
  { direction, limit }: { readonly direction: 'asc' | 'desc'; readonly limit: number },
): Promise<ApplicationId[]> {
  const [first, ...others] = parts.map(each => scope.lists.selectFrom(each.as('part')).selectAll())
  if (first === undefined) return []
  const all = others.reduce((union, each) => union.unionAll(each), first)
  const rows = await scope.lists
    .selectFrom(all.as('page'))
    .select('id')
    .orderBy('key', direction)
    .orderBy('id', direction)
    .limit(limit)
    .execute()
  return rows.map(row => row.id)
}

/** The first of a stretch, read from its index until there are enough. */
function walk(scope: Scoped, query: ApplicationListQuery, { kind, active }: Stretch): Hits {
  const direction = query.descending ? 'desc' : 'asc'
  return matching(scope.lists.selectFrom('applications'), scope, query)
    .$if(query.search !== null, select =>
      select.where(sql<SqlBool>`(${holds(query.search ?? '')} or applications.id = ${query.search})`),
    )
    .where('kind', '=', kind)
    .where('active', '=', toBit(active))
    .orderBy(sortColumns[query.sort], direction)
    .orderBy('id', direction)
    .limit(query.limit)
}

/** The hits of stretches that have few. They are looked up one by one: SQLite keeps to the order of a cross join. */
function among(scope: Scoped, query: ApplicationListQuery, stretches: readonly Stretch[]): Hits {
  const ids = JSON.stringify(stretches.flatMap(({ hits }) => hits ?? []))
  const listed =
    engineOf(scope.lists) === 'sqlite'
      ? sql`json_each(${ids})`
      : sql`jsonb_array_elements_text(${ids}::jsonb)`
  const joined = scope.lists
    .selectFrom(listed.$castTo<{ value: ApplicationId }>().as('few'))
    .crossJoin('applications')
    .whereRef('applications.id', '=', 'few.value')
  return matching(joined, scope, query)
}

/** Narrows what is selected to what comes after the page before, with what it is ordered by. */
function matching<DB extends Database, O>(
  select: SelectQueryBuilder<DB, 'applications', O>,
  scope: Scoped,
  query: ApplicationListQuery,
) {
  const column = sql.ref(sortColumns[query.sort])
  const beyond = query.descending ? sql.raw('<') : sql.raw('>')
  const { after } = query
  const conditions = [sql<SqlBool>`business_unit_id = ${scope.businessUnitId}`]
  if (after !== null)
    conditions.push(sql<SqlBool>`(${column}, applications.id) ${beyond} (${after.key}, ${after.id})`)
  return select
    .select(['applications.id', sql<string | number>`${column}`.as('key')])
    .where(sql.join<SqlBool>(conditions, sql` and `))
}
