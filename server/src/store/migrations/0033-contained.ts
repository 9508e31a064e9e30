import { sql } from 'kysely'
import { step } from './step.ts'

/** Who consented to an application, latest first, read from the index alone. */
export const containedMigrations = {
  '0033-01-consents-by-application': step(schema =>
    schema
      .createIndex('consents_by_application')
      .ifNotExists()
      .on('consents')
      .columns(['business_unit_id', 'application_id', 'granted_at', 'user_id'])
      .where(sql<boolean>`withdrawn_at is null`),
  ),
} as const
