import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** The alerts of before, which stood in the history alone. May begin anew: what is there already stays as it is. */
const fillAlerts: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      insert into alerts (business_unit_id, id, at, kind, application_id, subject, facts, request_id)
      select business_unit_id, id, at, action, target_id, '', changes, request_id from audit_entries
      where action in ('alert.refresh-token-reused', 'alert.code-redeemed-twice', 'alert.challenge-reused')
      on conflict do nothing`.execute(db)
  },
}

/** Alerts that can be acknowledged, and what finds a secret of ours by its hash wherever it was left. */
export const leakMigrations = {
  '0037-01-alerts': step(schema =>
    schema
      .createTable('alerts')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('application_id', 'text')
      .addColumn('subject', 'text', column => column.notNull())
      .addColumn('facts', 'text', column => column.notNull())
      .addColumn('request_id', 'text', column => column.notNull())
      .addColumn('acknowledged_at', 'bigint')
      .addColumn('acknowledged_by_kind', 'text')
      .addColumn('acknowledged_by_id', 'text')
      .addColumn('acknowledged_by_name', 'text')
      .addColumn('note', 'text')
      .addPrimaryKeyConstraint('alerts_pkey', ['business_unit_id', 'id']),
  ),
  '0037-02-alerts-fill': fillAlerts,
  '0037-03-alerts-open': step(schema =>
    schema
      .createIndex('alerts_open')
      .ifNotExists()
      .on('alerts')
      .columns(['business_unit_id', 'id'])
      .where(sql.ref('acknowledged_at'), 'is', null),
  ),
  '0037-04-alerts-acknowledged': step(schema =>
    schema
      .createIndex('alerts_acknowledged')
      .ifNotExists()
      .on('alerts')
      .columns(['business_unit_id', 'id'])
      .where(sql.ref('acknowledged_at'), 'is not', null),
  ),
  '0037-05-alerts-of-application': step(schema =>
    schema
      .createIndex('alerts_of_application')
      .ifNotExists()
      .on('alerts')
      .columns(['business_unit_id', 'application_id', 'id']),
  ),
  '0037-06-alerts-open-of-application': step(schema =>
    schema
      .createIndex('alerts_open_of_application')
      .ifNotExists()
      .on('alerts')
      .columns(['business_unit_id', 'application_id', 'subject'])
      .where(sql.ref('acknowledged_at'), 'is', null),
  ),
  // They stand in a table of their own now.
  '0037-07-audit-entries-alerts': step(schema => schema.dropIndex('audit_entries_alerts').ifExists()),
  '0037-08-credentials-by-hash': step(schema =>
    schema.createIndex('credentials_by_hash').ifNotExists().on('credentials').column('hash'),
  ),
  '0037-09-dynamic-clients-by-token': step(schema =>
    schema.createIndex('dynamic_clients_by_token').ifNotExists().on('dynamic_clients').column('token_hash'),
  ),
  '0037-10-credentials-leaked-at': addColumn('credentials', 'leaked_at', 'bigint'),
  '0037-11-business-units-leak-policy': addColumn('business_units', 'leak_policy', 'text'),
} as const
