import { Readable } from 'node:stream'
import {
  type AuditFilter,
  exportAudit,
  getAuditEntry,
  type LoggedEntry,
  listAudit,
  listAuditActions,
} from '@latchkey/contract/audit/log.ts'
import type { FastifyInstance } from 'fastify'
import { err, ok } from '../../../lib/result.ts'
import { exportLog } from '../../../services/audit/log/export-log.ts'
import * as log from '../../../services/audit/log/read-log.ts'
import type { Door } from '../../door.ts'
import { csvLine } from '../lists/csv.ts'
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
    const file = { type: TYPES[format], name: `audit-${actor.businessUnit.number}.${format}` }
    // Whoever asks for the headers alone is given no file.
    if (request.method === 'HEAD') return ok({ body: '', file: { ...file, lines: Readable.from([]) } })
    const wait = door.throttle.exportIn(actor.businessUnit.id)
    if (wait !== null) return err({ kind: 'too-many-attempts', seconds: wait.seconds })
    const pages = await exportLog(deps, actor, { ...readFilter(query), format })
    if (!pages.ok) return pages
    return ok({ body: '', file: { ...file, lines: Readable.from(linesOf(format, pages.value)) } })
  })
}

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/jsonl' } as const

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

const COLUMNS: readonly (readonly [name: string, of: (entry: LoggedEntry) => string])[] = [
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

/** The lines of an export, a page at a time, so that never all of them are in memory. */
async function* linesOf(
  format: 'csv' | 'jsonl',
  pages: AsyncIterable<readonly log.SealedEntry[]>,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(COLUMNS.map(([name]) => name))
  for await (const page of pages) {
    yield page
      .map(entryShape)
      .map(row => (format === 'csv' ? csvLine(COLUMNS.map(([, of]) => of(row))) : `${JSON.stringify(row)}\n`))
      .join('')
  }
}
