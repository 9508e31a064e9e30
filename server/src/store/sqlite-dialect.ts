import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'

const BUSY_TIMEOUT_MS = 5000
/** More than the store has queries; a bound all the same, since list filters vary. */
const KEPT_STATEMENTS = 400
/** Memory that runs out in a thread ends the whole process. */
const MOST_ROWS = 20_000

const wanted = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: BUSY_TIMEOUT_MS,
} as const

/**
 * Opens the embedded store's file, made when missing, so that what is committed is on the disk (WAL,
 * synchronous=FULL). In: the file's path. Throws when the file is no database or a setting does not hold.
 */
export function openSqlite(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true })
  try {
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = full')
    for (const [name, value] of Object.entries(wanted)) {
      const row = database.prepare(`pragma ${name}`).get()
      const holds = row !== undefined && Object.values(row)[0] === value
      if (!holds) throw new Error(`SQLite does not hold the setting ${name} = ${value}`)
    }
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Opens the embedded store's file to read from it alone. In: the path of a file that {@link openSqlite} has made.
 * Out: what runs a statement and gives its rows. Throws when the file cannot be opened, and for a statement that has
 * more rows than anybody should hold at once.
 */
export function openReader(file: string): (sql: string, parameters: readonly unknown[]) => unknown[] {
  const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  const statements = withStatementCache(database)
  return (sql, parameters) => {
    const rows: unknown[] = []
    for (const row of statements.prepare(sql).iterate(parameters)) {
      if (rows.push(row) > MOST_ROWS)
        throw new RangeError(`A list of more than ${MOST_ROWS} rows: read it in pages`)
    }
    return rows
  }
}

/** Kysely's dialect over `node:sqlite`. In: an open database, which closes with Kysely. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  return new TransactionalSqliteDialect({ database: withStatementCache(database) })
}

/** SQLite's DDL is transactional: a migration is seen by others whole or not at all. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }

  override async acquireMigrationLock(_db: Kysely<unknown>): Promise<void> {
    // `begin immediate` is the lock: the second process waits for the first one's commit.
  }
}

/** What Kysely asks of a driver, with prepared statements kept by their text: preparing costs more than running. */
function withStatementCache(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => {
      kept.clear()
      database.close()
    },
    prepare: text => {
      const known = kept.get(text)
      if (known) {
        // Taken out and put back, so that the first in the map is the one used least lately.
        kept.delete(text)
        kept.set(text, known)
        return known
      }
      const statement = prepare(database, text)
      if (/^(create|alter|drop) /i.test(text)) kept.clear()
      else kept.set(text, statement)
      const oldest = kept.keys().next()
      if (kept.size > KEPT_STATEMENTS && !oldest.done) kept.delete(oldest.value)
      return statement
    },
  }
}

function prepare(database: DatabaseSync, text: string): SqliteStatement {
  // Taking the write lock at once, since a transaction that starts to write later can only fail when another wrote.
  if (text === 'begin') return asKyselyNeeds(database.prepare('begin immediate'))
  // SQLite has rolled back by itself after some faults (disk full); the first fault is the one to tell.
  if (text === 'rollback') return rollbackWhenNeeded(database)
  return asKyselyNeeds(database.prepare(text))
}

function asKyselyNeeds(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: parameters => statement.all(...bindable(parameters)),
    run: parameters => statement.run(...bindable(parameters)),
    iterate: parameters => statement.iterate(...bindable(parameters)),
  }
}

function rollbackWhenNeeded(database: DatabaseSync): SqliteStatement {
  return {
    ...asKyselyNeeds(database.prepare('rollback')),
    run: () => {
      if (database.isTransaction) database.exec('rollback')
      return { changes: 0, lastInsertRowid: 0 }
    },
  }
}

function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map(value => {
    if (isBindable(value)) return value
    throw new TypeError(`SQLite cannot keep a value of type ${typeof value}`)
  })
}

function isBindable(value: unknown): value is SQLInputValue {
  return typeof value === 'string' || typeof value === 'number' || value === null
}
