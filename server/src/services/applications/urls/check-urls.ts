import { sha256Hex } from '../../../keys/hash.ts'
import type { Instant } from '../../../lib/clock.ts'
import { ok, type Result } from '../../../lib/result.ts'
import {
  canBeLookedAt,
  judgeUrl,
  seemsUnused,
  UNASKED,
  type UrlHealth,
} from '../../../registry/applications/url-health.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { findCallbackUses } from '../../../store/applications/callback-uses.ts'
import { callbackUsesKeptSince } from '../../../store/applications/lists/kept-since.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'
import { readApplication } from '../read-applications.ts'

export type CheckedUrl = {
  readonly url: string
  readonly purpose: 'callback' | 'post-logout'
  readonly health: UrlHealth
  /** Of callback URLs alone; of the others no use is known. */
  readonly use: {
    readonly lastUsedAt: Instant | null
    readonly knownSince: Instant
    readonly unused: boolean
  } | null
}

/**
 * Looks how the registered callback and post-logout URLs of an application do, each once and in nobody's name.
 * Refuses without `api-applications:edit`, since whoever cannot change them has no use for it and strangers' servers are
 * asked; and as reading the application does. Loopback and private-use URLs are not asked.
 */
export async function checkUrls(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<{ readonly at: Instant; readonly items: readonly CheckedUrl[] }, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:edit')
  if (!allowed.ok) return allowed
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const { registration, callbackUrls } = found.value
  const scope = scopeOf(deps.store, actor)
  const at = deps.clock()
  const uses = await findCallbackUses(scope, registration.id, callbackUrls.map(sha256Hex))
  const knownSince = Math.max(await callbackUsesKeptSince(deps.store), registration.createdAt)
  const healthOf = async (url: string): Promise<UrlHealth> => {
    if (!canBeLookedAt(url)) return UNASKED
    const asked = { url: new URL(url).href, businessUnit: scope.businessUnitId }
    return judgeUrl(url, await deps.probe(asked), at)
  }
  const useOf = (url: string) => {
    const lastUsedAt = uses.get(sha256Hex(url)) ?? null
    return { lastUsedAt, knownSince, unused: seemsUnused(lastUsedAt, knownSince, at) }
  }
  const callbacks = callbackUrls.map(
    async (url): Promise<CheckedUrl> => ({
      url,
      purpose: 'callback',
      health: await healthOf(url),
      use: useOf(url),
    }),
  )
  const others = registration.metadata.postLogoutRedirectUris.map(
    async (url): Promise<CheckedUrl> => ({
      url,
      purpose: 'post-logout',
      health: await healthOf(url),
      use: null,
    }),
  )
  return ok({ at, items: await Promise.all([...callbacks, ...others]) })
}
