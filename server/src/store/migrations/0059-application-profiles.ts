import { step } from './step.ts'

/** Security profiles that applications have of their own, by which they use the management API for themselves. */
export const applicationProfileMigrations = {
  '0059-01-application-profiles': step(schema =>
    schema
      .createTable('application_profiles')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('security_profile_id', 'text', column => column.notNull())
      // Whose profile bounds it as well.
      .addColumn('given_by_id', 'text', column => column.notNull())
      .addColumn('given_by_name', 'text', column => column.notNull())
      .addColumn('given_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('application_profiles_pkey', ['business_unit_id', 'application_id']),
  ),
  '0059-02-application-profiles-by-profile': step(schema =>
    schema
      .createIndex('application_profiles_by_profile')
      .ifNotExists()
      .on('application_profiles')
      .columns(['business_unit_id', 'security_profile_id', 'application_id']),
  ),
  '0059-03-application-profiles-by-giver': step(schema =>
    schema
      .createIndex('application_profiles_by_giver')
      .ifNotExists()
      .on('application_profiles')
      .columns(['business_unit_id', 'given_by_id', 'application_id']),
  ),
} as const
