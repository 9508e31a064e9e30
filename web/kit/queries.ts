import type { Route } from '@latchkey/contract/route.ts'
import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import { ApiProblem, type CallOptions, call } from './client.ts'
import { isPageHeld } from './unsaved.ts'

/**
 * A read of the management API as TanStack Query takes it.
 * In: a GET route and its parts. Out: query options whose key begins with the route's id, for invalidation.
 */
export function read<R extends Route>(route: R, options: CallOptions<R>) {
  return queryOptions({
    queryKey: [route.id, options.params ?? null, options.query ?? null],
    queryFn: ({ signal }) => call(route, { ...options, signal }),
  })
}

const RELOADED_AT = 'latchkey.signed-out-at'
const RELOAD_PAUSE_MS = 10_000

/** Whether the error says that the session has ended. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401
}

/**
 * Loads where the person is now anew, which the server answers with its sign-in page and then returns to. Going there
 * by its address would only scroll when that ends in a fragment, as it does after the skip link.
 */
export function signInAgain(): void {
  location.reload()
}

/**
 * A read that finds the session ended leads to the sign-in page, unless something typed would be lost by that: then
 * the form says so itself once it is sent. A server that keeps answering 401 to a signed-in page must not make the
 * page reload for ever.
 */
function onReadError(error: unknown): void {
  if (!isSignedOut(error) || isPageHeld()) return
  const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0)
  if (Date.now() - last < RELOAD_PAUSE_MS) return
  sessionStorage.setItem(RELOADED_AT, String(Date.now()))
  signInAgain()
}

function shouldRetry(failures: number, error: Error): boolean {
  return error instanceof ApiProblem && (error.kind === 'unreachable' || error.status === 503) && failures < 2
}

/** The cache of what was read: fresh for ten seconds, retried only where waiting can help. */
export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: onReadError }),
    mutationCache: new MutationCache({
      onError: error => {
        // Somebody else may come back from the sign-in page: what is shown is read anew on return to this tab.
        if (isSignedOut(error)) void client.invalidateQueries({ refetchType: 'none' })
      },
    }),
    defaultOptions: {
      queries: { staleTime: 10_000, retry: shouldRetry, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  return client
}
