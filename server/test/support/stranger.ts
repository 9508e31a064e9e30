import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { createGuardedFetch, type GuardedFetch } from '../../src/outbound/guarded-fetch.ts'
import { type Certified, makeAuthority, makeCertificate } from './certificates.ts'
import { type Listening, startListening } from './listening.ts'

/** Signs for strangers, and is trusted by the fetchers that are made here. */
export const AUTHORITY = makeAuthority('Authority of the tests')

export type FetcherOptions = Parameters<typeof createGuardedFetch>[0]

/** Makes a guarded fetcher for which every name leads to this machine, unless the options say otherwise. */
export function makeFetcher(options: Partial<FetcherOptions>): GuardedFetch {
  return createGuardedFetch({
    loopback: false,
    allow: [],
    clock: () => Date.now(),
    resolve: () => Promise.resolve(['127.0.0.1']),
    certificateAuthorities: AUTHORITY.cert,
    ...options,
  })
}

export type Stranger = Listening & {
  /** Where it is found: `rp.example` with its port, and the path that is given. */
  readonly url: (path: string) => string
  /** As the operator's list of trusted servers names it. */
  readonly endpoint: string
  /** A fetcher that may ask it. */
  readonly fetch: GuardedFetch
}

/** Starts the HTTPS server of somebody else, `rp.example`, on this machine. */
export async function startStranger(handle: RequestListener, certificate?: Certified): Promise<Stranger> {
  const shown = certificate ?? makeCertificate({ names: ['rp.example'], issuer: AUTHORITY })
  const listening = await startListening(createServer({ key: shown.key, cert: shown.cert }, handle))
  const endpoint = `rp.example:${listening.port}`
  return {
    ...listening,
    endpoint,
    url: path => `https://${endpoint}${path}`,
    fetch: makeFetcher({ allow: [endpoint] }),
  }
}
