import type { Instant } from '../../../lib/clock.ts'
import {
  type BulkChange,
  type BulkCount,
  undoUntil,
} from '../../../registry/applications/bulk/bulk-change.ts'
import { countBulkItems } from '../../../store/applications/bulk/bulk-items.ts'
import type { Scoped } from '../../../store/handle.ts'
import { findUsers } from '../../../store/people/users.ts'
import type { Deps } from '../../deps.ts'
import type { Owner } from '../lists/owners.ts'

/** A bulk change as people see it. */
export type BulkView = {
  readonly bulk: BulkChange
  readonly counts: readonly BulkCount[]
  readonly owner: Owner | null
  /** Null: it cannot be undone, or not any more. */
  readonly undoUntil: Instant | null
}

/** Bulk changes with how far each is. */
export async function viewsOf(
  deps: Deps,
  scope: Scoped,
  changes: readonly BulkChange[],
): Promise<BulkView[]> {
  const ids = changes.map(({ id }) => id)
  const owners = changes.flatMap(({ work }) => (work.owner === null ? [] : [work.owner]))
  const [counts, users] = await Promise.all([
    countBulkItems(scope, ids),
    findUsers(scope, [...new Set(owners)]),
  ])
  const now = deps.clock()
  return changes.map(bulk => {
    const counted = counts.get(bulk.id) ?? []
    const until = undoUntil(bulk, counted)
    return {
      bulk,
      counts: counted,
      owner: users.find(({ id }) => id === bulk.work.owner) ?? null,
      undoUntil: until !== null && until > now ? until : null,
    }
  })
}

/** One bulk change with how far it is. */
export async function viewOf(deps: Deps, scope: Scoped, bulk: BulkChange): Promise<BulkView> {
  const [view] = await viewsOf(deps, scope, [bulk])
  if (view === undefined) throw new Error(`bulk change ${bulk.id} has no view`)
  return view
}
