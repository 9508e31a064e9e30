import type { ApplicationStatus, ApplicationType } from '@latchkey/contract/applications/applications.ts'
import { IDLE, type listApplications, SECRET_ENDS } from '@latchkey/contract/applications/list.ts'
import type { ListView } from '@latchkey/contract/applications/list-views.ts'
import type { QueryOf } from '@latchkey/contract/route.ts'
import { type ColumnId, readColumns, writeColumns } from './columns.ts'

/** What of the list the API is asked for. */
type ListQuery = QueryOf<typeof listApplications>

/**
 * What the list shows, as it stands in the address. Absent: no filter, sorted by name, the first page of 25, and the
 * columns that are shown at first.
 */
export type ListSearch = ListQuery & { readonly columns?: string }

export const SORTS = ['name', '-name', 'vendor', '-vendor', 'created', '-created'] as const
export const PAGE_SIZES = ['25', '50', '100'] as const
const TYPES: readonly ApplicationType[] = ['internal', 'external']
const STATUSES: readonly ApplicationStatus[] = ['active', 'inactive', 'contained']

export type Sort = (typeof SORTS)[number]

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find(each => each === value)
}

function text(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined
}

/**
 * Reads the list's part of the address. In: the parameters as they came. Out: those that the API takes; anything
 * else is dropped, so that an old or mistyped address still shows a list.
 */
export function readListSearch(raw: { readonly [name: string]: unknown }): ListSearch {
  const search = text(raw['search'], 100)
  const type = oneOf(raw['type'], TYPES)
  const status = oneOf(raw['status'], STATUSES)
  const scope = text(raw['scope'], 200)
  const tag = text(raw['tag'], 200)
  const owner = text(raw['owner'], 200)
  const idle = oneOf(raw['idle'], IDLE)
  const secretEnds = oneOf(raw['secretEnds'], SECRET_ENDS)
  const legacy = oneOf(raw['legacy'], ['implicit'] as const)
  const columns = writeColumns(readColumns(text(raw['columns'], 200)))
  const sort = oneOf(raw['sort'], SORTS)
  const cursor = text(raw['cursor'], 1000)
  const limit = oneOf(raw['limit'], PAGE_SIZES)
  return {
    ...(search === undefined ? {} : { search }),
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
    ...(scope === undefined ? {} : { scope }),
    ...(tag === undefined ? {} : { tag }),
    ...(owner === undefined ? {} : { owner }),
    ...(idle === undefined ? {} : { idle }),
    ...(secretEnds === undefined ? {} : { secretEnds }),
    ...(legacy === undefined ? {} : { legacy }),
    ...(columns === undefined ? {} : { columns }),
    ...(sort === undefined ? {} : { sort }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(limit === undefined ? {} : { limit }),
  }
}

/** The change of one parameter; undefined removes it. The cursor goes: it belongs to the list as it was. */
export function changed(
  now: ListSearch,
  change: { readonly [K in keyof ListSearch]: ListSearch[K] | undefined },
) {
  return readListSearch({ ...now, cursor: undefined, ...change })
}

/** What narrows the list, in the order of the chips. */
export const FILTERS = [
  'type',
  'status',
  'scope',
  'owner',
  'tag',
  'idle',
  'secretEnds',
  'legacy',
] as const satisfies readonly (keyof ListQuery)[]

/** Whether anything narrows the list, so that an empty one means "no match" and not "none yet". */
export function isNarrowed(search: ListSearch): boolean {
  return search.search !== undefined || FILTERS.some(filter => search[filter] !== undefined)
}

/** The list without search and filters, otherwise as it stands. */
export function widened({ sort, limit, columns }: ListSearch): ListSearch {
  return readListSearch({ sort, limit, columns })
}

/** The list as a view shows it, with as many rows as it has now. */
export function searchOf(
  { query, columns }: Pick<ListView, 'query' | 'columns'>,
  limit: ListSearch['limit'],
): ListSearch {
  return readListSearch({ ...query, columns: columns ?? undefined, limit })
}

/** What the API is asked for: what only the page knows is left out. */
export function queryOf({ columns: _columns, ...query }: ListSearch): ListQuery {
  return query
}

/** The columns beside the name. */
export function columnsOf({ columns }: ListSearch): readonly ColumnId[] {
  return readColumns(columns)
}

/** What pressing the heading of a column asks for: ascending first, then the other way round. */
export function nextSort(current: Sort, column: 'name' | 'vendor' | 'created'): Sort {
  return current === column ? `-${column}` : column
}
