import type { UserId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { aliasOf, keysOf } from '../../../registry/applications/application.ts'
import {
  type Arrival,
  checkAcceptance,
  checkTransferWords,
  heldBack,
  stateOf,
  type Transfer,
} from '../../../registry/applications/transfer.ts'
import type { ActorRef, BusinessUnit, FieldChange, Registration } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { findApplication, isNameFree } from '../../../store/applications/applications.ts'
import { holdForTransfer, moveApplication } from '../../../store/applications/transfers/move-application.ts'
import {
  answerTransfer,
  findOfferedTo,
  listOfferedTo,
} from '../../../store/applications/transfers/transfers.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { type ApplicationView, reload } from '../application-view.ts'
import { availableScopes } from '../available-scopes.ts'
import { type ListPage, newestFirst } from '../cursor.ts'
import { askedOwners, ownerChanges } from '../lists/owners.ts'

const GONE = err({ kind: 'not-found', what: 'transfer' } as const)
const PLATFORM: ActorRef = { kind: 'system', id: 'platform', name: 'Platform' }

/** An offer with whose it is. */
export type Offered = { readonly transfer: Transfer; readonly giver: BusinessUnit }

/** The same with the application as it stands; null once it cannot be accepted any more. */
export type OfferedWhole = Offered & {
  readonly application: Registration | null
  /** Of its scopes those that the receiving business unit may use. */
  readonly available: readonly string[]
  /** Whether the receiving business unit has another of that name. */
  readonly nameTaken: boolean
}

/** What others offered to the actor's business unit. Refuses without `api-applications:view`, and a foreign cursor. */
export async function listReceivedTransfers(
  deps: Deps,
  actor: Actor,
  cursor: string | null,
): Promise<Result<ListPage<Offered>, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const page = await newestFirst(deps, ['received-transfers', scope.businessUnitId], cursor, each =>
    listOfferedTo(scope, each),
  )
  if (!page.ok) return page
  const items = await Promise.all(page.value.items.map(transfer => withGiver(deps, transfer)))
  return ok({ items, nextCursor: page.value.nextCursor })
}

/** One offer to the actor's business unit, whole. Refuses without `api-applications:view`, and an unknown id. */
export async function readReceivedTransfer(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<OfferedWhole, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const transfer = await findOfferedTo(scopeOf(deps.store, actor), id)
  return transfer === null ? GONE : ok(await whole(deps, actor, transfer))
}

async function whole(deps: Deps, actor: Actor, transfer: Transfer): Promise<OfferedWhole> {
  const offered = await withGiver(deps, transfer)
  const application = await onOffer(deps, offered)
  const available = await availableScopes(deps, actor.businessUnit.id)
  const free =
    application === null ||
    (await isNameFree(scopeOf(deps.store, actor), keysOf(application).aliasKey, application.id))
  return { ...offered, application, available, nameTaken: !free }
}

/** The application while it waits to be accepted and can be. */
async function onOffer(deps: Deps, { transfer, giver }: Offered): Promise<Registration | null> {
  if (stateOf(transfer, deps.clock()) !== 'offered' || !giver.active) return null
  const scope = inBusinessUnit(deps.store, transfer.businessUnitId)
  const application = await findApplication(scope, transfer.applicationId)
  return application === null || heldBack(application) !== null ? null : application
}

async function withGiver(deps: Deps, transfer: Transfer): Promise<Offered> {
  const known = await deps.known.businessUnit(transfer.businessUnitId)
  if (known === null) throw new Error(`${transfer.id} is of no business unit`)
  return { transfer, giver: known.unit }
}

type Acceptance = {
  readonly id: string
  /** The version of the application that was looked at. */
  readonly version: number
  readonly name?: string
  readonly vendorName?: string
  /** Ids or user names of those who shall own it; absent: nobody. */
  readonly owners?: readonly string[]
  readonly words: string
}

/**
 * Accepts an offer: in one transaction the application belongs to the actor's business unit, and whatever the giver's
 * people held of it has ended (docs/decisions/0036).
 * Refuses without `api-applications:create`, an unknown id, one that waits no longer, an application that was changed since
 * it was looked at or cannot be accepted as it stands, and faults of names, owners and words (all at once; a name that is
 * taken comes last).
 */
export async function acceptTransfer(
  deps: Deps,
  actor: Actor,
  accepted: Acceptance,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:create')
  if (!allowed.ok) return allowed
  const transfer = await findOfferedTo(scopeOf(deps.store, actor), accepted.id)
  if (transfer === null) return GONE
  if (stateOf(transfer, deps.clock()) !== 'offered') return err({ kind: 'answered-already' })
  const { application, giver, available } = await whole(deps, actor, transfer)
  if (application === null) {
    const why = 'It cannot be accepted as it stands: it was stopped or deleted where it is.'
    return err({ kind: 'not-transferable', why })
  }
  if (application.version !== accepted.version) {
    return err({ kind: 'version-conflict', current: application.version })
  }
  const owners = await askedOwners(scopeOf(deps.store, actor), accepted.owners ?? [])
  const checked = checkAcceptance(application, actor.businessUnit, available, { ...accepted, owners })
  if (!checked.ok) return checked
  return commit(deps, tx => carryOut(deps, tx, actor, { transfer, application, giver, ...checked.value }))
}

