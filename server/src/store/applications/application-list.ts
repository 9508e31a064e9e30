import { type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ApplicationId } from '../../lib/ids.ts'
import type { Registration } from '../../registry/model.ts'
import { canBeKept, toBit } from '../columns.ts'
import { engineOf } from '../engine.ts'
import type { Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'
import { toRegistration } from './applications.ts'
import { idsByText } from './search-index.ts'

type ApplicationFilter = {
  readonly kinds: readonly Registration['kind'][]
  /** Folded text: a part of the name or the vendor, or a whole id. Null for all. */
  readonly search: string | null
  /** Null for both. */
  readonly active: boolean | null
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

/**
 * A search that may hit no more than this is answered from its hits. With more of them, the next page of them is near
 * wherever one begins to read the list.
 */
const FEW = 3000

/**
 * One page of the business unit's applications. Pages follow each other without gap or overlap, also where many
 * share a sort key: the id decides then. Throws when `after.key` is not of the sort column's type.
 */
export async function listApplications(scope: Scoped, query: ApplicationListQuery): Promise<Registration[]> {
  if (query.after !== null && (typeof query.after.key === 'number') !== (query.sort === 'created')) {
    throw new TypeError(`A page by ${query.sort} cannot follow the key ${query.after.key}`)
  }
  if (nothingMatches(query)) return []
  const few = await fewHits(scope, query.search)
  const ids = await pageOf(scope, query, few)
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

/** How many applications of the business unit the filter lets through, on all pages together, counted up to `most`. */
export async function countApplications(
  scope: Scoped,
  filter: ApplicationFilter,
  most: number,
): Promise<number> {
  if (nothingMatches(filter)) return 0
  const few = await fewHits(scope, filter.search)
  const ids = await pageOf(
    scope,
    { ...filter, sort: 'name', descending: false, after: null, limit: most },
    few,
  )
  return ids.length
}

function nothingMatches(filter: ApplicationFilter): boolean {
  return filter.kinds.length === 0 || (filter.search !== null && !canBeKept(filter.search))
}

/** The ids that a search can mean, or null when it is for everything or for too much. */
async function fewHits(scope: Scoped, search: string | null): Promise<ApplicationId[] | null> {
  if (search === null) return null
  const ids = await idsByText(scope, search, FEW + 1)
  return ids.length > FEW ? null : ids
}

/**
 * The ids of one page, in order. Each kind and status is a stretch of its own of the index, in the list's order, so
 * the first of each are read and merged, and nothing else.
 */
async function pageOf(
  scope: Scoped,
  query: ApplicationListQuery,
  few: readonly ApplicationId[] | null,
): Promise<ApplicationId[]> {
  const direction = query.descending ? 'desc' : 'asc'
  const stretches = (query.active === null ? [true, false] : [query.active]).flatMap(active =>
    [...new Set(query.kinds)].map(kind => stretch(scope, query, { kind, active, few })),
  )
  const [first, ...others] = stretches.map(each => scope.lists.selectFrom(each.as('stretch')).selectAll())
  if (first === undefined) return []
  const all = others.reduce((union, each) => union.unionAll(each), first)
  const rows = await scope.lists
    .selectFrom(all.as('page'))
    .select('id')
    .orderBy('key', direction)
    .orderBy('id', direction)
    .limit(query.limit)
    .execute()
  return rows.map(row => row.id)
}

type Part = {
  readonly kind: Registration['kind']
  readonly active: boolean
  readonly few: readonly ApplicationId[] | null
}

function stretch(scope: Scoped, query: ApplicationListQuery, part: Part) {
  const column = sortColumns[query.sort]
  const direction = query.descending ? 'desc' : 'asc'
  const beyond = query.descending ? sql.raw('<') : sql.raw('>')
  return scope.lists
    .selectFrom('applications')
    .select(['id', sql<string | number>`${sql.ref(column)}`.as('key')])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('kind', '=', part.kind)
    .where('active', '=', toBit(part.active))
    .$if(query.search !== null, select => select.where(eb => holds(eb, query.search ?? '')))
    .$if(part.few !== null, select => select.where('id', 'in', listed(scope, part.few ?? [], query.search)))
    .$if(query.after !== null, select =>
      select.where(
        sql<SqlBool>`(${sql.ref(column)}, ${sql.ref('id')}) ${beyond} (${query.after?.key}, ${query.after?.id})`,
      ),
    )
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(query.limit)
}

function holds(eb: ExpressionBuilder<Database, 'applications'>, search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return eb.or([
    sql<SqlBool>`${sql.ref('sort_name')} like ${pattern} escape '\\'`,
    sql<SqlBool>`${sql.ref('sort_vendor')} like ${pattern} escape '\\'`,
    sql<SqlBool>`${sql.ref('id')} = ${search}`,
  ])
}

/** The ids as one parameter, however many they are; what is searched for may be an id itself. */
function listed(
  scope: Scoped,
  few: readonly ApplicationId[],
  search: string | null,
): RawBuilder<ApplicationId> {
  const ids = JSON.stringify(search === null ? few : [...few, search])
  return engineOf(scope.lists) === 'sqlite'
    ? sql`(select value from json_each(${ids}))`
    : sql`(select jsonb_array_elements_text(${ids}::jsonb))`
}
