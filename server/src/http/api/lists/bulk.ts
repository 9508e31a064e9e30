import {
  BulkPlan,
  type BulkChange as BulkShape,
  getBulkChange,
  type BulkItem as ItemShape,
  listBulkChanges,
  listBulkItems,
  planBulkChange,
  startBulkChange,
  stopBulkChange,
} from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import type { FastifyInstance } from 'fastify'
import { Check } from 'typebox/value'
import type { Instant } from '../../../lib/clock.ts'
import { ok, type Result } from '../../../lib/result.ts'
import type { BulkItem } from '../../../registry/applications/bulk/bulk-change.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import * as bulk from '../../../services/applications/bulk/bulk-changes.ts'
import type { BulkView } from '../../../services/applications/bulk/bulk-view.ts'
import { planBulkChange as plan } from '../../../services/applications/bulk/plan-bulk-change.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'
import { readFilter } from './list-filter.ts'

function time(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** What was asked for, to be sent again; null where this version does not take it any more. */
function againOf({ state, asked }: BulkView['bulk']): BulkShape['again'] {
  if (state !== 'cut-short' || asked === null) return null
  const sent: unknown = JSON.parse(asked)
  return Check(BulkPlan, sent) ? sent : null
}

function bulkShape({ bulk: change, counts, owner, undoUntil }: BulkView): BulkShape {
  const { work, by } = change
  return {
    id: change.id,
    action: work.action,
    state: change.state,
    reason: work.reason,
    tag: work.tag,
    owner,
    total: change.total,
    counts: [...counts],
    effects: change.effects,
    by: { id: by.id, name: by.name },
    createdAt: new Date(change.createdAt).toISOString(),
    startedAt: time(change.startedAt),
    endedAt: time(change.endedAt),
    undoOf: change.undoOf,
    undoes: work.undoes,
    undoneBy: change.undoneBy,
    again: againOf(change),
    undoUntil: time(undoUntil),
  }
}

function itemShape({ applicationId, name, state, reason, detail }: BulkItem): ItemShape {
  return { applicationId, name, state, reason, detail }
}

function shown(view: Result<BulkView, RegistryRefusal>) {
  return view.ok ? ok({ body: bulkShape(view.value) }) : view
}

/** Serves what changes many applications at once. */
export function registerBulkChanges(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, planBulkChange, async ({ actor, body, onceKey }) => {
    const { filter, ...rest } = body
    const narrowed = filter === undefined ? {} : { filter: readFilter(filter) }
    const request = { ...rest, ...narrowed, asked: JSON.stringify(body) }
    return shown(await plan(deps, actor, request, onceKey))
  })

  serve(app, door, listBulkChanges, async ({ actor, query }) => {
    const page = await bulk.listBulkChanges(deps, actor, query.cursor ?? null)
    if (!page.ok) return page
    return ok({ body: { ...page.value, items: page.value.items.map(bulkShape) } })
  })

  serve(app, door, getBulkChange, async ({ actor, params }) =>
    shown(await bulk.readBulkChange(deps, actor, params.id)),
  )

  serve(app, door, listBulkItems, async ({ actor, params, query }) => {
    const asked = { id: params.id, state: query.state ?? null, cursor: query.cursor ?? null }
    const page = await bulk.listBulkItems(deps, actor, asked)
    return page.ok ? ok({ body: { ...page.value, items: page.value.items.map(itemShape) } }) : page
  })

  serve(app, door, startBulkChange, async ({ actor, params }) =>
    shown(await bulk.startBulkChange(deps, actor, params.id)),
  )

  serve(app, door, stopBulkChange, async ({ actor, params }) =>
    shown(await bulk.stopBulkChange(deps, actor, params.id)),
  )
}
