import { type QueryExecutorProvider, SqliteAdapter } from 'kysely'

/** Which engine is behind a handle, for the few statements that each has its own words for. */
export function engineOf(db: QueryExecutorProvider): 'sqlite' | 'postgres' {
  return db.getExecutor().adapter instanceof SqliteAdapter ? 'sqlite' : 'postgres'
}
