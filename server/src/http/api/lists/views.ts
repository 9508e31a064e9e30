import {
  deleteView,
  editView,
  type ListView as ListViewShape,
  listViews,
  saveView,
  ViewQuery,
} from '@latchkey/contract/applications/list-views.ts'
import type { FastifyInstance } from 'fastify'
import { Check } from 'typebox/value'
import { ok } from '../../../lib/result.ts'
import type { ListView } from '../../../registry/applications/list-view.ts'
import * as views from '../../../services/applications/lists/views.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

/** Serves the views of the list that users save for themselves. */
export function registerViews(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listViews, async ({ actor }) => {
    const all = await views.listViews(deps, actor)
    return all.ok ? ok({ body: { items: all.value.map(viewShape) } }) : all
  })

  serve(app, door, saveView, async ({ actor, body, onceKey }) => {
    const saved = await views.saveView(deps, actor, body, onceKey)
    return saved.ok ? ok({ body: viewShape(saved.value) }) : saved
  })

  serve(app, door, editView, async ({ actor, params, body }) => {
    const edited = await views.editView(deps, actor, params.id, body)
    return edited.ok ? ok({ body: viewShape(edited.value) }) : edited
  })

  serve(app, door, deleteView, async ({ actor, params }) => {
    const deleted = await views.deleteView(deps, actor, params.id)
    return deleted.ok ? ok({ body: undefined }) : deleted
  })
}

/** A view of an older program may narrow by what the list no longer takes: it then narrows by nothing. */
function viewShape({ id, name, query, columns, default: byDefault }: ListView): ListViewShape {
  return { id, name, query: Check(ViewQuery, query) ? query : {}, columns, default: byDefault }
}
