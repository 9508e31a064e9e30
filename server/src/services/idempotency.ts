import { sha256Hex } from '../keys/hash.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { RegistryRefusal } from '../registry/refusal.ts'
import { claimKey, findKey } from '../store/audit/idempotency.ts'
import type { Scoped } from '../store/handle.ts'
import type { Deps } from './deps.ts'
import { type Actor, refOf, scopeOf } from './people/actor.ts'

/** A caller's Idempotency-Key, the operation it stands for, and the request it came with. */
export type OnceKey = { readonly key: string; readonly operation: string; readonly request: string }

/** The outcome as a few words (ids, and the secret shown once), sealed while it is kept. */
type Words = readonly string[]

class KeyTakenMeanwhile extends Error {}

const PURPOSE = 'idempotent-answer'

/**
 * Runs a create once per key. Repeating it within 24 hours repeats the first outcome; ten at once make one thing.
 * In: the actor, the key or null when none was sent, and the work, which must call `claim` with its outcome inside
 * its transaction, after its own writes and before a success. Out: the outcome. Refuses a key that was used for another request.
 */
export async function once(
  deps: Deps,
  actor: Actor,
  onceKey: OnceKey | null,
  work: (claim: (scope: Scoped, words: Words) => Promise<void>) => Promise<Result<Words, RegistryRefusal>>,
): Promise<Result<Words, RegistryRefusal>> {
  if (onceKey === null) return work(async () => {})
  const keyHash = sha256Hex(JSON.stringify([refOf(actor).id, onceKey.operation, onceKey.key]))
  const requestHash = sha256Hex(onceKey.request)
  const earlier = async (): Promise<Result<Words, RegistryRefusal> | null> => {
    const found = await findKey(scopeOf(deps.store, actor), keyHash)
    if (found === null) return null
    if (found.requestHash !== requestHash) return err({ kind: 'key-reused' })
    const opened = deps.sealer.open(PURPOSE, found.sealedResponse)
    if (opened === null) throw new Error('an idempotent answer cannot be opened with this sealing key')
    return ok(opened.split(' '))
  }
  const known = await earlier()
  if (known !== null) return known
  try {
    const outcome = await work(async (scope, words) => {
      const sealedResponse = deps.sealer.seal(PURPOSE, words.join(' '))
      const claimed = await claimKey(scope, { keyHash, requestHash, sealedResponse, createdAt: deps.clock() })
      // Throwing rolls the transaction back: the other request's outcome is this one's too.
      if (!claimed) throw new KeyTakenMeanwhile()
    })
    // A refusal may be the shadow of the other request: the name is taken because that one took it.
    return outcome.ok ? outcome : ((await earlier()) ?? outcome)
  } catch (fault) {
    if (!(fault instanceof KeyTakenMeanwhile)) throw fault
    const won = await earlier()
    if (won === null) throw fault
    return won
  }
}
