import { DAY } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import {
  type BulkChange,
  type BulkItem,
  type ItemState,
  permissionFor,
  undoUntil,
} from '../../../registry/applications/bulk/bulk-change.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import {
  claimUndo,
  findBulkChange,
  listBulkChanges as loadPage,
  moveBulkChange,
} from '../../../store/applications/bulk/bulk-changes.ts'
import { countBulkItems, listBulkItems as loadItems } from '../../../store/applications/bulk/bulk-items.ts'
import type { Scoped } from '../../../store/handle.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { type ListPage, newestFirst, openCursor, sealCursor } from '../cursor.ts'
import { type BulkView, viewOf, viewsOf } from './bulk-view.ts'

/** How long a plan can be started. */
const PLAN_LIVES = DAY
const ITEMS = 50

export const BULK_GONE = err({ kind: 'not-found', what: 'bulk-change' } as const)

/** Refuses unless the actor may change applications in one of the ways in which many can be changed. */
export function demandAny(actor: Actor): Result<null, RegistryRefusal> {
  const editing = demand(actor, 'api-applications:edit')
  return editing.ok || demand(actor, 'api-applications:deactivate').ok ? ok(null) : editing
}

/** The bulk change with this id that the actor may know of: one that is only planned is its maker's. */
async function findFor(scope: Scoped, actor: Actor, id: string): Promise<BulkChange | null> {
  const bulk = await findBulkChange(scope, id)
  return bulk !== null && bulk.startedAt === null && bulk.by.id !== refOf(actor).id ? null : bulk
}

/** One page of the bulk changes that were started. Refuses without `api-applications:view`, and a foreign cursor. */
export async function listBulkChanges(
  deps: Deps,
  actor: Actor,
  cursor: string | null,
): Promise<Result<ListPage<BulkView>, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const page = await newestFirst(deps, ['bulk-changes', scope.businessUnitId], cursor, asked =>
    loadPage(scope, asked),
  )
  if (!page.ok) return page
  return ok({ ...page.value, items: await viewsOf(deps, scope, page.value.items) })
}

/** One bulk change. Refuses without `api-applications:view`, and an id the actor may not know. */
export async function readBulkChange(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<BulkView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const bulk = await findFor(scope, actor, id)
  return bulk === null ? BULK_GONE : ok(await viewOf(deps, scope, bulk))
}

/** One page of the applications of a bulk change. Refuses as {@link readBulkChange} does, and a foreign cursor. */
export async function listBulkItems(
  deps: Deps,
  actor: Actor,
  asked: { readonly id: string; readonly state: ItemState | null; readonly cursor: string | null },
): Promise<Result<ListPage<BulkItem>, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const bulk = await findFor(scope, actor, asked.id)
  if (bulk === null) return BULK_GONE
  const list = JSON.stringify(['bulk-items', scope.businessUnitId, asked.id, asked.state])
  const place = asked.cursor === null ? null : openCursor(deps, list, asked.cursor)
  if (asked.cursor !== null && place === null) return err({ kind: 'cursor' })
  const { state } = asked
  const rows = await loadItems(scope, bulk.id, { state, after: place?.id ?? null, limit: ITEMS + 1 })
  const items = rows.slice(0, ITEMS)
  const last = items.at(-1)
  const more = rows.length > ITEMS && last !== undefined
  return ok({
    items,
    nextCursor: more ? sealCursor(deps, list, { key: 0, id: last.applicationId }) : null,
  })
}

/**
 * Starts what the actor planned; a job carries it out. Starting it twice changes nothing. Refuses without the permission
 * that the change of a single application takes, an id that is none of the actor's plans, a plan of the day before or that
 * was cut short, and an undo that comes too late or after another.
 */
