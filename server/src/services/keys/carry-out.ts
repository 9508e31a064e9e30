import { generateSigningKey, type SigningAlgorithm, type SigningKey } from '../../keys/signing-key.ts'
import type { Instant } from '../../lib/clock.ts'
import type { ActorRef, FieldChange } from '../../registry/model.ts'
import { findPlatform, holdBusinessUnit } from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import {
  bringForwardSigningKey,
  insertSigningKey,
  listSigningKeys,
  retireSigningKey,
} from '../../store/tokens/signing-keys.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { isIdle, type RotationPlan } from './plan-rotation.ts'

/** Decides what to do about the keys there are. Asked twice: to see whether there is anything to do, and in earnest. */
type Planner = (keys: readonly SigningKey[], now: Instant) => RotationPlan
type By = { readonly actor: ActorRef; readonly requestId: string }

/**
 * Carries out a rotation and records it in the history of the platform's business unit. Nodes that try at the same
 * moment take turns, and the second one plans anew with what the first one did. Before this returns, this node signs
 * and verifies accordingly; the others learn by the changes feed. Throws before the platform was made.
 */
export async function carryOut(deps: Deps, plan: Planner, by: By): Promise<void> {
  const outlook = plan(await listSigningKeys(deps.store), deps.clock())
  if (isIdle(outlook)) return
  // Made before the transaction: an RSA key takes long, and the embedded store has one writer.
  const spare = new Map(
    await Promise.all(
      outlook.make.map(async ({ algorithm }) => [algorithm, await fresh(deps, algorithm)] as const),
    ),
  )
  await commit(deps, async tx => {
    const platform = await findPlatform(tx.handle)
    if (platform === null) throw new Error('signing keys were to change before the platform was made')
    const scope = inBusinessUnit(tx.handle, platform.id)
    await holdBusinessUnit(scope)
    const now = deps.clock()
    const decided = plan(await listSigningKeys(tx.handle), now)
    const record: Recorder = async (action, id, changes) => {
      await tx.record(scope, {
        ...by,
        action,
        target: { kind: 'signing-key', id },
        changes,
        touches: [{ kind: 'keys', ref: id }],
      })
    }
    for (const { algorithm, activeFrom } of decided.make) {
      const key = spare.get(algorithm) ?? (await fresh(deps, algorithm))
      await make(tx, record, { ...key, createdAt: now, activeFrom })
    }
    await change(tx, record, decided, now)
  })
  await deps.reloadKeys()
}

type Recorder = (action: string, id: string, changes: readonly FieldChange[]) => Promise<void>

function fresh(deps: Deps, algorithm: SigningAlgorithm): Promise<SigningKey> {
  return generateSigningKey(algorithm, deps.sealer, deps.clock())
}

async function make(tx: Commit, record: Recorder, key: SigningKey): Promise<void> {
  await insertSigningKey(tx.handle, key)
  await record('signing-key.made', key.id, [
    { field: 'algorithm', before: null, after: key.algorithm },
    { field: 'activeFrom', before: null, after: inWords(key.activeFrom) },
  ])
}

async function change(tx: Commit, record: Recorder, plan: RotationPlan, now: Instant): Promise<void> {
  for (const { key, activeFrom } of plan.bringForward) {
    if (!(await bringForwardSigningKey(tx.handle, key.id, activeFrom))) continue
    const [before, after] = [inWords(key.activeFrom), inWords(activeFrom)]
    await record('signing-key.brought-forward', key.id, [{ field: 'activeFrom', before, after }])
  }
  for (const key of plan.retire) {
    if (!(await retireSigningKey(tx.handle, key.id, now))) continue
    const algorithm = { field: 'algorithm', before: key.algorithm, after: null }
    await record('signing-key.retired', key.id, [algorithm])
  }
}

function inWords(instant: Instant): string {
  return new Date(instant).toISOString()
}
