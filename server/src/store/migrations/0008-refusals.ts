import { step } from './step.ts'

export const refusalMigrations = {
  '0008-01-refusals': step(schema =>
    schema
      .createTable('refusals')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('endpoint', 'text', column => column.notNull())
      .addColumn('reason', 'text', column => column.notNull())
      .addColumn('description', 'text', column => column.notNull())
      .addColumn('request_id', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('refusals_pkey', ['business_unit_id', 'application_id', 'id']),
  ),
  '0008-02-refusals-by-age': step(schema =>
    schema.createIndex('refusals_by_age').ifNotExists().on('refusals').columns(['at']),
  ),
} as const
