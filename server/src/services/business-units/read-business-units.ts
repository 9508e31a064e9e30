import { err, ok, type Result } from '../../lib/result.ts'
import { COUNTED, type Tally, tallyOf } from '../../lib/tally.ts'
import type { AuditEntry, BusinessUnit } from '../../registry/model.ts'
import type { Invitation } from '../../registry/people/invitation.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { listUnitHistory as loadHistory } from '../../store/audit/unit-history.ts'
import {
  findBusinessUnitByNumber,
  findUnitFacts,
  listSwitchedOnApis,
} from '../../store/business-units/business-units.ts'
import {
  countBusinessUnits,
  listBusinessUnits as loadPage,
  type UnitFilter,
} from '../../store/business-units/unit-list.ts'
import { tallyUnit } from '../../store/business-units/unit-tally.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { listInvitations } from '../../store/people/invitations.ts'
import { type ListPage, newestFirst, openCursor, sealCursor } from '../applications/cursor.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand } from '../people/actor.ts'

const PAGE = 50
/** What operators do to a business unit. What its people do there is none of theirs. */
const OF_OPERATORS = [
  'business-unit.created',
  'business-unit.deactivated',
  'business-unit.activated',
] as const

/** A business unit as operators see it: its settings, and how much of what it has. */
export type UnitView = {
  readonly unit: BusinessUnit
  readonly statusReason: string | null
  readonly createdAt: number
  readonly apis: readonly string[]
  /** Who was invited first, while nobody has entered; null: nobody waits, or somebody has. */
  readonly firstAdministrator: Invitation | null
  readonly has: Awaited<ReturnType<typeof tallyUnit>>
}

/**
 * One page of business units by number, and how many there are of them.
 * Refuses without `business-units:view`, and a cursor of another list.
 */
export async function listBusinessUnits(
  deps: Deps,
  actor: Actor,
  filter: UnitFilter,
  cursor: string | null,
): Promise<Result<ListPage<BusinessUnit> & { readonly total: Tally }, RegistryRefusal>> {
  const allowed = demand(actor, 'business-units:view')
  if (!allowed.ok) return allowed
  const list = JSON.stringify(['business units', filter.search, filter.active])
  const after = cursor === null ? null : openCursor(deps, list, cursor)
  if (cursor !== null && after === null) return err({ kind: 'cursor' })
  const [rows, found] = await Promise.all([
    loadPage(deps.store, filter, { after: after?.id ?? null, limit: PAGE + 1 }),
    countBusinessUnits(deps.store, filter, COUNTED + 1),
  ])
  const items = rows.slice(0, PAGE)
  const last = items.at(-1)
  const more = rows.length > PAGE && last !== undefined
  const nextCursor = more ? sealCursor(deps, list, { key: 0, id: last.number }) : null
  return ok({ items, nextCursor, total: tallyOf(found) })
}

async function unitOf(
  deps: Deps,
  actor: Actor,
  number: string,
): Promise<Result<BusinessUnit, RegistryRefusal>> {
  const allowed = demand(actor, 'business-units:view')
  if (!allowed.ok) return allowed
  const unit = await findBusinessUnitByNumber(deps.store, number)
  return unit === null ? err({ kind: 'not-found', what: 'business-unit' }) : ok(unit)
}

/** One business unit by its number. Refuses without `business-units:view`, and an unknown number. */
export async function readBusinessUnit(
  deps: Deps,
  actor: Actor,
  number: string,
): Promise<Result<UnitView, RegistryRefusal>> {
  const found = await unitOf(deps, actor, number)
  if (!found.ok) return found
  const scope = inBusinessUnit(deps.store, found.value.id)
  const [facts, apis, has] = await Promise.all([
    findUnitFacts(scope),
    listSwitchedOnApis(scope),
    tallyUnit(scope, deps.clock()),
  ])
  if (facts === null) return err({ kind: 'not-found', what: 'business-unit' })
  const [first = null] = has.users.count > 0 ? [] : await listInvitations(scope, { before: null, limit: 1 })
  return ok({ unit: found.value, ...facts, apis, has, firstAdministrator: first })
}

/** What operators did to a business unit, newest first. Refuses as {@link readBusinessUnit}, and a foreign cursor. */
export async function listUnitHistory(
  deps: Deps,
  actor: Actor,
  number: string,
  cursor: string | null,
): Promise<Result<ListPage<AuditEntry>, RegistryRefusal>> {
  const found = await unitOf(deps, actor, number)
  if (!found.ok) return found
  const { id } = found.value
  const scope = inBusinessUnit(deps.store, id)
  return newestFirst(deps, ['history of a business unit', id], cursor, page =>
    loadHistory(scope, OF_OPERATORS, page),
  )
}
