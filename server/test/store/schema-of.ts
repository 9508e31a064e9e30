import type { Store } from '../../src/store/handle.ts'

/** Every table, column, index and constraint of a database as the engine itself describes them, in a fixed order. */
export async function schemaOf(store: Store): Promise<string[]> {
  return store.engine === 'sqlite' ? sqliteSchema(store) : postgresSchema(store)
}

async function sqliteSchema(store: Store): Promise<string[]> {
  const rows = await store.db
    .withTables<{ sqlite_master: { name: string; sql: string | null } }>()
    .selectFrom('sqlite_master')
    .select(['name', 'sql'])
    .orderBy('name')
    .execute()
  return rows.map(row => `${row.name}: ${row.sql}`)
}

async function postgresSchema(store: Store): Promise<string[]> {
  const db = store.db.withTables<{
    'information_schema.columns': {
      table_schema: string
      table_name: string
      column_name: string
      ordinal_position: number
      data_type: string
      is_nullable: string
    }
    pg_indexes: { schemaname: string; indexdef: string }
    'information_schema.table_constraints': {
      table_schema: string
      table_name: string
      constraint_name: string
      constraint_type: string
    }
  }>()
  const columns = await db
    .selectFrom('information_schema.columns')
    .selectAll()
    .where('table_schema', '=', 'public')
    .orderBy('table_name')
    .orderBy('ordinal_position')
    .execute()
  const indexes = await db
    .selectFrom('pg_indexes')
    .select('indexdef')
    .where('schemaname', '=', 'public')
    .orderBy('indexdef')
    .execute()
  const constraints = await db
    .selectFrom('information_schema.table_constraints')
    .selectAll()
    .where('table_schema', '=', 'public')
    // Those for "not null" have a name made of object ids, another in each database.
    .where('constraint_type', '!=', 'CHECK')
    .orderBy('table_name')
    .orderBy('constraint_name')
    .execute()
  return [
    ...columns.map(row => `${row.table_name}.${row.column_name} ${row.data_type} ${row.is_nullable}`),
    ...indexes.map(row => row.indexdef),
    ...constraints.map(row => `${row.table_name} ${row.constraint_type} ${row.constraint_name}`),
  ]
}
