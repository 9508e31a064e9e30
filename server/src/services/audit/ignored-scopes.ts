import type { ApplicationId } from '../../lib/ids.ts'
import type { Withheld } from '../../registry/tokens/effective-access.ts'
import type { Deps } from '../deps.ts'

/** A request that was answered although something of it was not understood. */
type Answered = {
  readonly applicationId: ApplicationId
  readonly endpoint: string
  readonly requestId: string
  readonly withheld: readonly Withheld[]
}

/**
 * Tells the owner of an application of scopes that were asked for and ignored, since there are none of that name (OpenID
 * Connect Core §3.1.2.1). It is a hint beside what was refused, and is told once an hour.
 */
export function noteIgnoredScopes(deps: Deps, { withheld, ...where }: Answered): void {
  const unknown = withheld.filter(({ because }) => because === 'unknown').map(({ scope }) => scope)
  if (unknown.length === 0) return
  const many = unknown.length > 1
  const names = unknown.join(', ').slice(0, 300)
  const description = `There ${many ? 'are no scopes' : 'is no scope'} ${names}. ${many ? 'They were' : 'It was'} ignored, and the request was answered without ${many ? 'them' : 'it'}.`
  deps.refusals.hint({ ...where, asked: null, hint: { reason: 'scope_ignored', description } })
}
