import { step } from './step.ts'

export const logoMigrations = {
  '0026-01-client-pictures': step(schema =>
    schema
      .createTable('client_pictures')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('url', 'text', column => column.notNull())
      .addColumn('attempts', 'integer', column => column.notNull())
      .addColumn('next_at', 'bigint', column => column.notNull())
      .addColumn('type', 'text')
      .addColumn('hash', 'text')
      // Last, so that whoever reads the others need not read past it.
      .addColumn('content', 'text')
      .addPrimaryKeyConstraint('client_pictures_pkey', ['business_unit_id', 'application_id']),
  ),
  '0026-02-client-pictures-due': step(schema =>
    schema.createIndex('client_pictures_due').ifNotExists().on('client_pictures').columns(['next_at']),
  ),
} as const
