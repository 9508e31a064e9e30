import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** How long a replaced refresh token may come back, and how often any did. */
export const refreshMigrations = {
  '0015-01-business-units-refresh-grace': addColumn('business_units', 'refresh_grace', 'bigint'),
  '0015-02-refresh-counts': step(schema =>
    schema
      .createTable('refresh_counts')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('day', 'integer', column => column.notNull())
      .addColumn('benign_retries', 'bigint', column => column.notNull())
      .addColumn('suspected_reuses', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('refresh_counts_key', ['business_unit_id', 'application_id', 'day']),
  ),
} as const
