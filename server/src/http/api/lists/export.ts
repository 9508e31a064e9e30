import { Readable } from 'node:stream'
import type { ApplicationSummary } from '@latchkey/contract/applications/applications.ts'
import { exportApplications } from '@latchkey/contract/applications/list.ts'
import type { FastifyInstance } from 'fastify'
import { err, ok } from '../../../lib/result.ts'
import * as exporting from '../../../services/applications/lists/export-applications.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'
import { summaryShape } from '../shapes.ts'
import { csvLine } from './csv.ts'
import { readFilter, readOrder } from './list-filter.ts'

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/jsonl' } as const

type Row = ApplicationSummary & { readonly openAlerts: number }

const COLUMNS: readonly (readonly [name: string, of: (row: Row) => string])[] = [
  ['id', row => row.id],
  ['type', row => row.type],
  ['vendorName', row => row.vendorName],
  ['name', row => row.name],
  ['clientType', row => row.clientType],
  ['status', row => row.status],
  ['scopes', row => row.scopes.join(' ')],
  ['tags', row => row.tags.join(' ')],
  ['owners', row => row.owners.map(({ userName }) => userName).join(' ')],
  ['lastUsedAt', row => row.lastUsedAt ?? ''],
  ['createdAt', row => row.createdAt],
  ['statusChangedAt', row => row.statusChangedAt],
  ['statusChangedBy', row => row.statusChangedBy.name],
  ['openAlerts', row => String(row.openAlerts)],
]

/** The lines of an export, a page at a time, so that never all of them are in memory. */
async function* linesOf(
  format: 'csv' | 'jsonl',
  pages: AsyncIterable<readonly exporting.Exported[]>,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(COLUMNS.map(([name]) => name))
  for await (const page of pages) {
    const rows = page.map(item => ({ ...summaryShape(item), openAlerts: item.openAlerts }))
    yield rows
      .map(row => (format === 'csv' ? csvLine(COLUMNS.map(([, of]) => of(row))) : `${JSON.stringify(row)}\n`))
      .join('')
  }
}

/** Serves the export of what the list shows. */
export function registerExport(app: FastifyInstance, door: Door): void {
  serve(app, door, exportApplications, async ({ actor, query, request }) => {
    const format = query.format ?? 'csv'
    const file = { type: TYPES[format], name: `api-applications-${actor.businessUnit.number}.${format}` }
    // Whoever asks for the headers alone is given no file.
    if (request.method === 'HEAD') return ok({ body: '', file: { ...file, lines: Readable.from([]) } })
    const wait = door.throttle.exportIn(actor.businessUnit.id)
    if (wait !== null) return err({ kind: 'too-many-attempts', seconds: wait.seconds })
    const asked = { ...readFilter(query), ...readOrder(query), format }
    const pages = await exporting.exportApplications(door.deps, actor, asked)
    if (!pages.ok) return pages
    return ok({ body: '', file: { ...file, lines: Readable.from(linesOf(format, pages.value)) } })
  })
}
