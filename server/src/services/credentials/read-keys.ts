import type { Instant } from '../../lib/clock.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { KeyInText } from '../../protocol/key-text.ts'
import { readPublicKeyText } from '../../registry/credentials/public-keys.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findKeySetUrl, type KeySetUrl } from '../../store/applications/keys/key-set-urls.ts'
import { type Added, listKnownKeys } from '../../store/applications/keys/known-keys.ts'
import { readApplication } from '../applications/read-applications.ts'
import type { Deps } from '../deps.ts'
import { type Actor, scopeOf } from '../people/actor.ts'

/** A public key of an application, and what is known of it. */
export type ApplicationKey = {
  readonly thumbprint: string
  readonly kid: string | null
  /** What it is; null: it came from a URL, and is not kept. */
  readonly described: Pick<KeyInText, 'kind' | 'algorithms' | 'fault'> | null
  readonly added: Added
  readonly lastUsedAt: Instant | null
  readonly lastUsedFrom: string | null
}

type Keys = { readonly items: readonly ApplicationKey[]; readonly keySet: KeySetUrl | null }

const UNKNOWN = { added: null, lastUsedAt: null, lastUsedFrom: null, kid: null } as const

/**
 * The public keys of an internal application: those that were added by hand, in their order, or those from its URL that
 * were used, the latest first. Refuses as reading the application does.
 */
export async function readKeys(deps: Deps, actor: Actor, id: string): Promise<Result<Keys, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const { registration } = found.value
  if (registration.kind !== 'internal') return ok({ items: [], keySet: null })
  const { jwks, jwksUri } = registration.metadata
  const scope = scopeOf(deps.store, actor)
  const known = await listKnownKeys(scope, registration.id)
  if (jwksUri !== null) {
    const used = known.filter(key => key.published)
    const items = used.toSorted((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0))
    const noted = await findKeySetUrl(scope, registration.id)
    const blank = { url: jwksUri, added: null, fetchedAt: null, failed: null }
    return ok({
      items: items.map(key => ({ ...key, described: null })),
      keySet: noted?.url === jwksUri ? noted : blank,
    })
  }
  const read = jwks === null ? null : readPublicKeyText(jwks)
  const keys = read?.ok === true ? read.value : []
  const items = keys.map(key => {
    const { added, lastUsedAt, lastUsedFrom } =
      known.find(({ thumbprint }) => thumbprint === key.thumbprint) ?? UNKNOWN
    const { thumbprint, kid } = key
    return { thumbprint, kid, described: key, added, lastUsedAt, lastUsedFrom }
  })
  return ok({ items, keySet: null })
}
