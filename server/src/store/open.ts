import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import { GuardedKysely } from './guarded-kysely.ts'
import type { DatabaseState, Store } from './handle.ts'
import { migrate } from './migrations.ts'
import { openPool, postgresDialect } from './postgres-dialect.ts'
import { ReaderDialect } from './readers/reader-dialect.ts'
import { openReaders } from './readers/readers.ts'
import type { Database } from './schema.ts'
import { openSqlite, sqliteDialect } from './sqlite-dialect.ts'

const ATTEMPTS = 5
const FIRST_PAUSE_MS = 10
/** The database gives up a statement; where it does not even say so, we do. */
const STATEMENT_TIMEOUT_MS = 4000
const ANSWER_TIMEOUT_MS = 5000
const POOL_SIZE = 10
/** Of their own, so that lists never hold all of the connections that tokens need. */
const LIST_POOL_SIZE = 4
/** Half of the cores, so that some are left for tokens. */
const READER_THREADS = Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2)))
const READER_QUEUE = 100

/**
 * Opens the store and brings it to the newest schema.
 * In: a PostgreSQL address, or null for the embedded store, a file in `dataFolder` (made when missing, for this
 * user only). Throws when the database cannot be reached, does not keep what it commits, or is of a newer program.
 */
export async function openStore(options: {
  readonly databaseUrl: string | null
  readonly dataFolder: string
}): Promise<Store> {
  if (options.databaseUrl !== null) return openPostgresStore(options.databaseUrl)
  return openSqliteStore(options.dataFolder)
}

async function openSqliteStore(folder: string): Promise<Store> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'latchkey.db')
  // SQLite gives its side files the permissions of the main one, so it must be private before it is opened.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const database = await naming(`The embedded store ${file} cannot be opened`, () =>
    retrying(async () => openSqlite(file)),
  )
  const db = new GuardedKysely(sqliteDialect(database))
  try {
    await retrying(() => migrate(db))
  } catch (error) {
    database.close()
    throw error
  }
  const readers = openReaders(file, {
    threads: READER_THREADS,
    queue: READER_QUEUE,
    patienceMs: STATEMENT_TIMEOUT_MS,
  })
  return toStore('sqlite', db, new GuardedKysely(new ReaderDialect(readers)))
}

async function openPostgresStore(url: string): Promise<Store> {
  // Migrations may take longer than any request, so their connections have no time limit.
  const migrationPool = openPool(url, { max: 2 })
  const migrating = new Kysely<Database>({ dialect: postgresDialect(migrationPool) })
  try {
    await naming('The PostgreSQL database cannot be reached', () => migrationPool.query('select 1'))
    await migrate(migrating)
  } finally {
    await migrating.destroy()
    if (!migrationPool.ending) await migrationPool.end()
  }
  const settings = {
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
  }
  const pool = openPool(url, { ...settings, max: POOL_SIZE })
  // A list ends at its first page, which the planner's estimate of the whole does not know: compiling it costs more.
  const lists = openPool(url, { ...settings, max: LIST_POOL_SIZE, options: '-c jit=off' })
  return toStore(
    'postgres',
    new GuardedKysely(postgresDialect(pool)),
    new GuardedKysely(postgresDialect(lists)),
  )
}

function toStore(engine: Store['engine'], db: GuardedKysely, lists: GuardedKysely): Store {
  return {
    engine,
    db,
    lists,
    transact: work => retrying(() => db.run(tx => work({ db: tx, lists: tx }))),
    state: () => stateOf(engine, db),
    close: async () => {
      // Whoever closes the file last writes its log back into it, which who only reads cannot.
      await lists.destroy()
      await db.destroy()
    },
  }
}

const PROBE_MS = 1000

/** Asks the engine whether it takes writes now, within a second. Never throws. */
async function stateOf(engine: Store['engine'], db: GuardedKysely): Promise<DatabaseState> {
  const probe = async (): Promise<DatabaseState> => {
    if (engine === 'sqlite') {
      await sql`pragma user_version`.execute(db)
      return 'ready'
    }
    const { rows } = await sql<{ transaction_read_only: string }>`show transaction_read_only`.execute(db)
    return rows[0]?.transaction_read_only === 'on' ? 'read-only' : 'ready'
  }
  const patience = new AbortController()
  const late = pause(PROBE_MS, 'away' as const, { signal: patience.signal })
  // Both may fail after the other has answered.
  late.catch(() => {})
  const state = await Promise.race([probe().catch((): DatabaseState => 'away'), late])
  patience.abort()
  return state
}

/** Says what was being done when it failed, for whoever starts the program. */
async function naming<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Does the work again, after a growing pause, when the engine says that another was in the way. */
async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === ATTEMPTS || !isContention(error)) throw error
      await pause(FIRST_PAUSE_MS * 2 ** attempt)
    }
  }
}

/**
 * SQLSTATE 40001 (serialization failure) and 40P01 (deadlock) of PostgreSQL; SQLITE_BUSY, 5 in the lowest byte.
 * A unique key that somebody else took meanwhile counts too: done again, the work finds it taken and says so as it
 * would on any calm day.
 */
function isContention(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && (error.code === '40001' || error.code === '40P01')) return true
  if ('errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5) return true
  return isUniqueViolation(error) || isContention(error.cause)
}

/** SQLSTATE 23505; SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY. */
function isUniqueViolation(error: Error): boolean {
  return (
    ('code' in error && error.code === '23505') ||
    ('errcode' in error && (error.errcode === 2067 || error.errcode === 1555))
  )
}
