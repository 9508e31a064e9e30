import { step } from './step.ts'

export const peopleMigrations = {
  '0002-01-security-profiles': step(schema =>
    schema
      .createTable('security_profiles')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull().references('business_units.id'))
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('name_key', 'text', column => column.notNull())
      .addColumn('system', 'integer', column => column.notNull())
      .addColumn('permissions', 'text', column => column.notNull())
      .addColumn('scopes', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('security_profiles_pkey', ['business_unit_id', 'id'])
      .addUniqueConstraint('security_profiles_name', ['business_unit_id', 'name_key']),
  ),
  '0002-02-users': step(schema =>
    schema
      .createTable('users')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull().references('business_units.id'))
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('user_name', 'text', column => column.notNull())
      .addColumn('full_name', 'text', column => column.notNull())
      .addColumn('password_hash', 'text', column => column.notNull())
      .addColumn('security_profile_id', 'text', column => column.notNull())
      .addColumn('active', 'integer', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      // No foreign key for the profile: system profiles are not rows.
      .addPrimaryKeyConstraint('users_pkey', ['business_unit_id', 'id']),
  ),
  '0002-03-user-names': step(schema =>
    schema
      .createTable('user_names')
      .ifNotExists()
      .addColumn('name_key', 'text', column => column.primaryKey().notNull())
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull()),
  ),
  '0002-04-sessions': step(schema =>
    schema
      .createTable('sessions')
      .ifNotExists()
      .addColumn('hash', 'text', column => column.primaryKey().notNull())
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull())
      .addColumn('signed_in_at', 'bigint', column => column.notNull())
      .addColumn('last_seen_at', 'bigint', column => column.notNull())
      .addColumn('ends_at', 'bigint', column => column.notNull())
      .addColumn('ended_at', 'bigint'),
  ),
  '0002-05-sessions-by-user': step(schema =>
    schema
      .createIndex('sessions_by_user')
      .ifNotExists()
      .on('sessions')
      .columns(['business_unit_id', 'user_id']),
  ),
  '0002-06-sessions-by-end': step(schema =>
    schema.createIndex('sessions_by_end').ifNotExists().on('sessions').column('ends_at'),
  ),
  '0002-07-consents': step(schema =>
    schema
      .createTable('consents')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('scopes', 'text', column => column.notNull())
      .addColumn('granted_at', 'bigint', column => column.notNull())
      .addColumn('withdrawn_at', 'bigint')
      .addPrimaryKeyConstraint('consents_pkey', ['business_unit_id', 'user_id', 'application_id']),
  ),
  '0002-08-setup-links': step(schema =>
    schema
      .createTable('setup_links')
      .ifNotExists()
      .addColumn('hash', 'text', column => column.primaryKey().notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('expires_at', 'bigint', column => column.notNull())
      .addColumn('consumed_at', 'bigint'),
  ),
} as const
