import { activateApplication, deactivateApplication } from '@latchkey/contract/applications/status/status.ts'
import type { FastifyInstance } from 'fastify'
import { ok, type Result } from '../../lib/result.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import type { ApplicationView } from '../../services/applications/application-view.ts'
import * as status from '../../services/applications/status/set-application-status.ts'
import type { Door } from '../door.ts'
import { serve } from './serve.ts'
import { applicationShape } from './shapes.ts'

function shown(view: Result<ApplicationView, RegistryRefusal>) {
  if (!view.ok) return view
  return ok({ body: applicationShape(view.value), version: view.value.registration.version })
}

/** Serves how an application stops and comes back. */
export function registerStanding(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, deactivateApplication, async ({ actor, params, body }) =>
    shown(await status.deactivateApplication(deps, actor, params.id, body.reason ?? '')),
  )

  serve(app, door, activateApplication, async ({ actor, params }) =>
    shown(await status.activateApplication(deps, actor, params.id)),
  )
}
