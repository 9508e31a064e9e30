import { step } from './step.ts'

/** What business units ask the operators for, and the answers. */
export const applicationRequestMigrations = {
  '0042-01-application-requests': step(schema =>
    schema
      .createTable('application_requests')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('link', 'text', column => column.notNull())
      .addColumn('reason', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('created_by_kind', 'text', column => column.notNull())
      .addColumn('created_by_id', 'text', column => column.notNull())
      .addColumn('created_by_name', 'text', column => column.notNull())
      .addColumn('answer', 'text')
      .addColumn('answered_at', 'bigint')
      .addPrimaryKeyConstraint('application_requests_pkey', ['business_unit_id', 'id']),
  ),
  '0042-02-application-requests-by-state': step(schema =>
    schema
      .createIndex('application_requests_by_state')
      .ifNotExists()
      .on('application_requests')
      .columns(['state', 'id']),
  ),
  '0042-03-application-requests-by-id': step(schema =>
    schema.createIndex('application_requests_by_id').ifNotExists().on('application_requests').columns(['id']),
  ),
} as const
