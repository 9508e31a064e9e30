import type { Kysely } from 'kysely'
import type { BusinessUnitId } from '../lib/ids.ts'
import type { Database } from './schema.ts'

/** The whole platform, inside or outside a transaction. Only directories and platform-wide tables take it. */
export type Handle = {
  readonly db: Kysely<Database>
  /**
   * For whatever may read more than a page of rows: lists, searches, counts, exports, reports. Reads only, apart from
   * the requests that wait for `db`; within a transaction it is the transaction's.
   */
  readonly lists: Kysely<Database>
}

/** One business unit. Every function over tenant-owned tables takes this, so none compiles without one. */
export type Scoped = Handle & { readonly businessUnitId: BusinessUnitId }

/** Whether the database can be used now: it may be away, or take no writes (a standby after a failover). */
export type DatabaseState = 'ready' | 'read-only' | 'away'

export type Store = Handle & {
  readonly engine: 'sqlite' | 'postgres'
  /** Runs the work in one transaction, again when the engine asks for it (SQLSTATE 40001, 40P01). */
  readonly transact: <T>(work: (tx: Handle) => Promise<T>) => Promise<T>
  /** Asks the database, within a second. */
  readonly state: () => Promise<DatabaseState>
  readonly close: () => Promise<void>
}

/** Narrows a handle to one business unit. In: a handle, and the id of the business unit. */
export function inBusinessUnit(handle: Handle, businessUnitId: BusinessUnitId): Scoped {
  return { db: handle.db, lists: handle.lists, businessUnitId }
}

/**
 * Runs several writes as one: in the caller's transaction when there is one, else in one of its own.
 * In: a handle or scope, and the work, which must use the handle it is given. Out: what the work returns.
 */
export async function together<H extends Handle, T>(handle: H, work: (tx: H) => Promise<T>): Promise<T> {
  if (handle.db.isTransaction) return work(handle)
  return handle.db.transaction().execute(db => work({ ...handle, db, lists: db }))
}

/**
 * Stops a record of one business unit from being written through the scope of another: a bug, never bad input.
 * In: the scope, and the record's business unit. Throws when they differ.
 */
export function mustBelong(scope: Scoped, businessUnitId: BusinessUnitId): void {
  if (scope.businessUnitId !== businessUnitId) {
    throw new Error(
      `A record of ${businessUnitId} was to be written through the scope of ${scope.businessUnitId}`,
    )
  }
}
