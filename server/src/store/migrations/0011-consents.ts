import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** Null in what was there before: nothing was withdrawn before it. */
export const consentMigrations = {
  '0011-01-consents-ended-before': addColumn('consents', 'ended_before', 'bigint'),
  '0011-02-business-unit-consents': step(schema =>
    schema
      .createTable('business_unit_consents')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('scopes', 'text', column => column.notNull())
      .addColumn('granted_at', 'bigint', column => column.notNull())
      .addColumn('granted_by_kind', 'text', column => column.notNull())
      .addColumn('granted_by_id', 'text', column => column.notNull())
      .addColumn('granted_by_name', 'text', column => column.notNull())
      .addColumn('withdrawn_at', 'bigint')
      .addColumn('ended_before', 'bigint')
      .addPrimaryKeyConstraint('business_unit_consents_pkey', ['business_unit_id', 'application_id']),
  ),
} as const
