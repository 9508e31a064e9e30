import type {
  ApplicationStatus,
  ApplicationType,
  listApplications,
} from '@latchkey/contract/applications/applications.ts'
import type { QueryOf } from '@latchkey/contract/route.ts'

/** What the list shows, as it stands in the address. Absent: no filter, sorted by name, the first page of 25. */
export type ListSearch = QueryOf<typeof listApplications>

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
  const sort = oneOf(raw['sort'], SORTS)
  const cursor = text(raw['cursor'], 1000)
  const limit = oneOf(raw['limit'], PAGE_SIZES)
  return {
    ...(search === undefined ? {} : { search }),
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
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

/** Whether anything narrows the list, so that an empty one means "no match" and not "none yet". */
export function isNarrowed(search: ListSearch): boolean {
  return search.search !== undefined || search.type !== undefined || search.status !== undefined
}

/** What pressing the heading of a column asks for: ascending first, then the other way round. */
export function nextSort(current: Sort, column: 'name' | 'vendor' | 'created'): Sort {
  return current === column ? `-${column}` : column
}
