import { step } from './step.ts'

export const logoutMigrations = {
  '0010-01-session-applications': step(schema =>
    schema
      .createTable('session_applications')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('session_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('ends_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('session_applications_pkey', [
        'business_unit_id',
        'session_id',
        'application_id',
      ]),
  ),
  '0010-02-session-applications-by-age': step(schema =>
    schema
      .createIndex('session_applications_by_age')
      .ifNotExists()
      .on('session_applications')
      .columns(['ends_at']),
  ),
  '0010-03-deliveries': step(schema =>
    schema
      .createTable('deliveries')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('subject', 'text', column => column.notNull())
      .addColumn('sid', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('attempts', 'integer', column => column.notNull())
      .addColumn('next_at', 'bigint')
      .addColumn('delivered_at', 'bigint')
      .addColumn('given_up_at', 'bigint')
      .addColumn('last_failure', 'text')
      .addPrimaryKeyConstraint('deliveries_pkey', ['business_unit_id', 'id']),
  ),
  '0010-04-deliveries-due': step(schema =>
    schema.createIndex('deliveries_due').ifNotExists().on('deliveries').columns(['next_at']),
  ),
  '0010-05-deliveries-by-age': step(schema =>
    schema.createIndex('deliveries_by_age').ifNotExists().on('deliveries').columns(['created_at']),
  ),
  '0010-06-families-by-session': step(schema =>
    schema
      .createIndex('token_families_by_session')
      .ifNotExists()
      .on('token_families')
      .columns(['business_unit_id', 'session_id']),
  ),
  '0010-07-codes-by-session': step(schema =>
    schema
      .createIndex('codes_by_session')
      .ifNotExists()
      .on('codes')
      .columns(['business_unit_id', 'session_id']),
  ),
  '0010-08-sessions-by-id': step(schema =>
    schema.createIndex('sessions_by_id').ifNotExists().on('sessions').columns(['business_unit_id', 'id']),
  ),
} as const
