import {
  activateBusinessUnit,
  type BusinessUnitDetails,
  type BusinessUnitEvent,
  deactivateBusinessUnit,
  getBusinessUnit,
  listBusinessUnitHistory,
  listBusinessUnits,
} from '@latchkey/contract/business-units/business-units.ts'
import {
  createBusinessUnit,
  type FirstAdministrator,
  inviteFirstAdministrator,
} from '@latchkey/contract/business-units/new-business-unit.ts'
import type { BusinessUnitListed } from '@latchkey/contract/business-units/unit-shapes.ts'
import type { FastifyInstance } from 'fastify'
import type { Instant } from '../../../lib/clock.ts'
import { ok } from '../../../lib/result.ts'
import type { AuditEntry, BusinessUnit } from '../../../registry/model.ts'
import type { Invitation } from '../../../registry/people/invitation.ts'
import {
  inviteFirstAdministrator as inviteFirst,
  makeBusinessUnit,
} from '../../../services/business-units/make-business-unit.ts'
import {
  listBusinessUnits as list,
  listUnitHistory,
  readBusinessUnit,
  type UnitView,
} from '../../../services/business-units/read-business-units.ts'
import { setBusinessUnitStatus } from '../../../services/business-units/stop-business-unit.ts'
import type { Door } from '../../door.ts'
import { wordsFor } from '../../words/words-for.ts'
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
    return found.ok ? ok({ body: detailsShape(found.value, deps.clock()) }) : found
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

/** Serves the making of business units, and the invitation of who enters one first. */
export function registerNewBusinessUnits(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, createBusinessUnit, async ({ actor, request, body, onceKey }) => {
    const { name, environment = 'production', apis = null } = body
    const administrator = { fullName: '', language: wordsFor(request).language, ...body.administrator }
    const asked = { name, environment, apis, administrator }
    const made = await makeBusinessUnit(deps, actor, asked, onceKey)
    if (!made.ok) return made
    const { unit, administrator: invited, link } = made.value
    const shown = invited === null ? null : administratorShape(invited, deps.clock())
    return ok({ body: { businessUnit: listedShape(unit), administrator: shown, link } })
  })

  serve(app, door, inviteFirstAdministrator, async ({ actor, request, params, body }) => {
    const asked = { fullName: '', language: wordsFor(request).language, ...body }
    const done = await inviteFirst(deps, actor, params.number, asked)
    if (!done.ok) return done
    const { administrator, link } = done.value
    return ok({ body: { administrator: administratorShape(administrator, deps.clock()), link } })
  })
}

function administratorShape(invited: Invitation, now: Instant): FirstAdministrator {
  return {
    userName: invited.userName,
    fullName: invited.fullName,
    state: invited.expiresAt > now ? 'open' : 'expired',
    sentAt: new Date(invited.sentAt).toISOString(),
    expiresAt: new Date(invited.expiresAt).toISOString(),
  }
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

function detailsShape(view: UnitView, now: Instant): BusinessUnitDetails {
  const { unit, statusReason, createdAt, apis, has, firstAdministrator: first } = view
  const { implicitAllowed, dynamicRegistrationAllowed, limits } = businessUnitShape(unit)
  return {
    ...listedShape(unit),
    statusReason,
    createdAt: new Date(createdAt).toISOString(),
    apis: [...apis],
    implicitAllowed,
    dynamicRegistrationAllowed,
    limits,
    firstAdministrator: first === null ? null : administratorShape(first, now),
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
