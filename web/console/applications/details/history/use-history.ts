import { listHistory } from '@latchkey/contract/audit/history.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../../kit/client.ts'
import type { DetailsSearch } from '../details-search.ts'

const NO_CURSOR = ''

/** The history of an application as the address narrows it, newest first, a page at a time. */
export function useHistory(id: string, { group, actor }: Pick<DetailsSearch, 'group' | 'actor'>) {
  return useInfiniteQuery({
    queryKey: [listHistory.id, id, group ?? null, actor ?? null],
    queryFn: ({ pageParam, signal }) =>
      call(listHistory, {
        params: { id },
        query: {
          ...(group === undefined ? {} : { group }),
          ...(actor === undefined ? {} : { actor }),
          ...(pageParam === NO_CURSOR ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}
