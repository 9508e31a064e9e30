import { step } from './step.ts'

/** When and by whom public keys were added, when they were last used, and how fetching them from a URL went. */
export const keyUseMigrations = {
  '0074-01-application-keys': step(schema =>
    schema
      .createTable('application_keys')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('thumbprint', 'text', column => column.notNull())
      .addColumn('published', 'integer', column => column.notNull())
      .addColumn('kid', 'text')
      .addColumn('added_at', 'bigint')
      .addColumn('added_by_kind', 'text')
      .addColumn('added_by_id', 'text')
      .addColumn('added_by_name', 'text')
      .addColumn('last_used_at', 'bigint')
      .addColumn('last_used_from', 'text')
      .addPrimaryKeyConstraint('application_keys_pkey', ['business_unit_id', 'application_id', 'thumbprint']),
  ),
  '0074-02-key-set-urls': step(schema =>
    schema
      .createTable('key_set_urls')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('url', 'text', column => column.notNull())
      .addColumn('added_at', 'bigint')
      .addColumn('added_by_kind', 'text')
      .addColumn('added_by_id', 'text')
      .addColumn('added_by_name', 'text')
      .addColumn('fetched_at', 'bigint')
      .addColumn('failed_at', 'bigint')
      .addColumn('failure', 'text')
      .addColumn('status', 'integer')
      .addPrimaryKeyConstraint('key_set_urls_pkey', ['business_unit_id', 'application_id']),
  ),
} as const
