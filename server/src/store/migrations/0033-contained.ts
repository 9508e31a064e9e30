import { sql } from 'kysely'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** Who consented to an application, and which applications are contained. */
export const containedMigrations = {
  // Latest first, read from the index alone.
  '0033-01-consents-by-application': step(schema =>
    schema
      .createIndex('consents_by_application')
      .ifNotExists()
      .on('consents')
      .columns(['business_unit_id', 'application_id', 'granted_at', 'user_id'])
      .where(sql<boolean>`withdrawn_at is null`),
  ),
  '0033-02-applications-contained-from': addColumn('applications', 'contained_from', 'text'),
  '0033-03-applications-contained-reason': addColumn('applications', 'contained_reason', 'text'),
  '0033-04-applications-contained': step(schema =>
    schema
      .createIndex('applications_contained')
      .ifNotExists()
      .on('applications')
      .columns(['business_unit_id', 'id'])
      .where(sql<boolean>`contained_from is not null`),
  ),
  // In order, so that a step of a revocation goes on where the one before it ended.
  '0033-05-token-families-of-application': step(schema =>
    schema
      .createIndex('token_families_of_application')
      .ifNotExists()
      .on('token_families')
      .columns(['business_unit_id', 'application_id', 'id']),
  ),
  '0033-06-no-token-families-by-application': step(schema =>
    schema.dropIndex('token_families_by_application').ifExists(),
  ),
} as const