export async function startBulkChange(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<BulkView, RegistryRefusal>> {
  const any = demandAny(actor)
  if (!any.ok) return any
  const scope = scopeOf(deps.store, actor)
  const bulk = await findFor(scope, actor, id)
  if (bulk === null) return BULK_GONE
  const allowed = demand(actor, permissionFor(bulk.work))
  if (!allowed.ok) return allowed
  if (bulk.startedAt !== null) return ok(await viewOf(deps, scope, bulk))
  if (bulk.by.id !== refOf(actor).id) return BULK_GONE
  if (bulk.state === 'collecting') {
    return over('It is not planned to its end. Try again in a moment, or plan it anew.')
  }
  if (bulk.state === 'cut-short') return over('Its planning was cut short. Plan it anew.')
  if (bulk.createdAt + PLAN_LIVES <= deps.clock()) return over('It was planned too long ago. Plan it anew.')
  const late = bulk.undoOf === null ? null : await undoRefusal(deps, scope, bulk.undoOf)
  if (late !== null) return late
  const started = await commit(deps, tx => start(deps, tx, actor, bulk))
  if (!started.ok) return started
  return readBulkChange(deps, actor, id)
}

async function start(
  deps: Deps,
  tx: Commit,
  actor: Actor,
  { id, undoOf, work, total }: BulkChange,
): Promise<Result<null, RegistryRefusal>> {
  const scope = scopeOf(tx.handle, actor)
  const move = { from: 'planned', to: 'running', at: deps.clock() } as const
  if (undoOf !== null && !(await claimUndo(scope, undoOf, id))) {
    return (await findBulkChange(scope, undoOf))?.undoneBy === id ? ok(null) : undoneAlready()
  }
  if (!(await moveBulkChange(scope, id, move))) return ok(null)
  const changes = [
    { field: 'action', before: null, after: work.undoes === null ? work.action : `undo ${work.undoes}` },
    { field: 'count', before: null, after: String(total) },
  ]
  await recordBulk(tx, actor, { id, action: 'bulk-change.started', changes })
  return ok(null)
}

/** Why a bulk change cannot be undone now, or null when it can. */
export async function undoRefusal(
  deps: Deps,
  scope: Scoped,
  id: string,
): Promise<Extract<Result<never, RegistryRefusal>, { ok: false }> | null> {
  const bulk = await findBulkChange(scope, id)
  if (bulk === null || bulk.startedAt === null) return BULK_GONE
  if (bulk.undoneBy !== null) return undoneAlready()
  if (bulk.work.action === 'undo') return over('An undo cannot be undone. Change the applications again.')
  if (bulk.endedAt === null) return over('It still runs. Stop it first, or wait for its end.')
  const until = undoUntil(bulk, (await countBulkItems(scope, [id])).get(id) ?? [])
  if (until === null) return over('It changed nothing that could be undone.')
  return until > deps.clock()
    ? null
    : over('It ended more than 10 minutes ago, and cannot be undone any more.')
}

const undoneAlready = () => over('It was undone already.')

function over(why: string): Extract<Result<never, RegistryRefusal>, { ok: false }> {
  return { ok: false, error: { kind: 'bulk-over', why } }
}

/**
 * Stops a bulk change: what waits stays as it is. Stopping what is over changes nothing. Refuses without the permission
 * that the change of a single application takes, and an id that is unknown or was not started.
 */
export async function stopBulkChange(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<BulkView, RegistryRefusal>> {
  const any = demandAny(actor)
  if (!any.ok) return any
  const scope = scopeOf(deps.store, actor)
  const bulk = await findFor(scope, actor, id)
  if (bulk === null || bulk.startedAt === null) return BULK_GONE
  const allowed = demand(actor, permissionFor(bulk.work))
  if (!allowed.ok) return allowed
  await commit(deps, async tx => {
    const move = { from: 'running', to: 'stopped', at: deps.clock() } as const
    if (!(await moveBulkChange(scopeOf(tx.handle, actor), id, move))) return
    await recordBulk(tx, actor, { id, action: 'bulk-change.stopped', changes: [] })
  })
  return readBulkChange(deps, actor, id)
}

/** Writes down what happened to a bulk change as a whole. */
export async function recordBulk(
  tx: Commit,
  actor: Actor,
  done: Pick<Parameters<Commit['record']>[1], 'action' | 'changes'> & { readonly id: string },
): Promise<void> {
  const { id, ...what } = done
  await tx.record(scopeOf(tx.handle, actor), {
    actor: refOf(actor),
    target: { kind: 'bulk-change', id },
    requestId: actor.requestId,
    ...what,
  })
}
