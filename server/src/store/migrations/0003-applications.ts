import { step } from './step.ts'

export const applicationMigrations = {
  '0003-01-vendors': step(schema =>
    schema
      .createTable('vendors')
      .ifNotExists()
      .addColumn('id', 'text', column => column.primaryKey().notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('name_key', 'text', column => column.notNull().unique())
      .addColumn('created_at', 'bigint', column => column.notNull()),
  ),
  '0003-02-applications': step(schema =>
    schema
      .createTable('applications')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull().references('business_units.id'))
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('vendor_id', 'text')
      .addColumn('vendor_name', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('alias_key', 'text', column => column.notNull())
      .addColumn('sort_name', 'text', column => column.notNull())
      .addColumn('sort_vendor', 'text', column => column.notNull())
      .addColumn('description', 'text', column => column.notNull())
      .addColumn('client_type', 'text', column => column.notNull())
      .addColumn('scopes', 'text', column => column.notNull())
      .addColumn('callback_urls', 'text', column => column.notNull())
      .addColumn('implicit_allowed', 'integer', column => column.notNull())
      .addColumn('rotate_refresh_tokens', 'integer', column => column.notNull())
      .addColumn('active', 'integer', column => column.notNull())
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('created_by_kind', 'text', column => column.notNull())
      .addColumn('created_by_id', 'text', column => column.notNull())
      .addColumn('created_by_name', 'text', column => column.notNull())
      .addColumn('status_changed_at', 'bigint', column => column.notNull())
      .addColumn('status_changed_by_kind', 'text', column => column.notNull())
      .addColumn('status_changed_by_id', 'text', column => column.notNull())
      .addColumn('status_changed_by_name', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('applications_pkey', ['business_unit_id', 'id'])
      .addUniqueConstraint('applications_alias', ['business_unit_id', 'kind', 'alias_key']),
  ),
  '0003-03-applications-by-name': step(schema =>
    schema
      .createIndex('applications_by_name')
      .ifNotExists()
      .on('applications')
      .columns(['business_unit_id', 'sort_name', 'id']),
  ),
  '0003-04-applications-by-vendor': step(schema =>
    schema
      .createIndex('applications_by_vendor')
      .ifNotExists()
      .on('applications')
      .columns(['business_unit_id', 'sort_vendor', 'id']),
  ),
  '0003-05-applications-by-age': step(schema =>
    schema
      .createIndex('applications_by_age')
      .ifNotExists()
      .on('applications')
      .columns(['business_unit_id', 'created_at', 'id']),
  ),
  '0003-06-clients': step(schema =>
    schema
      .createTable('clients')
      .ifNotExists()
      .addColumn('id', 'text', column => column.primaryKey().notNull())
      .addColumn('business_unit_id', 'text', column => column.notNull()),
  ),
  '0003-07-credentials': step(schema =>
    schema
      .createTable('credentials')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('label', 'text', column => column.notNull())
      .addColumn('hash', 'text', column => column.notNull())
      .addColumn('hint', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('created_by_kind', 'text', column => column.notNull())
      .addColumn('created_by_id', 'text', column => column.notNull())
      .addColumn('created_by_name', 'text', column => column.notNull())
      .addColumn('revoked_at', 'bigint')
      .addPrimaryKeyConstraint('credentials_pkey', ['business_unit_id', 'id'])
      .addForeignKeyConstraint(
        'credentials_application',
        ['business_unit_id', 'application_id'],
        'applications',
        ['business_unit_id', 'id'],
      ),
  ),
  '0003-08-credentials-by-application': step(schema =>
    schema
      .createIndex('credentials_by_application')
      .ifNotExists()
      .on('credentials')
      .columns(['business_unit_id', 'application_id']),
  ),
} as const
