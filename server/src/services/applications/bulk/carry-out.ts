import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { SECOND } from '../../../lib/clock.ts'
import { type ApplicationId, isApplicationId, isUserId } from '../../../lib/ids.ts'
import type { Result } from '../../../lib/result.ts'
import {
  type BulkChange,
  type BulkItem,
  type BulkWork,
  type ItemReason,
  judgeItem,
  type Step,
} from '../../../registry/applications/bulk/bulk-change.ts'
import type { BusinessUnit, Registration } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { findApplication } from '../../../store/applications/applications.ts'
import {
  findBulkChange,
  leaseBulkChange,
  moveBulkChange,
  nextBulkChange,
} from '../../../store/applications/bulk/bulk-changes.ts'
import { nextBulkItems, type Settled, settleBulkItem } from '../../../store/applications/bulk/bulk-items.ts'
import { findBusinessUnit } from '../../../store/business-units/business-units.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import { findUser } from '../../../store/people/users.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, asOfNow, scopeOf } from '../../people/actor.ts'
import { profileOf } from '../../people/profile-of.ts'
import type { Recorded } from '../../recorded.ts'
import { editApplication } from '../edit-application.ts'
import { activateApplication, deactivateApplication } from '../status/set-application-status.ts'
import { recordBulk } from './bulk-changes.ts'

/** How many items are done before another bulk change has its turn, and how many turns one run of the job has. */
const SLICE = 50
const TURNS = 40
/** For how long whoever works on a slice is left alone; a node that was killed is followed by another after that. */
const LEASE = 30 * SECOND
/** How often an item is judged anew where somebody else was faster. */
const ATTEMPTS = 4

/**
 * Goes on with the bulk changes that run, in every business unit, a slice of each in turn. What a killed process began is
 * gone on with: an item's outcome and its change are durable together, so none is done twice and none is lost.
 */
export async function carryOutBulkChanges(deps: Deps): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    const now = deps.clock()
    const next = await nextBulkChange(deps.store, 'running', now)
    if (next === null) return
    const scope = inBusinessUnit(deps.store, next.businessUnitId)
    const until = now + LEASE
    if (!(await leaseBulkChange(scope, next.id, { freeBy: now, until }))) continue
    await carryOutSlice(deps, scope, next.id)
    await leaseBulkChange(scope, next.id, { freeBy: until, until: deps.clock() })
  }
}

async function carryOutSlice(deps: Deps, scope: Scoped, id: string): Promise<void> {
  const bulk = await findBulkChange(scope, id)
  if (bulk === null) return
  const actor = await actorOf(deps, scope, bulk)
  const items = await nextBulkItems(scope, id, SLICE)
  for (const item of items) {
    // Stopped meanwhile, perhaps from another node.
    if ((await findBulkChange(scope, id))?.state !== 'running') return
    // Read anew for each, so that a permission that is taken away counts from that moment.
    const now = await actorOf(deps, scope, bulk)
    await carryOutItem(deps, scope, now, { bulk, item })
    await turnOfTheLoop()
  }
  if (items.length < SLICE) await end(deps, actor, id)
}

/** Whoever started it, with the permissions they have now; one who is inactive has none. */
async function actorOf(deps: Deps, scope: Scoped, { id, by }: BulkChange): Promise<Actor> {
  const businessUnit = await findBusinessUnit(scope, scope.businessUnitId)
  if (businessUnit !== null && isApplicationId(by.id)) return byItself(scope, businessUnit, { id, by: by.id })
  const user = isUserId(by.id) ? await findUser(scope, by.id) : null
  if (user === null || businessUnit === null) throw new Error(`bulk change ${id} was started by nobody`)
  const profile = await profileOf(scope, user)
  const mayAct = user.active && businessUnit.active
  const permitted = mayAct ? profile : { ...profile, permissions: [] }
  return { user, application: null, businessUnit, profile: permitted, session: null, requestId: id }
}

/** An application that started it for itself, as far as its own security profile goes now. */
async function byItself(
  scope: Scoped,
  businessUnit: BusinessUnit,
  { id, by }: { readonly id: string; readonly by: ApplicationId },
): Promise<Actor> {
  const application = await findApplication(scope, by)
  if (application === null) throw new Error(`bulk change ${id} was started by nobody`)
  const nothing = { id: '', name: '', system: false, permissions: [], scopes: [] }
  const actor = { user: null, application, businessUnit, profile: nothing, session: null, requestId: id }
  return businessUnit.active ? asOfNow(scope, actor) : actor
}

type Task = { readonly bulk: BulkChange; readonly item: BulkItem }

/** Somebody else changed the application, or settled the item, between the look and the change: nothing is written. */
class Overtaken extends Error {}

