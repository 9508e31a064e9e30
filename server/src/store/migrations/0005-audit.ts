import { sql } from 'kysely'
import { step } from './step.ts'

export const auditMigrations = {
  '0005-01-audit-entries': step(schema =>
    schema
      .createTable('audit_entries')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('class', 'text', column => column.notNull())
      .addColumn('actor_kind', 'text', column => column.notNull())
      .addColumn('actor_id', 'text', column => column.notNull())
      .addColumn('actor_name', 'text', column => column.notNull())
      .addColumn('action', 'text', column => column.notNull())
      .addColumn('target_kind', 'text', column => column.notNull())
      .addColumn('target_id', 'text', column => column.notNull())
      .addColumn('changes', 'text', column => column.notNull())
      .addColumn('request_id', 'text', column => column.notNull())
      .addColumn('seq', 'bigint')
      .addColumn('hash', 'text')
      .addPrimaryKeyConstraint('audit_entries_pkey', ['business_unit_id', 'id']),
  ),
  '0005-02-audit-entries-by-target': step(schema =>
    schema
      .createIndex('audit_entries_by_target')
      .ifNotExists()
      .on('audit_entries')
      .columns(['business_unit_id', 'target_id', 'id']),
  ),
  // Two indexes that share no row: the question "what is unsealed" must not read a history that only grows.
  '0005-03-audit-entries-chain': step(schema =>
    schema
      .createIndex('audit_entries_chain')
      .ifNotExists()
      .unique()
      .on('audit_entries')
      .columns(['business_unit_id', 'seq'])
      .where(sql.ref('seq'), 'is not', null),
  ),
  '0005-04-audit-entries-unsealed': step(schema =>
    schema
      .createIndex('audit_entries_unsealed')
      .ifNotExists()
      .on('audit_entries')
      .columns(['business_unit_id', 'id'])
      .where(sql.ref('seq'), 'is', null),
  ),
  '0005-05-outbox': step(schema =>
    schema
      .createTable('outbox')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('topic', 'text', column => column.notNull())
      .addColumn('payload', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('outbox_pkey', ['business_unit_id', 'id']),
  ),
  '0005-06-outbox-by-age': step(schema =>
    schema.createIndex('outbox_by_age').ifNotExists().on('outbox').column('created_at'),
  ),
  '0005-07-changes': step(schema =>
    schema
      .createTable('changes')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('ref', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('changes_pkey', ['business_unit_id', 'id']),
  ),
  '0005-08-changes-by-time': step(schema =>
    schema.createIndex('changes_by_time').ifNotExists().on('changes').columns(['at', 'id']),
  ),
  '0005-09-idempotency': step(schema =>
    schema
      .createTable('idempotency')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('key_hash', 'text', column => column.notNull())
      .addColumn('request_hash', 'text', column => column.notNull())
      .addColumn('sealed_response', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('idempotency_pkey', ['business_unit_id', 'key_hash']),
  ),
  '0005-10-idempotency-by-age': step(schema =>
    schema.createIndex('idempotency_by_age').ifNotExists().on('idempotency').column('created_at'),
  ),
} as const
