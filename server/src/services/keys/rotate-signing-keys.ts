import { compareKeys, type KeyStatus, lifeOf, statusOf } from '../../keys/key-life.ts'
import type { SigningAlgorithm } from '../../keys/signing-key.ts'
import type { Instant } from '../../lib/clock.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { listSigningKeys as load } from '../../store/tokens/signing-keys.ts'
import { demandProof } from '../credentials/prove.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, refOf } from '../people/actor.ts'
import { carryOut } from './carry-out.ts'
import { planByHand, planEmergency, SIGNING_ALGORITHMS } from './plan-rotation.ts'

/** A signing key as operators see it, without either half. */
export type SigningKeyView = {
  readonly id: string
  readonly algorithm: SigningAlgorithm
  readonly status: KeyStatus
  readonly createdAt: Instant
  readonly activeFrom: Instant
  /** When a newer key takes over, and when it stops verifying. Both may lie ahead; null while no newer key is there. */
  readonly supersededAt: Instant | null
  readonly endsAt: Instant | null
}

/** Every signing key that is kept; the one that signs latest comes first. Refuses who is no operator, or lacks `signing-keys:rotate`. */
export async function listSigningKeys(
  deps: Deps,
  actor: Actor,
): Promise<Result<SigningKeyView[], RegistryRefusal>> {
  const allowed = demand(actor, 'signing-keys:rotate')
  if (!allowed.ok) return allowed
  return ok(await views(deps))
}

/**
 * Rotates signing keys by hand. In: one algorithm, or null for all; and whether it is an emergency: then the new key
 * signs at once and every older one is retired, with all tokens it ever signed.
 * Out: all keys as they stand now. Refuses who is no operator, or lacks `signing-keys:rotate`, and in an emergency a session
 * whose person typed no password lately.
 */
export async function rotateSigningKeys(
  deps: Deps,
  actor: Actor,
  wanted: { readonly algorithm: SigningAlgorithm | null; readonly emergency: boolean },
): Promise<Result<SigningKeyView[], RegistryRefusal>> {
  const allowed = demand(actor, 'signing-keys:rotate')
  if (!allowed.ok) return allowed
  const proven = wanted.emergency ? demandProof(deps, actor) : ok(null)
  if (!proven.ok) return proven
  const algorithms = wanted.algorithm === null ? SIGNING_ALGORITHMS : [wanted.algorithm]
  const plan = wanted.emergency ? planEmergency : planByHand
  await carryOut(deps, (keys, now) => plan(keys, algorithms, now), {
    actor: refOf(actor),
    requestId: actor.requestId,
  })
  return ok(await views(deps))
}

async function views(deps: Deps): Promise<SigningKeyView[]> {
  const keys = await load(deps.store)
  const now = deps.clock()
  return keys
    .toSorted((a, b) => compareKeys(b, a))
    .map(key => {
      const { id, algorithm, createdAt, activeFrom } = key
      const life = lifeOf(key, keys)
      return { id, algorithm, status: statusOf(key, life, now), createdAt, activeFrom, ...life }
    })
}
