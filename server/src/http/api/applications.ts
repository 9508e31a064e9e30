import {
  editApplication,
  getApplication,
  registerApplication,
} from '@latchkey/contract/applications/applications.ts'
import {
  addSecret,
  editSecret,
  releaseSecret,
  revokeSecret,
  rotateSecret,
} from '@latchkey/contract/applications/credentials/secrets.ts'
import { listApplications } from '@latchkey/contract/applications/list.ts'
import { getHistoryEntry, listHistory } from '@latchkey/contract/audit/history.ts'
import { getRefreshCounts } from '@latchkey/contract/audit/refresh-counts.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import type { FastifyInstance } from 'fastify'
import { ok, type Result } from '../../lib/result.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import type { ApplicationView } from '../../services/applications/application-view.ts'
import * as editing from '../../services/applications/edit-application.ts'
import * as reading from '../../services/applications/read-applications.ts'
import * as registering from '../../services/applications/register-application.ts'
import * as secrets from '../../services/applications/secrets.ts'
import * as history from '../../services/audit/history.ts'
import { COUNTED_DAYS, readRefreshCounts } from '../../services/audit/refresh-counts.ts'
import { releaseSecret as release } from '../../services/credentials/release-secret.ts'
import type { Door } from '../door.ts'
import { readFilter, readOrder } from './lists/list-filter.ts'
import { serve } from './serve.ts'
import { applicationShape, historyShape, readLifetimes, summaryShape } from './shapes.ts'

type Shown = Result<{ body: ReturnType<typeof applicationShape>; version: number }, RegistryRefusal>

function shown(view: Result<ApplicationView, RegistryRefusal>): Shown {
  if (!view.ok) return view
  return ok({ body: applicationShape(view.value), version: view.value.registration.version })
}

function shownWithSecret(made: Result<registering.Registered, RegistryRefusal>) {
  if (!made.ok) return made
  const { view, secret } = made.value
  if (secret === null) throw new Error('a secret was made that is not there')
  return ok({ body: { application: applicationShape(view), secret }, version: view.registration.version })
}

/** A registration as it is asked for, what is absent as it is by default. */
export function registrationRequest(
  body: BodyOf<typeof registerApplication>,
): registering.NewApplicationRequest {
  const { lifetimes, ...rest } = body
  return {
    ...rest,
    ...(lifetimes === undefined ? {} : { lifetimes: readLifetimes(lifetimes) }),
    clientType: body.clientType ?? 'confidential',
    callbackUrls: body.callbackUrls ?? [],
  }
}

/** Serves the operations on API applications. */
export function registerApplications(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listApplications, async ({ actor, query }) => {
    const page = await reading.listApplications(deps, actor, {
      ...readFilter(query),
      ...readOrder(query),
      cursor: query.cursor ?? null,
      limit: Number(query.limit ?? 25),
    })
    if (!page.ok) return page
    const { items, openAlerts, useKnownSince, ...rest } = page.value
    const since = new Date(useKnownSince).toISOString()
    const listed = items.map(item => ({
      ...summaryShape(item),
      openAlerts: openAlerts.get(item.registration.id) ?? 0,
    }))
    return ok({ body: { items: listed, ...rest, useKnownSince: since } })
  })

  serve(app, door, registerApplication, async ({ actor, body, onceKey }) => {
    const made = await registering.registerApplication(deps, actor, registrationRequest(body), onceKey)
    if (!made.ok) return made
    const { view, secret } = made.value
    return ok({ body: { application: applicationShape(view), secret }, version: view.registration.version })
  })

  serve(app, door, getApplication, async ({ actor, params }) =>
    shown(await reading.readApplication(deps, actor, params.id)),
  )

  serve(app, door, editApplication, async ({ actor, params, body, version }) => {
    const { lifetimes, ...rest } = body
    const edit = { ...rest, ...(lifetimes === undefined ? {} : { lifetimes: readLifetimes(lifetimes) }) }
    return shown(await editing.editApplication(deps, actor, { id: params.id, version }, edit))
  })

  registerParts(app, door)
}

/** Serves the operations on what belongs to one application: its secrets and its history. */
function registerParts(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, addSecret, async ({ actor, params, body, onceKey }) => {
    const { label = '', expiresAt = null } = body
    const wanted = { id: params.id, label, expiresAt: expiresAt === null ? null : Date.parse(expiresAt) }
    return shownWithSecret(await secrets.addSecret(deps, actor, wanted, onceKey))
  })

  serve(app, door, editSecret, async ({ actor, params, body }) => {
    const { expiresAt, ...rest } = body
    const end = expiresAt === null || expiresAt === undefined ? null : Date.parse(expiresAt)
    const edit = { ...rest, ...(expiresAt === undefined ? {} : { expiresAt: end }) }
    return shown(await secrets.editSecret(deps, actor, params, edit))
  })

  serve(app, door, rotateSecret, async ({ actor, params, body, onceKey }) =>
    shownWithSecret(await secrets.rotateSecret(deps, actor, { ...params, ...body }, onceKey)),
  )

  serve(app, door, releaseSecret, async ({ actor, params, body }) =>
    shown(await release(deps, actor, { ...params, ...body })),
  )

  serve(app, door, revokeSecret, async ({ actor, params }) =>
    shown(await secrets.revokeSecret(deps, actor, params)),
  )

  serve(app, door, listHistory, async ({ actor, params, query }) => {
    const filter = { actorName: query.actor ?? null, group: query.group ?? null }
    const page = await history.listHistory(deps, actor, { id: params.id, ...filter }, query.cursor ?? null)
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(historyShape), nextCursor } })
  })

  serve(app, door, getHistoryEntry, async ({ actor, params }) => {
    const entry = await history.readHistoryEntry(deps, actor, params)
    return entry.ok ? ok({ body: historyShape(entry.value) }) : entry
  })

  serve(app, door, getRefreshCounts, async ({ actor, params }) => {
    const counts = await readRefreshCounts(deps, actor, params.id)
    return counts.ok ? ok({ body: { days: COUNTED_DAYS, ...counts.value } }) : counts
  })
}
