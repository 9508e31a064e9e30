import {
  getRefusal,
  listRefusals,
  type RefusalEntry as RefusalShape,
} from '@latchkey/contract/audit/refusals.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../lib/result.ts'
import * as refusals from '../../services/refusals/read-refusals.ts'
import type { Door } from '../door.ts'
import { serve } from './serve.ts'

/** One refused request of an application, as the contract shows it. */
function refusalShape(refusal: refusals.ExplainedRefusal): RefusalShape {
  const { entry, explanation, comparison, outcome } = refusal
  const { id, endpoint, reason, description, requestId } = entry
  return {
    id,
    at: new Date(entry.at).toISOString(),
    endpoint,
    outcome,
    reason,
    description,
    requestId,
    rule: explanation.rule,
    mend: explanation.mend,
    inputs: entry.inputs.map(({ name, value }) => ({ name, value })),
    comparison,
  }
}

/** Serves the operations on what was refused to applications. */
export function registerRefusals(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listRefusals, async ({ actor, params, query }) => {
    const { outcome = null, reason = null, cursor = null } = query
    const page = await refusals.listRefusals(deps, actor, { id: params.id, outcome, reason, cursor })
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(refusalShape), nextCursor } })
  })

  serve(app, door, getRefusal, async ({ actor, params }) => {
    const found = await refusals.readRefusal(deps, actor, params.requestId)
    if (!found.ok) return found
    const { refusal, application } = found.value
    const { id, vendorName, name } = application
    return ok({ body: { refusal: refusalShape(refusal), application: { id, vendorName, name } } })
  })
}
