/** What decides the sector of an application. */
type SectorFacts = {
  readonly id: string
  readonly callbackUrls: readonly string[]
  readonly metadata: { readonly sectorIdentifierUri: string | null }
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whom a callback URL leads to: a host; null for this machine or an installed application, which name nobody. */
function hostOf(callbackUrl: string): string | null {
  const { protocol, hostname } = new URL(callbackUrl)
  return protocol === 'https:' && !LOOPBACK_HOSTS.has(hostname) ? hostname : null
}

/**
 * How many parties some callback URLs lead to, as far as a sector can tell them apart (OpenID Connect Core §8.1: with
 * more than one an application must name its sector itself). In: callback URLs that were checked.
 */
export function countSectors(callbackUrls: readonly string[]): number {
  return new Set(callbackUrls.map(hostOf)).size
}

/**
 * The sector of an application (OpenID Connect Core §8.1): all applications of one sector know a user by one pairwise
 * subject. It is the host of its sector identifier, else that of its callback URLs; ports do not count.
 * Out: a text that is equal for equal sectors alone. Where callback URLs lead to no host, as those of installed
 * applications do, each application is a sector of its own: `127.0.0.1` would make one party of all of them.
 */
export function sectorOf(application: SectorFacts): string {
  const { sectorIdentifierUri } = application.metadata
  if (sectorIdentifierUri !== null) return `host ${new URL(sectorIdentifierUri).hostname}`
  const host = application.callbackUrls.map(hostOf).find(each => each !== null)
  return host === undefined ? `application ${application.id}` : `host ${host}`
}
