import { step } from './step.ts'

/** The heads of hash chains that were signed and published. */
export const auditHeadMigrations = {
  '0066-01-audit-heads': step(schema =>
    schema
      .createTable('audit_heads')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('seq', 'bigint', column => column.notNull())
      .addColumn('hash', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('signed', 'text', column => column.notNull())
      .addColumn('public_key', 'text', column => column.notNull())
      .addColumn('mac', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('audit_heads_pkey', ['business_unit_id', 'seq']),
  ),
} as const
