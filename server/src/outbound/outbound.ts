import type { Clock } from '../lib/clock.ts'
import { createGuarded, type GuardedFetch, type GuardedProbe } from './guarded-fetch.ts'
import { checkOutboundUrl, type OutboundRules } from './outbound-url.ts'

/** The part of what services need that concerns the servers of strangers. */
type Outbound = {
  readonly fetch: GuardedFetch
  readonly probe: GuardedProbe
  readonly outboundFault: (url: string) => string | null
}

/** Makes the guarded fetcher and, under the same rules, the check for whoever registers a URL. In: the rules, the clock. */
export function createOutbound(options: OutboundRules & { readonly clock: Clock }): Outbound {
  return {
    ...createGuarded(options),
    outboundFault(url) {
      const checked = checkOutboundUrl(url, options)
      return checked.ok ? null : checked.error.message
    },
  }
}
