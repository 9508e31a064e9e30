import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { isJsonObject } from '../../lib/compact-jws.ts'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

type Applications = {
  applications: {
    business_unit_id: string
    id: string
    registered: string | null
    default_acr_values: string | null
  }
}

const BATCH = 500

/** Default classes stood in what a client registered of itself; they are client metadata of any application now. */
const moveDefaults: Migration = {
  up: async (any: Kysely<unknown>) => {
    const db = any.withTables<Applications>()
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom('applications')
        .select(['business_unit_id', 'id', 'registered'])
        .where('registered', 'is not', null)
        .where('default_acr_values', 'is', null)
        .where('id', '>', after)
        .orderBy('id')
        .limit(BATCH)
        .execute()
      for (const { business_unit_id, id, registered } of rows) {
        const default_acr_values = defaultsIn(registered ?? '')
        if (default_acr_values === '') continue
        await db
          .updateTable('applications')
          .set({ default_acr_values })
          .where('business_unit_id', '=', business_unit_id)
          .where('id', '=', id)
          .execute()
      }
      const last = rows.at(-1)
      if (last === undefined) return
      after = last.id
    }
  },
}

function defaultsIn(registered: string): string {
  const value: unknown = JSON.parse(registered)
  const list = isJsonObject(value) ? value['defaultAcrValues'] : null
  const values: readonly unknown[] = Array.isArray(list) ? list : []
  // One with a space in it could be met by nothing.
  return values.filter(one => typeof one === 'string' && /^[\x21-\x7e]+$/.test(one)).join(' ')
}

/** Null in what was there before: signed in by password, no class answered, none wished for. */
export const authenticationContextMigrations = {
  '0019-01-sessions-method': addColumn('sessions', 'method', 'text'),
  '0019-02-codes-acr': addColumn('codes', 'acr', 'text'),
  '0019-03-families-acr': addColumn('token_families', 'acr', 'text'),
  '0019-04-applications-default-acr': addColumn('applications', 'default_acr_values', 'text'),
  '0019-05-applications-default-acr-moved': moveDefaults,
  '0019-06-applications-unsigned': step(schema =>
    schema
      .createIndex('applications_unsigned')
      .ifNotExists()
      .on('applications')
      .columns(['active'])
      .where(sql.ref('request_object_signing_alg'), '=', 'none'),
  ),
} as const
