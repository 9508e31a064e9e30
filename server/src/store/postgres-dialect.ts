import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, type MigrationLockOptions, PostgresAdapter, PostgresDialect, sql } from 'kysely'
import { Pool, type PoolConfig, types } from 'pg'
import { carefulPool } from './careful-pool.ts'

const INT8_OID = 20
const LEASE_SECONDS = 30
const RENEW_EVERY_MS = 10_000
const LEASE_POLL_MS = 200
const LEASE_POLLS = 5 * 60 * 10

/** Counts and milliseconds are bigint, and small enough for a number. Set per connection: others may share `pg`. */
const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8_OID ? Number : types.getTypeParser(oid, format)

/** A pool of connections. In: the address `postgres://…`, and what differs from the common settings. */
export function openPool(connectionString: string, settings: PoolConfig): Pool {
  const pool = new Pool({
    connectionString,
    application_name: 'latchkey',
    connectionTimeoutMillis: 3000,
    types: { getTypeParser },
    ...settings,
  })
  // A connection that breaks leaves the pool by itself. Without listeners it would end the process: on the pool while
  // it is idle, on the connection itself while it is in use, also between two statements of a transaction.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

/** Kysely's dialect over a pool, which ends with Kysely. */
export function postgresDialect(pool: Pool): PostgresDialect {
  return new LeasedPostgresDialect(pool)
}

class LeasedPostgresDialect extends PostgresDialect {
  readonly #pool: Pool

  constructor(pool: Pool) {
    super({ pool: carefulPool(pool) })
    this.#pool = pool
  }

  override createAdapter(): PostgresAdapter {
    return new LeasedPostgresAdapter(this.#pool)
  }
}

/** Seconds since 2026 by the database's clock: fits Kysely's integer column until 2094. */
const clock = '(floor(extract(epoch from clock_timestamp())) - 1767225600)::integer'

/**
 * Migrations are locked by a lease in Kysely's lock row instead of a session advisory lock, which distributed
 * engines lack. The column `is_locked` holds when the lease ends, which is also the token of its holder, since each
 * lease ends later than the one before. A process that dies leaves a lease that runs out.
 * DDL runs outside transactions, as those engines want it; every migration is one statement that may be repeated.
 */
class LeasedPostgresAdapter extends PostgresAdapter {
  readonly #pool: Pool
  #lease = 0
  #renewal: NodeJS.Timeout | undefined

  constructor(pool: Pool) {
    super()
    this.#pool = pool
  }

  override get supportsTransactionalDdl(): boolean {
    return false
  }

  override async acquireMigrationLock(db: Kysely<unknown>, options: MigrationLockOptions): Promise<void> {
    for (let poll = 0; poll < LEASE_POLLS; poll++) {
      const taken = await sql<{ is_locked: number }>`
        update ${sql.table(options.lockTable)} set is_locked = ${sql.raw(clock)} + ${sql.lit(LEASE_SECONDS)}
        where id = ${options.lockRowId} and is_locked < ${sql.raw(clock)} returning is_locked`.execute(db)
      const lease = taken.rows[0]
      if (lease) {
        this.#lease = lease.is_locked
        this.#renewal = setInterval(() => this.#renew(options), RENEW_EVERY_MS)
        return
      }
      await pause(LEASE_POLL_MS)
    }
    throw new Error('Another process has been migrating this database for ten minutes')
  }

  /** On another connection than the migration, which may be busy with a long statement. */
  #renew(options: MigrationLockOptions): void {
    const text = `update "${options.lockTable}" set is_locked = ${clock} + ${LEASE_SECONDS}
      where id = $1 and is_locked = $2 returning is_locked`
    this.#pool.query<{ is_locked: number }>(text, [options.lockRowId, this.#lease]).then(
      result => {
        this.#lease = result.rows[0]?.is_locked ?? this.#lease
      },
      () => {
        // Tried again at the next turn; a lease lost is harmless, since every migration may be repeated.
      },
    )
  }

  override async releaseMigrationLock(db: Kysely<unknown>, options: MigrationLockOptions): Promise<void> {
    clearInterval(this.#renewal)
    await sql`
      update ${sql.table(options.lockTable)} set is_locked = 0
      where id = ${options.lockRowId} and is_locked = ${this.#lease}`.execute(db)
  }
}
