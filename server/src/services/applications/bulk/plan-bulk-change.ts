import { newRecordId } from '../../../keys/random.ts'
import { MINUTE } from '../../../lib/clock.ts'
import { isApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { aliasOf } from '../../../registry/applications/application.ts'
import {
  type AskedWork,
  type BulkItem,
  type BulkWork,
  checkWork,
  judgeItem,
  MOST_AT_ONCE,
  permissionFor,
  stops,
} from '../../../registry/applications/bulk/bulk-change.ts'
import { checkOwners } from '../../../registry/applications/governance.ts'
import type { Registration } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { listApplications } from '../../../store/applications/application-list.ts'
import {
  findBulkChange,
  finishPlan,
  insertBulkChange,
  keepPlanning,
} from '../../../store/applications/bulk/bulk-changes.ts'
import { addBulkItems, findApplications, listBulkItems } from '../../../store/applications/bulk/bulk-items.ts'
import { tallyBulkChange } from '../../../store/applications/bulk/bulk-tally.ts'
import type { Scoped } from '../../../store/handle.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { type ListFilter, readFilter } from '../lists/list-filter.ts'
import { askedOwners } from '../lists/owners.ts'
import { keyOf } from '../read-applications.ts'
import { BULK_GONE, demandAny, undoRefusal } from './bulk-changes.ts'
import { type BulkView, viewOf } from './bulk-view.ts'

/** `asked`: the same as it came, for whoever plans it anew after it was cut short. */
export type BulkRequest = Omit<AskedWork, 'filter'> & {
  readonly filter?: ListFilter
  readonly asked?: string
}

/** How many applications are read at a time, and how many are written down in one transaction. */
const PAGE = 500
const WRITTEN = 200
/** How long a step of the planning may take before it counts as cut short. */
const STEP_TAKES = 2 * MINUTE

type Origin = Pick<BulkItem, 'applicationId' | 'expected' | 'restore' | 'name'>

/**
 * Plans a bulk change: writes down which applications it is about and what it would do to each, and changes none of them.
 * Refuses without the permission that the change of a single application takes, faults all at once, more applications than
 * may be changed at once, none at all, and an undo of what cannot be undone.
 */
export async function planBulkChange(
  deps: Deps,
  actor: Actor,
  request: BulkRequest,
  onceKey: OnceKey | null,
): Promise<Result<BulkView, RegistryRefusal>> {
  const any = demandAny(actor)
  if (!any.ok) return any
  const scope = scopeOf(deps.store, actor)
  let items: readonly BulkItem[] = []
  let work: BulkWork | null = null
  const words = await once(deps, actor, onceKey, async claim => {
    const read = await readWork(deps, actor, request)
    if (!read.ok) return read
    work = read.value
    const found = await itemsOf(deps, actor, request, work)
    if (!found.ok) return found
    const id = newRecordId('blk')
    const now = deps.clock()
    const bulk = { id, work, by: refOf(actor), createdAt: now, total: found.value.length }
    const { undoOf = null, asked = null } = request
    await commit(deps, async tx => {
      const within = scopeOf(tx.handle, actor)
      await insertBulkChange(within, { ...bulk, undoOf, asked }, now + STEP_TAKES)
      await claim(within, [id])
    })
    items = found.value
    return ok([id])
  })
  if (!words.ok) return words
  const [id = ''] = words.value
  // Who sent the same request again finds what the first one wrote down.
  if (items.length > 0 && work !== null) await writeDown(deps, actor, { id, items, work })
  const bulk = await findBulkChange(scope, id)
  return bulk === null ? BULK_GONE : ok(await viewOf(deps, scope, bulk))
}

async function readWork(
  deps: Deps,
  actor: Actor,
  request: BulkRequest,
): Promise<Result<BulkWork, RegistryRefusal>> {
  const { action } = request
  if (action !== 'undo') {
    const allowed = demand(actor, permissionFor({ action, undoes: null }))
    if (!allowed.ok) return allowed
  }
  const checked = checkWork(request)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const scope = scopeOf(deps.store, actor)
  if (action === 'undo') return undoing(deps, actor, request.undoOf ?? '')
  if (request.owner === undefined) return ok({ action, undoes: null, owner: null, ...checked.value })
  const owners = checkOwners({ owners: [] }, await askedOwners(scope, [request.owner]))
  if (!owners.ok) {
    return err({ kind: 'invalid', faults: owners.error.map(fault => ({ ...fault, path: '/owner' })) })
  }
  return ok({ action, undoes: null, owner: owners.value[0] ?? null, ...checked.value })
}

async function undoing(deps: Deps, actor: Actor, id: string): Promise<Result<BulkWork, RegistryRefusal>> {
  const scope = scopeOf(deps.store, actor)
  const done = await findBulkChange(scope, id)
  if (done === null || done.startedAt === null) return BULK_GONE
  const allowed = demand(actor, permissionFor(done.work))
  if (!allowed.ok) return allowed
  const refused = await undoRefusal(deps, scope, id)
  if (refused !== null) return refused
  const { action, ...rest } = done.work
  return action === 'undo' ? BULK_GONE : ok({ ...rest, action: 'undo', undoes: action })
}

/** The applications of a bulk change as it is planned, each once, and judged. */
async function itemsOf(
  deps: Deps,
  actor: Actor,
  request: BulkRequest,
  work: BulkWork,
): Promise<Result<readonly BulkItem[], RegistryRefusal>> {
  const items = new Map<string, BulkItem>()
  for await (const page of pagesOf(deps, scopeOf(deps.store, actor), request)) {
    for (const { origin, registration } of page) {
      items.set(origin.applicationId, itemOf(origin, registration, work))
    }
    if (items.size > MOST_AT_ONCE) {
      const message = 'At most 10,000 applications can be changed at once. Narrow the filter.'
      return err({ kind: 'invalid', faults: [{ path: '/filter', rule: 'too-many', message }] })
    }
  }
  if (items.size > 0) return ok([...items.values()])
  const message = 'No application matches, so there is nothing to change.'
  return err({ kind: 'invalid', faults: [{ path: '/filter', rule: 'none', message }] })
}

function itemOf(origin: Origin, registration: Registration | null, work: BulkWork): BulkItem {
  const verdict = judgeItem(registration, work, origin)
  const reason = verdict.outcome === 'refused' ? verdict.reason : null
  return {
    ...origin,
    name: registration === null ? origin.name : aliasOf(registration),
    state: verdict.outcome === 'change' ? 'waiting' : verdict.outcome,
    reason: verdict.outcome === 'same' ? 'already' : reason,
    detail: null,
    before: null,
    left: null,
  }
}

type Found = { readonly origin: Origin; readonly registration: Registration | null }

async function* pagesOf(deps: Deps, scope: Scoped, request: BulkRequest): AsyncGenerator<Found[]> {
  if (request.undoOf !== undefined) yield* changedBy(scope, request.undoOf)
  else if (request.filter !== undefined) yield* matching(deps, scope, request.filter)
  else yield withRegistrations(scope, (request.ids ?? []).map(fresh))
}

function fresh(applicationId: string): Origin {
  return { applicationId, name: null, expected: null, restore: null }
}

async function* matching(deps: Deps, scope: Scoped, asked: ListFilter): AsyncGenerator<Found[]> {
  const filter = await readFilter(scope, asked, deps.clock())
  let after: ReturnType<typeof keyOf> | null = null
  while (filter !== null) {
    const query = { ...filter, sort: 'name', descending: false, after, limit: PAGE } as const
    const rows: Registration[] = await listApplications(scope, query)
    yield rows.map(registration => ({ origin: fresh(registration.id), registration }))
    const last = rows.at(-1)
    if (rows.length < PAGE || last === undefined) return
    after = keyOf(last, 'name')
  }
}

/** What a bulk change changed, with how it left each and what was before. */
async function* changedBy(scope: Scoped, bulkId: string): AsyncGenerator<Found[]> {
  let after: string | null = null
  do {
    const rows: BulkItem[] = await listBulkItems(scope, bulkId, { state: 'changed', after, limit: PAGE })
    const origins = rows.map(({ applicationId, name, left, before }) => {
      return { applicationId, name, expected: left, restore: before }
    })
    yield await withRegistrations(scope, origins)
    after = rows.length < PAGE ? null : (rows.at(-1)?.applicationId ?? null)
  } while (after !== null)
}

async function withRegistrations(scope: Scoped, origins: readonly Origin[]): Promise<Found[]> {
  const ids = origins.map(({ applicationId }) => applicationId).filter(isApplicationId)
  const found = new Map<string, Registration>()
  for (let from = 0; from < ids.length; from += PAGE) {
    for (const each of await findApplications(scope, ids.slice(from, from + PAGE))) found.set(each.id, each)
  }
  return origins.map(origin => ({ origin, registration: found.get(origin.applicationId) ?? null }))
}

/**
 * Writes the applications down in small transactions. One that is cut short can never be started: whoever comes back after
 * that writes nothing more.
 */
async function writeDown(
  deps: Deps,
  actor: Actor,
  plan: { readonly id: string; readonly items: readonly BulkItem[]; readonly work: BulkWork },
): Promise<void> {
  const { id, items, work } = plan
  const now = deps.clock()
  for (let from = 0; from < items.length; from += WRITTEN) {
    const goesOn = await commit(deps, async ({ handle }) => {
      const within = scopeOf(handle, actor)
      if (!(await keepPlanning(within, id, deps.clock() + STEP_TAKES))) return false
      await addBulkItems(within, id, items.slice(from, from + WRITTEN), now)
      return true
    })
    if (!goesOn) return
  }
  const scope = scopeOf(deps.store, actor)
  await finishPlan(scope, id, stops(work) ? await tallyBulkChange(scope, id, now) : null)
}
