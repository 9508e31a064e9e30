import type { ApplicationSummary } from '@latchkey/contract/applications/applications.ts'
import { exportApplications } from '@latchkey/contract/applications/list.ts'
import type { FastifyInstance } from 'fastify'
import * as exporting from '../../../services/applications/lists/export-applications.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'
import { summaryShape } from '../shapes.ts'
import { type Columns, exportFile } from './export-file.ts'
import { readFilter, readOrder } from './list-filter.ts'

type Row = ApplicationSummary & { readonly openAlerts: number }

const COLUMNS: Columns<Row> = [
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

function rowOf(item: exporting.Exported): Row {
  return { ...summaryShape(item), openAlerts: item.openAlerts }
}

/** Serves the export of what the list shows. */
export function registerExport(app: FastifyInstance, door: Door): void {
  serve(app, door, exportApplications, async ({ actor, query, request }) => {
    const format = query.format ?? 'csv'
    const asked = { ...readFilter(query), ...readOrder(query), format }
    const begin = () => exporting.exportApplications(door.deps, actor, asked)
    const file = { name: 'api-applications', format, columns: COLUMNS, rowOf, begin }
    return exportFile(door, { actor, request }, file)
  })
}
