import {
  deleteApplication,
  listDeletedApplications,
  restoreApplication,
} from '@latchkey/contract/applications/deletion.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../lib/result.ts'
import * as deletion from '../../services/applications/status/deletion.ts'
import type { Door } from '../door.ts'
import { serve } from './serve.ts'
import { applicationShape, deletedShape } from './shapes.ts'

/** Serves the end of applications, and the way back. */
export function registerDeletion(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, deleteApplication, async ({ actor, params, version }) => {
    const deleted = await deletion.deleteApplication(deps, actor, { id: params.id, version })
    return deleted.ok ? ok({ body: deletedShape(deleted.value) }) : deleted
  })

  serve(app, door, listDeletedApplications, async ({ actor, query }) => {
    const page = await deletion.listDeleted(deps, actor, query.cursor ?? null)
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(deletedShape), nextCursor } })
  })

  serve(app, door, restoreApplication, async ({ actor, params, body }) => {
    const view = await deletion.restoreApplication(deps, actor, params.id, body)
    if (!view.ok) return view
    return ok({ body: applicationShape(view.value), version: view.value.registration.version })
  })
}
