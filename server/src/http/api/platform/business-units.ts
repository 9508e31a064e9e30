import {
  activateBusinessUnit,
  type BusinessUnitDetails,
  type BusinessUnitEvent,
  type BusinessUnitListed,
  deactivateBusinessUnit,
  getBusinessUnit,
  listBusinessUnitHistory,
  listBusinessUnits,
} from '@latchkey/contract/business-units/business-units.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../../lib/result.ts'
import type { AuditEntry, BusinessUnit } from '../../../registry/model.ts'
import {
  listBusinessUnits as list,
  listUnitHistory,
  readBusinessUnit,
  type UnitView,
} from '../../../services/business-units/read-business-units.ts'
import { setBusinessUnitStatus } from '../../../services/business-units/stop-business-unit.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'
import { businessUnitShape } from '../shapes.ts'

/** Serves business units to operators. */
export function registerBusinessUnits(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listBusinessUnits, async ({ actor, query }) => {
    const { search = null, status, cursor = null } = query
    const active = status === undefined ? null : status === 'active'
    const filter = { search: search?.trim() === '' ? null : search, active }
    const page = await list(deps, actor, filter, cursor)
    if (!page.ok) return page
    const { items, nextCursor, total } = page.value
    return ok({ body: { items: items.map(listedShape), nextCursor, total } })
  })

  serve(app, door, getBusinessUnit, async ({ actor, params }) => {
    const found = await readBusinessUnit(deps, actor, params.number)
    return found.ok ? ok({ body: detailsShape(found.value) }) : found
  })

  serve(app, door, listBusinessUnitHistory, async ({ actor, params, query }) => {
    const page = await listUnitHistory(deps, actor, params.number, query.cursor ?? null)
    if (!page.ok) return page
    return ok({ body: { items: page.value.items.map(eventShape), nextCursor: page.value.nextCursor } })
  })

  serve(app, door, deactivateBusinessUnit, async ({ actor, params, body }) => {
    const wanted = { active: false, reason: body.reason ?? null } as const
    const done = await setBusinessUnitStatus(deps, actor, params.number, wanted)
    return done.ok ? ok({ body: listedShape(done.value) }) : done
  })

  serve(app, door, activateBusinessUnit, async ({ actor, params }) => {
    const done = await setBusinessUnitStatus(deps, actor, params.number, { active: true })
    return done.ok ? ok({ body: listedShape(done.value) }) : done
  })
}

function listedShape(unit: BusinessUnit): BusinessUnitListed {
  return {
    number: unit.number,
    name: unit.name,
    environment: unit.environment,
    platform: unit.platform,
    status: unit.active ? 'active' : 'inactive',
    statusChangedAt: unit.statusChangedAt === null ? null : new Date(unit.statusChangedAt).toISOString(),
  }
}

function detailsShape({ unit, statusReason, createdAt, apis, has }: UnitView): BusinessUnitDetails {
  const { implicitAllowed, dynamicRegistrationAllowed, limits } = businessUnitShape(unit)
  return {
    ...listedShape(unit),
    statusReason,
    createdAt: new Date(createdAt).toISOString(),
    apis: [...apis],
    implicitAllowed,
    dynamicRegistrationAllowed,
    limits,
    has,
  }
}

function eventShape({ id, at, action, actor, changes }: AuditEntry): BusinessUnitEvent {
  const reason = changes.find(({ field }) => field === 'reason')?.after
  const what = (['deactivated', 'activated'] as const).find(each => action === `business-unit.${each}`)
  return {
    id,
    at: new Date(at).toISOString(),
    what: what ?? 'created',
    by: actor.name,
    reason: typeof reason === 'string' ? reason : null,
  }
}
