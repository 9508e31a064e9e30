import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, type KyselyPlugin, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

const inTransaction = new AsyncLocalStorage<true>()

/**
 * Inside a transaction only its own handle may be used. The store's would write outside of the transaction on
 * PostgreSQL, and on SQLite wait for ever for the one connection that the transaction holds.
 */
function refuseInTransaction(): void {
  if (inTransaction.getStore()) {
    throw new Error('Inside a transaction, use the handle that it was given, not the one of the store')
  }
}

const refusingQueries: KyselyPlugin = {
  transformQuery: args => {
    refuseInTransaction()
    return args.node
  },
  transformResult: async args => args.result,
}

/** Kysely whose own handle throws when it is used inside {@link GuardedKysely.run}. */
export class GuardedKysely extends Kysely<Database> {
  constructor(dialect: ConstructorParameters<typeof Kysely<Database>>[0]['dialect']) {
    super({ dialect, plugins: [refusingQueries] })
  }

  override transaction(): ReturnType<Kysely<Database>['transaction']> {
    refuseInTransaction()
    return super.transaction()
  }

  /** Runs the work in one transaction, which is rolled back when it throws. */
  run<T>(work: (tx: Transaction<Database>) => Promise<T>): Promise<T> {
    return this.transaction().execute(tx => inTransaction.run(true, () => work(tx.withoutPlugins())))
  }
}
