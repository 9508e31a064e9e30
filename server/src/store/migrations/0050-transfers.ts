import { sql } from 'kysely'
import { step } from './step.ts'

/** Applications that go from one business unit to another, with the receiver's yes. */
export const transferMigrations = {
  '0050-01-application-transfers': step(schema =>
    schema
      .createTable('application_transfers')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('to_business_unit_id', 'text')
      .addColumn('to_number', 'text', column => column.notNull())
      .addColumn('vendor_name', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('words', 'text')
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('created_by_kind', 'text', column => column.notNull())
      .addColumn('created_by_id', 'text', column => column.notNull())
      .addColumn('created_by_name', 'text', column => column.notNull())
      .addColumn('ends_at', 'bigint', column => column.notNull())
      .addColumn('answer', 'text')
      .addColumn('answered_at', 'bigint')
      .addPrimaryKeyConstraint('application_transfers_pkey', ['business_unit_id', 'id']),
  ),
  // An application is offered to one at a time.
  '0050-02-transfers-one-offer': step(schema =>
    schema
      .createIndex('application_transfers_one_offer')
      .ifNotExists()
      .unique()
      .on('application_transfers')
      .columns(['business_unit_id', 'application_id'])
      .where(sql.ref('state'), '=', sql.lit('offered')),
  ),
  '0050-03-transfers-received': step(schema =>
    schema
      .createIndex('application_transfers_received')
      .ifNotExists()
      .on('application_transfers')
      .columns(['to_business_unit_id', 'id']),
  ),
  '0050-04-transfers-by-end': step(schema =>
    schema
      .createIndex('application_transfers_by_end')
      .ifNotExists()
      .on('application_transfers')
      .columns(['ends_at']),
  ),
  // What ends with a transfer is found by its application.
  '0050-05-session-applications-by-application': step(schema =>
    schema
      .createIndex('session_applications_by_application')
      .ifNotExists()
      .on('session_applications')
      .columns(['business_unit_id', 'application_id']),
  ),
  '0050-06-deliveries-by-application': step(schema =>
    schema
      .createIndex('deliveries_by_application')
      .ifNotExists()
      .on('deliveries')
      .columns(['business_unit_id', 'application_id']),
  ),
} as const
