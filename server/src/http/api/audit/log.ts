import {
  type AuditFilter,
  exportAudit,
  getAuditEntry,
  type LoggedEntry,
  listAudit,
  listAuditActions,
} from '@latchkey/contract/audit/log.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../../lib/result.ts'
import { exportLog } from '../../../services/audit/log/export-log.ts'
import * as log from '../../../services/audit/log/read-log.ts'
import type { Door } from '../../door.ts'
import { type Columns, exportFile } from '../lists/export-file.ts'
import { serve } from '../serve.ts'

/** Serves the whole log of a business unit. */
export function registerLog(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listAudit, async ({ actor, query }) => {
    const page = await log.readLog(deps, actor, readFilter(query), query.cursor ?? null)
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(entryShape), nextCursor } })
  })

  serve(app, door, getAuditEntry, async ({ actor, params }) => {
    const entry = await log.readLogEntry(deps, actor, params.id)
    return entry.ok ? ok({ body: entryShape(entry.value) }) : entry
  })

  serve(app, door, listAuditActions, async ({ actor }) => {
    const actions = await log.readActions(deps, actor)
    return actions.ok ? ok({ body: { items: [...actions.value] } }) : actions
  })

  serve(app, door, exportAudit, async ({ actor, query, request }) => {
    const format = query.format ?? 'csv'
    const begin = () => exportLog(deps, actor, { ...readFilter(query), format })
    const file = { name: 'audit', format, columns: COLUMNS, rowOf: entryShape, begin }
    return exportFile(door, { actor, request }, file)
  })
}

function readFilter(query: AuditFilter): log.LogRequest {
  const time = (text: string | undefined) => (text === undefined ? null : Date.parse(text))
  return {
    actor: query.actor ?? null,
    action: query.action ?? null,
    group: query.group ?? null,
    targetKind: query.targetKind ?? null,
    target: query.target ?? null,
    requestId: query.requestId ?? null,
    from: time(query.from),
    until: time(query.until),
  }
}

/** The hash of a link as it is told: in letters, so that nothing on the wire looks like the hash of a secret. */
export function linkText(hash: string): string {
  return Buffer.from(hash, 'hex').toString('base64url')
}

/** An entry as the contract shows it: everything that its hash is made of, and the hash. */
function entryShape(entry: log.SealedEntry): LoggedEntry {
  const { id, seq, at, action, actor, address, requestId } = entry
  return {
    id,
    seq,
    at: new Date(at).toISOString(),
    class: entry.class,
    action,
    actor: { kind: actor.kind, id: actor.id, name: actor.name },
    target: { kind: entry.targetKind, id: entry.targetId },
    address,
    requestId,
    changes: entry.changes.map(({ field, before, after }) => ({ field, before, after })),
    link: linkText(entry.hash),
  }
}

const COLUMNS: Columns<LoggedEntry> = [
  ['seq', ({ seq }) => String(seq)],
  ['at', ({ at }) => at],
  ['action', ({ action }) => action],
  ['class', entry => entry.class],
  ['actorKind', ({ actor }) => actor.kind],
  ['actorId', ({ actor }) => actor.id],
  ['actorName', ({ actor }) => actor.name],
  ['targetKind', ({ target }) => target.kind],
  ['targetId', ({ target }) => target.id],
  ['address', ({ address }) => address ?? ''],
  ['requestId', ({ requestId }) => requestId],
  ['changes', ({ changes }) => (changes.length === 0 ? '' : JSON.stringify(changes))],
  ['id', ({ id }) => id],
  ['link', ({ link }) => link],
]
