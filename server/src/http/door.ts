import type { Deps } from '../services/deps.ts'
import type { Throttle } from './throttle.ts'

/** What every part of the door needs: the services' dependencies, the throttle, and facts of this installation. */
export type Door = {
  readonly deps: Deps
  readonly throttle: Throttle
  /** Folder of the built console. */
  readonly webFolder: string
  /** Origin of the issuer, to compare Origin headers with. */
  readonly origin: string
  /** Whether browsers reach us by https, so that cookies can be Secure. */
  readonly secure: boolean
  /** Addresses and ranges of proxies whose word is taken for where a request came from; none: nobody's. */
  readonly trustedProxies: readonly string[]
  /** Whether requests may be served: false until all is ready and again while draining. */
  readonly isReady: () => boolean
}
