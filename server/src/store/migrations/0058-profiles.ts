import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** Security profiles that are changed, and who has them. */
export const securityProfileMigrations = {
  // Null in what was made before it could be changed: its first version, of when it was made.
  '0058-01-profiles-version': addColumn('security_profiles', 'version', 'integer'),
  '0058-02-profiles-changed': addColumn('security_profiles', 'changed_at', 'bigint'),
  '0058-03-users-profile-changed': addColumn('users', 'profile_changed_at', 'bigint'),
  '0058-04-profile-versions': step(schema =>
    schema
      .createTable('security_profile_versions')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('security_profile_id', 'text', column => column.notNull())
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('permissions', 'text', column => column.notNull())
      .addColumn('scopes', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('created_by_kind', 'text', column => column.notNull())
      .addColumn('created_by_id', 'text', column => column.notNull())
      .addColumn('created_by_name', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('security_profile_versions_pkey', [
        'business_unit_id',
        'security_profile_id',
        'version',
      ]),
  ),
  '0058-05-users-by-profile': step(schema =>
    schema
      .createIndex('users_by_profile')
      .ifNotExists()
      .on('users')
      .columns(['business_unit_id', 'security_profile_id', 'id', 'active']),
  ),
} as const
