import { choicesOf, planOf, registrationOf } from '@latchkey/contract/applications/manifest/manifest.ts'
import { planApplication } from '@latchkey/contract/applications/manifest/plan.ts'
import type { BodyOf, ResultOf } from '@latchkey/contract/route.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../../lib/result.ts'
import type { ApplicationView } from '../../../services/applications/application-view.ts'
import {
  dryEdit,
  dryRegistration,
  findPlanned,
} from '../../../services/applications/plans/plan-application.ts'
import type { Actor } from '../../../services/people/actor.ts'
import type { Door } from '../../door.ts'
import { registrationRequest } from '../applications.ts'
import { serve } from '../serve.ts'
import { applicationShape, readLifetimes } from '../shapes.ts'

type Manifest = BodyOf<typeof planApplication>['manifest']
type Plan = ResultOf<typeof planApplication>

/** What would be registered. */
async function newPlan(deps: Door['deps'], actor: Actor, manifest: Manifest): Promise<Plan> {
  const faults = await dryRegistration(deps, actor, registrationRequest(registrationOf(manifest)))
  return {
    action: 'create',
    application: null,
    changes: choicesOf(manifest).map(writable),
    patch: null,
    faults: [...faults],
  }
}

/** What would be edited. */
async function changePlan(
  deps: Door['deps'],
  actor: Actor,
  { view, manifest }: { readonly view: ApplicationView; readonly manifest: Manifest },
): Promise<Plan> {
  const application = applicationShape(view)
  const { changes, patch, faults } = planOf(manifest, application)
  const { lifetimes, ...rest } = patch ?? {}
  const edit = { ...rest, ...(lifetimes === undefined ? {} : { lifetimes: readLifetimes(lifetimes) }) }
  const refused = patch === null ? [] : await dryEdit(deps, actor, view.registration, edit)
  return {
    action: changes.length === 0 ? 'none' : 'change',
    application,
    changes: changes.map(writable),
    patch,
    faults: [...faults, ...refused],
  }
}

/** A change with lists of its own, as the contract's types have them. */
function writable(change: ReturnType<typeof choicesOf>[number]): Plan['changes'][number] {
  if (change.kind === 'value') {
    const plain = (value: typeof change.before) =>
      typeof value === 'object' && value !== null ? [...value] : value
    return { ...change, before: plain(change.before), after: plain(change.after) }
  }
  const { before, after, added, removed } = change
  return { ...change, before: [...before], after: [...after], added: [...added], removed: [...removed] }
}

/** Serves the dry run of an application as a file. */
export function registerPlans(app: FastifyInstance, door: Door): void {
  const { deps } = door
  serve(app, door, planApplication, async ({ actor, body }) => {
    const { manifest } = body
    const { id, vendorName, name } = manifest
    const found = await findPlanned(deps, actor, {
      vendorName,
      name,
      ...(id === undefined ? {} : { id }),
    })
    if (!found.ok) return found
    const view = found.value
    return ok({
      body: await (view === null
        ? newPlan(deps, actor, manifest)
        : changePlan(deps, actor, { view, manifest })),
    })
  })
}
