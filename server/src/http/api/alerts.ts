import {
  acknowledgeAlert,
  countOpenAlerts,
  listAlerts,
  listAlertsOf,
} from '@latchkey/contract/audit/alerts.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../lib/result.ts'
import * as alerts from '../../services/audit/alerts.ts'
import type { Door } from '../door.ts'
import { serve } from './serve.ts'
import { alertShape } from './shapes.ts'

/** Serves what people responsible for applications should look into. */
export function registerAlerts(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listAlertsOf, async ({ actor, params, query }) => {
    const page = await alerts.listAlertsOf(deps, actor, params.id, query.cursor ?? null)
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(alertShape), nextCursor } })
  })

  serve(app, door, listAlerts, async ({ actor, query }) => {
    const acknowledged = query.state === 'acknowledged'
    const page = await alerts.listAlerts(deps, actor, acknowledged, query.cursor ?? null)
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(alertShape), nextCursor } })
  })

  serve(app, door, countOpenAlerts, async ({ actor }) => {
    const open = await alerts.countOpenAlerts(deps, actor)
    return open.ok ? ok({ body: { open: open.value } }) : open
  })

  serve(app, door, acknowledgeAlert, async ({ actor, params, body }) => {
    const alert = await alerts.acknowledgeAlert(deps, actor, { id: params.id, note: body.note ?? '' })
    return alert.ok ? ok({ body: alertShape(alert.value) }) : alert
  })
}
