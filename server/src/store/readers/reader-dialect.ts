import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteDialect,
} from 'kysely'
import type { Readers } from './readers.ts'

/** Kysely over readers, which close with it. It has no transactions: every statement sees what is committed by then. */
export class ReaderDialect extends SqliteDialect {
  readonly #readers: Readers

  constructor(readers: Readers) {
    super({
      database: async () => {
        throw new Error('Readers have no connection of their own')
      },
    })
    this.#readers = readers
  }

  override createDriver(): Driver {
    return new ReaderDriver(this.#readers)
  }
}

class ReaderDriver implements Driver {
  readonly #readers: Readers
  readonly #connection: DatabaseConnection

  constructor(readers: Readers) {
    this.#readers = readers
    this.#connection = { executeQuery: query => this.#read(query), streamQuery: noStreams }
  }

  async #read<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return { rows: await this.#readers.read<R>(query.sql, query.parameters) }
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(): Promise<void> {
    throw new Error('Lists are read outside of transactions')
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async destroy(): Promise<void> {
    await this.#readers.close()
  }
}

function noStreams(): never {
  throw new Error('A list is read page by page')
}
