import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * A migration of exactly one DDL statement, as distributed engines want it. The statement must be harmless when it
 * runs twice (`if not exists`), since a process may end between it and the note that it was done.
 */
export function step(
  build: (schema: Kysely<unknown>['schema']) => { execute(): Promise<unknown> },
): Migration {
  return {
    up: async db => {
      await build(db.schema).execute()
    },
  }
}
