import type { Migration } from 'kysely/migration'

/**
 * A migration that adds one column, empty in every row there is. SQLite cannot be told to add it only when it is
 * missing, so the table is looked at first: a process may end between the statement and the note that it was done.
 */
export function addColumn(table: string, column: string, type: 'bigint' | 'integer' | 'text'): Migration {
  return {
    up: async db => {
      const tables = await db.introspection.getTables()
      const columns = tables.find(({ name }) => name === table)?.columns ?? []
      if (columns.some(({ name }) => name === column)) return
      await db.schema.alterTable(table).addColumn(column, type).execute()
    },
  }
}
