import { newRecordId } from '../keys/random.ts'
import type { AuditEntry } from '../registry/model.ts'
import { appendAudit } from '../store/audit/audit.ts'
import { recordChange } from '../store/audit/changes.ts'
import { enqueue } from '../store/audit/outbox.ts'
import type { Handle, Scoped } from '../store/handle.ts'
import { callersAddress } from './called-from.ts'
import type { Deps } from './deps.ts'
import type { KnownKind } from './known/known.ts'
import type { Recorded } from './recorded.ts'

/** A transaction in which every change is recorded. */
export type Commit = {
  readonly handle: Handle
  /** Writes the audit entry, the outbox row and the changes of one change into the transaction. Out: the entry. */
  readonly record: (scope: Scoped, what: Recorded) => Promise<AuditEntry>
}

/**
 * Runs one change: the work and its records are durable together or not at all, and when this returns they are,
 * so that the reply may go out (DESIGN choke point 5). What the change touched is forgotten on this node at once.
 */
export async function commit<T>(deps: Deps, work: (tx: Commit) => Promise<T>): Promise<T> {
  let touched: { kind: KnownKind; ref: string }[] = []
  const result = await deps.store.transact(handle => {
    // The engine may ask for the work again: begin the list anew each time.
    touched = []
    return work({
      handle,
      record: async (scope, what) => {
        touched.push(...(what.touches ?? []))
        const entry = await write(scope, what, deps.clock())
        await deps.alongside?.(scope, what)
        return entry
      },
    })
  })
  for (const { kind, ref } of touched) deps.known.forget(kind, ref)
  return result
}

async function write(scope: Scoped, what: Recorded, at: number): Promise<AuditEntry> {
  const { actor, action, target, requestId } = what
  const changes = what.changes ?? []
  const told = { actor, action, changes, requestId, address: callersAddress() }
  const about = { targetKind: target.kind, targetId: target.id }
  const entry = { id: newRecordId('aud'), at, class: 'A', ...told, ...about } as const
  await appendAudit(scope, entry)
  const payload = JSON.stringify({ action, target, actor, at, changes })
  await enqueue(scope, { id: newRecordId('out'), topic: action, payload, createdAt: at })
  for (const { kind, ref } of what.touches ?? []) {
    await recordChange(scope, { id: newRecordId('chg'), at, kind, ref })
  }
  return entry
}