type Arriving = {
  readonly transfer: Transfer
  readonly application: Registration
  readonly giver: BusinessUnit
  readonly arrival: Arrival
  readonly owners: readonly UserId[]
  readonly words: string | null
}

/** The order matters: whatever can still refuse comes before the first thing that is written. */
async function carryOut(
  deps: Deps,
  tx: Commit,
  actor: Actor,
  arriving: Arriving,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const { transfer, application, arrival, owners, words } = arriving
  const { id, version } = application
  const from = inBusinessUnit(tx.handle, transfer.businessUnitId)
  const to = scopeOf(tx.handle, actor)
  const at = deps.clock()
  if (!(await holdForTransfer(from, { id, version }))) {
    // Moved by somebody faster, or changed by its giver.
    const waits = (await findOfferedTo(to, transfer.id))?.state === 'offered'
    return err(waits ? { kind: 'version-conflict', current: version + 1 } : { kind: 'answered-already' })
  }
  const keys = keysOf(arrival)
  if (!(await isNameFree(to, keys.aliasKey, id))) return err({ kind: 'name-taken', alias: aliasOf(arrival) })
  if (!(await answerTransfer(to, transfer.id, { state: 'accepted', words, at })))
    return err({ kind: 'answered-already' })
  const move = { to: to.businessUnitId, arrival, owners, keys, at, by: refOf(actor) }
  if (!(await moveApplication(from, { id, version }, move))) throw new Error(`${id} moved while it was held`)
  await tellBoth(tx, actor, arriving)
  return ok(await reload(to, id))
}

/** Neither side's history names a person of the other. */
async function tellBoth(tx: Commit, actor: Actor, arriving: Arriving): Promise<void> {
  const { transfer, application, giver, arrival, owners, words } = arriving
  const about = { target: { kind: 'application', id: application.id }, requestId: actor.requestId }
  const touches = [{ kind: 'application', ref: application.id }] as const
  const units = { field: 'businessUnit', before: giver.number, after: actor.businessUnit.number }
  await tx.record(inBusinessUnit(tx.handle, transfer.businessUnitId), {
    ...about,
    touches,
    actor: PLATFORM,
    action: 'application.transferred',
    changes: [units, ...(words === null ? [] : [{ field: 'answer', before: null, after: words }])],
  })
  const to = scopeOf(tx.handle, actor)
  const owned = await ownerChanges(to, { owners: [] }, owners)
  await tx.record(to, {
    ...about,
    touches,
    actor: refOf(actor),
    action: 'application.received',
    changes: [units, ...differences(application, arrival), ...owned],
  })
}

function differences(application: Registration, arrival: Arrival): FieldChange[] {
  const [before, after] = [aliasOf(application), aliasOf(arrival)]
  return [
    ...(before === after ? [] : [{ field: 'name', before, after }]),
    { field: 'scopes', before: application.scopes.join(' '), after: arrival.scopes.join(' ') },
    { field: 'callbackUrls', before: null, after: application.callbackUrls.join(' ') },
  ]
}

/**
 * Declines an offer. Refuses without `api-applications:create`, an unknown id, bad words, and one that waits no longer.
 */
export async function declineTransfer(
  deps: Deps,
  actor: Actor,
  id: string,
  typed: string,
): Promise<Result<Offered, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:create')
  if (!allowed.ok) return allowed
  const transfer = await findOfferedTo(scopeOf(deps.store, actor), id)
  if (transfer === null) return GONE
  const words = checkTransferWords(typed)
  if (!words.ok) return err({ kind: 'invalid', faults: words.error })
  const at = deps.clock()
  const answer = { state: 'declined', words: words.value, at } as const
  const declined = await commit(deps, async tx => {
    const to = scopeOf(tx.handle, actor)
    if (!(await answerTransfer(to, id, answer))) return err({ kind: 'answered-already' } as const)
    const said = words.value === null ? [] : [{ field: 'answer', before: null, after: words.value }]
    const offered = { field: 'offeredTo', before: transfer.toNumber, after: null }
    await tx.record(inBusinessUnit(tx.handle, transfer.businessUnitId), {
      actor: PLATFORM,
      action: 'application.offer-declined',
      target: { kind: 'application', id: transfer.applicationId },
      changes: [offered, ...said],
      requestId: actor.requestId,
    })
    await tx.record(to, {
      actor: refOf(actor),
      action: 'transfer.declined',
      target: { kind: 'transfer', id },
      changes: said,
      requestId: actor.requestId,
    })
    return ok({ ...transfer, state: 'declined', answer: words.value, answeredAt: at } as const)
  })
  return declined.ok ? ok(await withGiver(deps, declined.value)) : declined
}
