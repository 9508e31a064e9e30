import { step } from './step.ts'

export const listViewMigrations = {
  '0035-01-list-views': step(schema =>
    schema
      .createTable('list_views')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('name_key', 'text', column => column.notNull())
      .addColumn('query', 'text', column => column.notNull())
      .addColumn('columns', 'text')
      .addColumn('by_default', 'integer', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('list_views_pkey', ['business_unit_id', 'user_id', 'id'])
      .addUniqueConstraint('list_views_name', ['business_unit_id', 'user_id', 'name_key']),
  ),
} as const
