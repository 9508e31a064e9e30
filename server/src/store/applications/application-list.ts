import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Registration } from '../../registry/model.ts'
import { canBeKept, toBit } from '../columns.ts'
import type { Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'
import { toRegistration } from './applications.ts'

type ApplicationFilter = {
  readonly kinds: readonly Registration['kind'][]
  /** Folded text: a part of the name or the vendor, or a whole id. Null for all. */
  readonly search: string | null
  /** Null for both. */
  readonly active: boolean | null
}

export type ApplicationListQuery = ApplicationFilter & {
  readonly sort: 'name' | 'vendor' | 'created'
  readonly descending: boolean
  /** The sort key and id of the last application of the page before: folded text, or milliseconds for 'created'. */
  readonly after: { readonly key: string | number; readonly id: string } | null
  readonly limit: number
}

const sortColumns = { name: 'sort_name', vendor: 'sort_vendor', created: 'created_at' } as const

/**
 * One page of the business unit's applications. Pages follow each other without gap or overlap, also where many
 * share a sort key: the id decides then. Throws when `after.key` is not of the sort column's type.
 */
export async function listApplications(scope: Scoped, query: ApplicationListQuery): Promise<Registration[]> {
  const column = sortColumns[query.sort]
  const direction = query.descending ? 'desc' : 'asc'
  if (nothingMatches(query)) return []
  let select = scope.db
    .selectFrom('applications')
    .selectAll()
    .where(eb => matches(eb, scope, query))
  if (query.after !== null) {
    const { key, id } = query.after
    if ((typeof key === 'number') !== (column === 'created_at')) {
      throw new TypeError(`A page by ${query.sort} cannot follow the key ${key}`)
    }
    const beyond = query.descending ? sql.raw('<') : sql.raw('>')
    select = select.where(sql<SqlBool>`(${sql.ref(column)}, ${sql.ref('id')}) ${beyond} (${key}, ${id})`)
  }
  const rows = await select.orderBy(column, direction).orderBy('id', direction).limit(query.limit).execute()
  return rows.map(toRegistration)
}

/** How many applications of the business unit the filter lets through, on all pages together. */
export async function countApplications(scope: Scoped, filter: ApplicationFilter): Promise<number> {
  if (nothingMatches(filter)) return 0
  const row = await scope.db
    .selectFrom('applications')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where(eb => matches(eb, scope, filter))
    .executeTakeFirstOrThrow()
  return row.count
}

function nothingMatches(filter: ApplicationFilter): boolean {
  return filter.kinds.length === 0 || (filter.search !== null && !canBeKept(filter.search))
}

function matches(eb: ExpressionBuilder<Database, 'applications'>, scope: Scoped, filter: ApplicationFilter) {
  const conditions = [eb('business_unit_id', '=', scope.businessUnitId), eb('kind', 'in', filter.kinds)]
  if (filter.active !== null) conditions.push(eb('active', '=', toBit(filter.active)))
  if (filter.search === null) return eb.and(conditions)
  const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
  return eb.and([
    ...conditions,
    eb.or([
      sql<SqlBool>`${sql.ref('sort_name')} like ${pattern} escape '\\'`,
      sql<SqlBool>`${sql.ref('sort_vendor')} like ${pattern} escape '\\'`,
      sql<SqlBool>`${sql.ref('id')} = ${filter.search}`,
    ]),
  ])
}
