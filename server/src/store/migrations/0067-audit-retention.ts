import { sql } from 'kysely'
import { step } from './step.ts'

/** For how long a business unit keeps its entries, and the signed note in place of what was erased. */
export const auditRetentionMigrations = {
  '0067-01-audit-retention': step(schema =>
    schema
      .createTable('audit_retention')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('keep_days', 'integer')
      .addColumn('erased_seq', 'bigint')
      .addColumn('erased_hash', 'text')
      .addColumn('erased_at', 'bigint')
      .addColumn('signed', 'text')
      .addColumn('public_key', 'text')
      .addColumn('mac', 'text')
      .addPrimaryKeyConstraint('audit_retention_pkey', ['business_unit_id']),
  ),
  '0067-02-audit-retention-limited': step(schema =>
    schema
      .createIndex('audit_retention_limited')
      .ifNotExists()
      .on('audit_retention')
      .column('business_unit_id')
      .where(sql.ref('keep_days'), 'is not', null),
  ),
} as const
