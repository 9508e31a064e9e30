import { Client as Connection } from 'pg'
import type { Stage } from './stage.ts'

/** Cuts the server off its database, or lets it in again. */
export async function setReachable(stage: Stage, reachable: boolean): Promise<void> {
  const url = new URL(stage.databaseUrl ?? '')
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const connection = new Connection({ connectionString: url.href })
  await connection.connect()
  try {
    await connection.query(`alter database ${name} with allow_connections ${reachable}`)
    if (reachable) return
    await connection.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      name,
    ])
  } finally {
    await connection.end()
  }
}
