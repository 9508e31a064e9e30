import { type listApplications, NO_OWNER } from '@latchkey/contract/applications/list.ts'
import type { QueryOf } from '@latchkey/contract/route.ts'
import type { ListFilter } from '../../../services/applications/lists/list-filter.ts'

/** What a list is narrowed by, as the query of the list says it. */
type FilterQuery = Omit<QueryOf<typeof listApplications>, 'sort' | 'cursor' | 'limit'>

/** A number of days such as `90d`. */
function days(text: string | undefined): number | null {
  return text === undefined ? null : Number.parseInt(text, 10)
}

/** Reads the filter out of a query. */
export function readFilter(query: FilterQuery): ListFilter {
  const { owner } = query
  return {
    search: query.search ?? null,
    type: query.type ?? null,
    status: query.status ?? null,
    scope: query.scope ?? null,
    tag: query.tag ?? null,
    owner: owner === undefined ? null : owner === NO_OWNER ? 'none' : { of: owner },
    idleDays: days(query.idle),
    secretEndsInDays: days(query.secretEnds),
    implicit: query.legacy === 'implicit',
  }
}

/** Reads the order out of a query: by name unless told. */
export function readOrder({ sort = 'name' }: Pick<QueryOf<typeof listApplications>, 'sort'>): {
  readonly sort: 'name' | 'vendor' | 'created'
  readonly descending: boolean
} {
  const by = (['vendor', 'created'] as const).find(each => sort.endsWith(each)) ?? 'name'
  return { sort: by, descending: sort.startsWith('-') }
}
