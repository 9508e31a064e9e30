import type { Table } from '../model/business-unit.ts'
import { created, found, NOTHING, operation, refuse } from '../operation.ts'
import { count, list, record, text } from '../shape.ts'
import { COUNTED, counted, listed, TIME, timeOf } from './answers.ts'

/** How many tables one business unit may publish. */
const MOST_TABLES = 20

const name = text({ max: 64, pattern: '^[A-Za-z][A-Za-z0-9_-]*$', description: 'Name of a table' })
const byName = record({ name })
const content = {
  columns: list(text({ max: 64 }), 20),
  rows: list(list(text({ min: 0, max: 200 }), 20), 200),
}
const table = record({ name, ...content, updatedAt: TIME })

const exampleTable = { params: { name: 'opening-hours' }, query: {}, body: undefined }

/** Tables that the business unit publishes for its own integrations. */
export const customApi = [
  operation({
    api: 'CustomApi',
    id: 'listTables',
    method: 'GET',
    path: '/custom/tables',
    summary: 'The tables that the business unit has published',
    statuses: [200, 204],
    answer: record({
      resultSet: record({ ...COUNTED, tables: list(record({ name, rowCount: count(), updatedAt: TIME })) }),
    }),
    example: { params: {}, query: {}, body: undefined },
    handle({ unit }) {
      const tables = [...unit.tables].map(([each, { rows, updatedAt }]) => ({
        name: each,
        rowCount: rows.length,
        updatedAt: timeOf(updatedAt),
      }))
      return listed(tables, { resultSet: { ...counted(unit, tables), tables } })
    },
  }),
  operation({
    api: 'CustomApi',
    id: 'getTable',
    method: 'GET',
    path: '/custom/tables/{name}',
    summary: 'One table with its rows',
    statuses: [200],
    params: byName,
    answer: table,
    example: exampleTable,
    handle({ unit, params }) {
      const held = unit.tables.get(params.name)
      return held === undefined ? noTable(params.name) : found(shown(params.name, held))
    },
  }),
  operation({
    api: 'CustomApi',
    id: 'putTable',
    method: 'PUT',
    path: '/custom/tables/{name}',
    summary: 'Publish a table, or replace it. Every row has one value per column',
    statuses: [200, 201],
    params: byName,
    body: record(content),
    answer: table,
    example: {
      ...exampleTable,
      body: { columns: ['day', 'from', 'to'], rows: [['weekdays', '08:00', '20:00']] },
    },
    handle({ unit, now, params, body }) {
      const ragged = body.rows.findIndex(row => row.length !== body.columns.length)
      if (ragged >= 0) {
        const sizes = `${body.rows[ragged]?.length} values, the table has ${body.columns.length} columns`
        return refuse('invalid_request', `body/rows/${ragged} has ${sizes}.`)
      }
      const known = unit.tables.has(params.name)
      if (!known && unit.tables.size >= MOST_TABLES) {
        return refuse('limit_reached', `A business unit may publish ${MOST_TABLES} tables. Delete one first.`)
      }
      const held = { ...body, updatedAt: now }
      unit.tables.set(params.name, held)
      return known ? found(shown(params.name, held)) : created(shown(params.name, held))
    },
  }),
  operation({
    api: 'CustomApi',
    id: 'deleteTable',
    method: 'DELETE',
    path: '/custom/tables/{name}',
    summary: 'Take a table back',
    statuses: [204],
    params: byName,
    example: exampleTable,
    handle: ({ unit, params }) => (unit.tables.delete(params.name) ? NOTHING : noTable(params.name)),
  }),
]

function shown(of: string, { columns, rows, updatedAt }: Table) {
  return { name: of, columns, rows, updatedAt: timeOf(updatedAt) }
}

function noTable(wanted: string) {
  return refuse('not_found', `This business unit publishes no table called ${wanted}.`)
}
