import { type AliasableExpression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { type ApplicationId, isApplicationId } from '../../lib/ids.ts'
import type { Registration } from '../../registry/model.ts'
import { canBeKept, fromBit, toBit } from '../columns.ts'
import { engineOf } from '../engine.ts'
import type { Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'
import { toRegistration } from './applications.ts'
import {
  byIndex,
  byRow,
  type Conditions,
  idsByIdleness,
  questionsOf,
  withEndingSecret,
} from './lists/conditions.ts'
import { holds, idsByText } from './search-index.ts'

export type ApplicationFilter = {
  readonly kinds: readonly Registration['kind'][]
  /** Folded text: a part of the name or the vendor, or a whole id. Null for all. */
  readonly search: string | null
  /** Null for both. */
  readonly active: boolean | null
  readonly conditions: Conditions
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

/** Of secrets that end, this many are still looked at one by one: to find them on the way costs more. */
const MANY = 2000

/**
 * One page of the business unit's applications. Pages follow each other without gap or overlap, also where many
 * share a sort key: the id decides then. Throws when `after.key` is not of the sort column's type.
 */
export async function listApplications(scope: Scoped, query: ApplicationListQuery): Promise<Registration[]> {
  return readPage(scope, query, await stretchesOf(scope, query))
}

/** How many applications of the business unit the filter lets through, on all pages together, counted up to 1,001. */
export async function countApplications(scope: Scoped, filter: ApplicationFilter): Promise<number> {
  return count(scope, filter, await stretchesOf(scope, filter))
}

/** As {@link listApplications} and {@link countApplications}, for the price of little more than one of them. */
export async function listAndCountApplications(
  scope: Scoped,
  query: ApplicationListQuery,
): Promise<{ readonly items: Registration[]; readonly total: number }> {
  const stretches = await stretchesOf(scope, query)
  const [items, total] = await Promise.all([
    readPage(scope, query, stretches),
    count(scope, query, stretches),
  ])
  return { items, total }
}

/** A kind and a status, whose applications stand together in every index, in the order of the list. */
type Stretch = {
  readonly kind: Registration['kind']
  readonly active: boolean
  /**
   * What a search or a condition hits here, or some of it when it is more than a few; null when nothing is asked for.
   * Where there are several conditions, not all of these hold for each.
   */
  readonly hits: readonly ApplicationId[] | null
  /** Whether those are all that there are. */
  readonly whole: boolean
}

type Part = Pick<Stretch, 'kind' | 'active'>

async function stretchesOf(scope: Scoped, filter: ApplicationFilter): Promise<Stretch[]> {
  const { kinds, search, active, conditions } = filter
  if (search !== null && !canBeKept(search)) return []
  const parts = (active === null ? [true, false] : [active]).flatMap(status =>
    [...new Set(kinds)].map(kind => ({ kind, active: status })),
  )
  if (conditions.secretEnds !== null) {
    // The secrets of an external application are its vendor's.
    const own = parts.filter(({ kind }) => kind !== 'authorization')
    return stretchesBySecret(scope, filter, own, conditions.secretEnds)
  }
  if (search !== null || conditions.marks.length > 0) return stretchesByText(scope, filter, parts)
  const { idleSince } = conditions
  if (idleSince === null) return parts.map(part => ({ ...part, hits: null, whole: false }))
  const stretches: Stretch[] = []
  for (const part of parts) {
    const hits = await idsByIdleness(scope, { ...part, idleSince, limit: COUNTED })
    stretches.push({ ...part, hits, whole: hits.length < COUNTED })
  }
  return stretches
}

/** Secrets that end soon are few: where they are, whatever else is asked for is asked of their applications alone. */
async function stretchesBySecret(
  scope: Scoped,
  filter: ApplicationFilter,
  parts: readonly Part[],
  ends: NonNullable<Conditions['secretEnds']>,
): Promise<Stretch[]> {
  const rows = await withEndingSecret(scope, ends, MANY)
  const whole = rows.length < MANY
  const questions = questionsOf(filter.conditions) + (filter.search === null ? 0 : 1)
  if (!whole && questions > 1 && (filter.search !== null || filter.conditions.marks.length > 0)) {
    return stretchesByText(scope, filter, parts)
  }
  return parts.map(part => {
    const hits = rows.filter(row => row.kind === part.kind && row.active === part.active)
    return { ...part, hits: hits.map(({ id }) => id), whole }
  })
}

async function stretchesByText(
  scope: Scoped,
  filter: ApplicationFilter,
  parts: readonly Part[],
): Promise<Stretch[]> {
  const { search, conditions } = filter
  const called = await withId(scope, search)
  const stretches: Stretch[] = []
  let known = 0
  for (const part of parts) {
    // Once it is known that there are more than are counted, enough to know whether these are few will do.
    const limit = known < COUNTED || !isSettled(filter) ? COUNTED : FEW + 1
    const found = await idsByText(scope, search, { ...part, marks: conditions.marks, limit })
    const hits = new Set(found)
    if (called?.kind === part.kind && called.active === part.active) hits.add(called.id)
    known += hits.size
    stretches.push({ ...part, hits: [...hits], whole: found.length < limit })
  }
  return stretches
}

/** Whether whatever a stretch's hits are found by is all that is asked for, so that they need only be counted. */
function isSettled({ search, conditions }: ApplicationFilter): boolean {
  const questions = questionsOf(conditions)
  if (questions === 0) return true
  // A whole id that is searched for is no hit of the marks.
  return questions === 1 && (search === null || (conditions.marks.length > 0 && !isApplicationId(search)))
}

/** What is searched for may be a whole id. */
async function withId(scope: Scoped, search: string | null) {
  if (search === null || !isApplicationId(search)) return null
  const row = await scope.lists
    .selectFrom('applications')
    .select(['id', 'kind', 'active'])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', search)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, active: fromBit(row.active) }
}

/** Whether a stretch is best read from its index, since what is searched for is everywhere in it. */
function isDense({ conditions }: ApplicationFilter, { hits, whole }: Stretch): boolean {
  return hits === null || !whole || hits.length > (conditions.secretEnds === null ? FEW : MANY)
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
  const dense = stretches.filter(stretch => isDense(query, stretch))
  const few = stretches.filter(stretch => !dense.includes(stretch))
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

async function count(
  scope: Scoped,
  filter: ApplicationFilter,
  stretches: readonly Stretch[],
): Promise<number> {
  const known = isSettled(filter) ? stretches.filter(({ hits }) => hits !== null) : []
  const rest = stretches.filter(stretch => !known.includes(stretch))
  const query = { ...filter, sort: 'name', descending: false, after: null, limit: COUNTED } as const
  const few = rest.filter(({ whole }) => whole)
  const parts = rest.filter(({ whole }) => !whole).map(stretch => walk(scope, query, stretch))
  if (few.length > 0) parts.push(among(scope, query, few))
  const counts = await Promise.all(
    parts.map(part =>
      scope.lists
        .selectFrom(part.as('part'))
        .select(eb => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    ),
  )
  const sure = known.reduce((sum, { hits }) => sum + (hits?.length ?? 0), 0)
  return Math.min(COUNTED, sure + counts.reduce((sum, row) => sum + row.count, 0))
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

/** Narrows what is selected to what fits and comes after the page before, with what it is ordered by. */
function matching<DB extends Database, O>(
  select: SelectQueryBuilder<DB, 'applications', O>,
  scope: Scoped,
  query: ApplicationListQuery,
) {
  const column = sql.ref(sortColumns[query.sort])
  const beyond = query.descending ? sql.raw('<') : sql.raw('>')
  const { after, conditions, search } = query
  const all = [
    sql<SqlBool>`applications.business_unit_id = ${scope.businessUnitId}`,
    ...byIndex(conditions),
    ...byRow(conditions),
  ]
  if (search !== null) all.push(sql<SqlBool>`(${holds(search)} or applications.id = ${search})`)
  if (after !== null)
    all.push(sql<SqlBool>`(${column}, applications.id) ${beyond} (${after.key}, ${after.id})`)
  return select
    .select(['applications.id', sql<string | number>`${column}`.as('key')])
    .where(sql.join<SqlBool>(all, sql` and `))
}
