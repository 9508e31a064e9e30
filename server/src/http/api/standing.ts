import { type Effect as EffectShape, previewEffects } from '@latchkey/contract/applications/status/effects.ts'
import {
  activateApplication,
  containApplication,
  deactivateApplication,
  liftContainment,
} from '@latchkey/contract/applications/status/status.ts'
import type { FastifyInstance } from 'fastify'
import { ok, type Result } from '../../lib/result.ts'
import type { Tally } from '../../lib/tally.ts'
import type { Effect } from '../../registry/applications/effects.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import type { ApplicationView } from '../../services/applications/application-view.ts'
import { readEffects } from '../../services/applications/effects/read-effects.ts'
import * as containment from '../../services/applications/status/contain.ts'
import * as status from '../../services/applications/status/set-application-status.ts'
import type { Door } from '../door.ts'
import { serve } from './serve.ts'
import { applicationShape } from './shapes.ts'

function shown(view: Result<ApplicationView, RegistryRefusal>) {
  if (!view.ok) return view
  return ok({ body: applicationShape(view.value), version: view.value.registration.version })
}

function countShape(tally: Tally | null): EffectShape['signIns'] {
  return tally === null ? null : { count: tally.count, more: tally.more }
}

function effectShape({ kind, subject, everybody, words, ...counts }: Effect): EffectShape {
  return {
    kind,
    subject,
    signIns: countShape(counts.signIns),
    people: countShape(counts.people),
    consented: countShape(counts.consented),
    everybody,
    recent: countShape(counts.recent),
    words,
  }
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

  serve(app, door, containApplication, async ({ actor, params, body }) =>
    shown(await containment.containApplication(deps, actor, params.id, body.reason)),
  )

  serve(app, door, liftContainment, async ({ actor, params }) =>
    shown(await containment.liftContainment(deps, actor, params.id)),
  )

  serve(app, door, previewEffects, async ({ actor, params, body }) => {
    const read = await readEffects(deps, actor, params.id, body)
    if (!read.ok) return read
    const { effects, knownSince, credentialsLastUsedAt: used } = read.value
    return ok({
      body: {
        effects: effects.map(effectShape),
        knownSince: new Date(knownSince).toISOString(),
        credentialsLastUsedAt: used === null ? null : new Date(used).toISOString(),
      },
    })
  })
}
