import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { DatabaseError } from 'pg'

/**
 * A pool whose connections are given up once nobody can know what they are doing: after an answer that never came
 * and after whatever the database itself did not say. Nothing more is sent on such a connection, so that a transaction
 * on it fails at once instead of waiting for a ROLLBACK that is not heard either, and it never comes back to the pool.
 */
export function carefulPool(pool: PostgresPool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => carefulConnection(await pool.connect()),
    end: () => pool.end(),
  }
}

function carefulConnection(client: PostgresPoolClient): PostgresPoolClient {
  let lost = false
  async function ask<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (lost) throw new Error('Connection terminated: an earlier statement got no answer')
    try {
      return await client.query<R>(text, parameters)
    } catch (error) {
      lost = !(error instanceof DatabaseError) || error.severity === 'FATAL' || error.severity === 'PANIC'
      throw error
    }
  }
  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query<R>(text: string | PostgresCursor<R>, parameters: readonly unknown[] = []) {
    return typeof text === 'string' ? ask<R>(text, parameters) : client.query(text)
  }
  return { query, release: destroy => client.release(destroy === true || lost) }
}
