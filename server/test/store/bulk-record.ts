import type { BulkChange, BulkItem } from '../../src/registry/applications/bulk/bulk-change.ts'
import {
  finishPlan,
  insertBulkChange,
  moveBulkChange,
} from '../../src/store/applications/bulk/bulk-changes.ts'
import { addBulkItems } from '../../src/store/applications/bulk/bulk-items.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { ACTOR, NOW } from './records.ts'

/** Ids that say what stands under them. */
export const [RUNNING, PLANNING] = ['blk_running', 'blk_planning']

/** A bulk change that deactivates one application. */
export function bulk(
  id: string,
): Omit<BulkChange, 'state' | 'effects' | 'startedAt' | 'endedAt' | 'undoneBy'> {
  const work = { action: 'deactivate', undoes: null, reason: null, tag: null, owner: null } as const
  return { id, work, by: ACTOR, total: 1, createdAt: NOW, undoOf: null, asked: '{}' }
}

/** An application of it that waits. */
export function item(applicationId: string): BulkItem {
  const blank = { reason: null, detail: null, expected: null, restore: null, before: null, left: null }
  return { applicationId, name: 'Dialler@Vendor', state: 'waiting', ...blank }
}

/** A bulk change that runs over an application, and one that is being planned. */
export async function furnishBulk(scope: Scoped, applicationId: string): Promise<void> {
  for (const id of [RUNNING, PLANNING]) await insertBulkChange(scope, bulk(id), 0)
  await addBulkItems(scope, RUNNING, [item(applicationId)], NOW)
  await finishPlan(scope, RUNNING, null)
  await moveBulkChange(scope, RUNNING, { from: 'planned', to: 'running', at: NOW })
}