async function carryOutItem(deps: Deps, scope: Scoped, actor: Actor, task: Task): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await settledOnce(deps, scope, actor, task)) return
  }
  await settle(scope, task, { reason: 'changed-since' })
}

/** Judges and changes one application. Out: whether what became of it is noted; else it is to be judged anew. */
async function settledOnce(deps: Deps, scope: Scoped, actor: Actor, task: Task): Promise<boolean> {
  const { item, bulk } = task
  const id = isApplicationId(item.applicationId) ? item.applicationId : null
  const registration = id === null ? null : await findApplication(scope, id)
  const verdict = judgeItem(registration, bulk.work, item)
  if (verdict.outcome !== 'change' || registration === null) {
    await settle(scope, task, verdict.outcome === 'refused' ? verdict : { reason: 'already' })
    return true
  }
  let noted = false
  const alongside = async (tx: Scoped, what: Recorded): Promise<void> => {
    await noteChange(tx, task, { what, registration, step: verdict.step })
    noted = true
  }
  try {
    const done = await run({ ...deps, alongside }, actor, registration, verdict.step)
    if (done.ok) return noted
    const reason = reasonOf(done.error, bulk.work)
    if (reason === null) return false
    await settle(scope, task, { reason, detail: detailOf(done.error) })
    return true
  } catch (fault) {
    if (fault instanceof Overtaken) return isSettled(scope, task)
    throw fault
  }
}

async function isSettled(scope: Scoped, { bulk, item }: Task): Promise<boolean> {
  const [first] = await nextBulkItems(scope, bulk.id, 1)
  return first === undefined || first.applicationId > item.applicationId
}

/** In the transaction of the change: notes what became of the item, unless the change is not the one that was judged. */
async function noteChange(
  tx: Scoped,
  { bulk, item }: Task,
  done: { readonly what: Recorded; readonly registration: Registration; readonly step: Step },
): Promise<void> {
  const { registration, step, what } = done
  const left = (await findApplication(tx, registration.id))?.version ?? null
  const expected = item.expected === null ? left : item.expected + 1
  if (what.action !== ACTIONS[step.kind] || left !== expected) throw new Overtaken()
  const { tags, owners, statusReason } = registration
  const before = { tags, owners, statusReason }
  const key = { bulkId: bulk.id, applicationId: item.applicationId }
  const settled = { state: 'changed', reason: null, detail: null, before, left } as const
  if (!(await settleBulkItem(tx, key, settled))) throw new Overtaken()
}

/** What each step stands as in the history. */
const ACTIONS = {
  deactivate: 'application.deactivated',
  activate: 'application.activated',
  tags: 'application.edited',
  owners: 'application.edited',
} as const satisfies Record<Step['kind'], string>

/** Changes one application by the same function as anybody who changes it alone. */
function run(
  deps: Deps,
  actor: Actor,
  { id, version }: { readonly id: ApplicationId; readonly version: number },
  step: Step,
): Promise<Result<unknown, RegistryRefusal>> {
  switch (step.kind) {
    case 'deactivate':
      return deactivateApplication(deps, actor, id, step.reason)
    case 'activate':
      return activateApplication(deps, actor, id)
    case 'tags':
      return editApplication(deps, actor, { id, version }, { tags: step.tags })
    case 'owners':
      return editApplication(deps, actor, { id, version }, { owners: step.owners })
  }
}

/** Why an item could not be changed; null: somebody was faster, and it is to be judged anew. */
function reasonOf(refused: RegistryRefusal, { action }: BulkWork): ItemReason | null {
  const { kind } = refused
  if (kind === 'version-conflict') return action === 'undo' ? 'changed-since' : null
  if (kind === 'forbidden' || kind === 'operators-only') return 'forbidden'
  return kind === 'not-found' || kind === 'contained' ? kind : 'invalid'
}

function detailOf(refused: RegistryRefusal): string | null {
  return refused.kind === 'invalid' ? (refused.faults[0]?.message ?? null) : null
}

/** Notes that an item stays as it is, and why. */
async function settle(
  scope: Scoped,
  { bulk, item }: Task,
  { reason, detail = null }: { readonly reason: ItemReason; readonly detail?: string | null },
): Promise<void> {
  const state: Settled['state'] = reason === 'already' ? 'same' : 'refused'
  const key = { bulkId: bulk.id, applicationId: item.applicationId }
  await settleBulkItem(scope, key, { state, reason, detail, before: null, left: null })
}

/** Ends a bulk change in which nothing waits any more. */
async function end(deps: Deps, actor: Actor, id: string): Promise<void> {
  await commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if ((await nextBulkItems(scope, id, 1)).length > 0) return
    const move = { from: 'running', to: 'done', at: deps.clock() } as const
    if (!(await moveBulkChange(scope, id, move))) return
    await recordBulk(tx, actor, { id, action: 'bulk-change.ended', changes: [] })
  })
}
