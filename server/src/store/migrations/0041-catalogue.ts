import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** What stands was decided on what the vendor asks for now, as far as anybody can know. */
const fillAskedScopes: Migration = {
  up: async db => {
    await sql`update applications
      set asked_scopes = (
        select entry.scopes from clients
        join applications as entry
          on entry.business_unit_id = clients.business_unit_id and entry.id = clients.id
        where clients.id = applications.id)
      where asked_scopes is null and (kind = 'authorization' or deleted_kind = 'authorization')`.execute(db)
  },
}

/** What a business unit was asked when it last decided, who lets an external application in, and who vouches for a vendor. */
export const catalogueMigrations = {
  '0041-01-applications-asked-scopes': addColumn('applications', 'asked_scopes', 'text'),
  '0041-02-applications-asked-scopes-filled': fillAskedScopes,
  '0041-03-vendors-verified-at': addColumn('vendors', 'verified_at', 'bigint'),
  '0041-04-applications-authorized': step(schema =>
    schema
      .createIndex('applications_authorized')
      .ifNotExists()
      .on('applications')
      .columns(['id'])
      .where(sql<boolean>`kind = 'authorization' and active = 1`),
  ),
} as const
