import type { Deps } from '../deps.ts'
import { newRequestId } from '../request-id.ts'
import { carryOut } from './carry-out.ts'
import { planDue } from './plan-rotation.ts'

const ACTOR = { kind: 'system', id: 'rotate-keys', name: 'Key rotation' } as const

/**
 * Reads the signing keys and brings them up to what the calendar asks: first keys, successors, ends. At the start it
 * is asked once after the platform was made, and then again by a job on every node: a change that a node missed while
 * it was cut off from the database is learned here, long before a key that waits for its turn begins to sign.
 * Rejects, having changed nothing, when a key cannot be opened with this sealing key.
 */
export async function keepSigningKeys(deps: Deps): Promise<void> {
  await deps.reloadKeys()
  await carryOut(deps, planDue, { actor: ACTOR, requestId: newRequestId() })
}
