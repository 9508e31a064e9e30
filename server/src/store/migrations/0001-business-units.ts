import { sql } from 'kysely'
import { step } from './step.ts'

export const businessUnitMigrations = {
  '0001-01-business-units': step(schema =>
    schema
      .createTable('business_units')
      .ifNotExists()
      .addColumn('id', 'text', column => column.primaryKey().notNull())
      .addColumn('number', 'text', column => column.notNull().unique())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('environment', 'text', column => column.notNull())
      .addColumn('platform', 'integer', column => column.notNull())
      .addColumn('active', 'integer', column => column.notNull())
      .addColumn('implicit_allowed', 'integer', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull()),
  ),
  '0001-02-one-platform': step(schema =>
    schema
      .createIndex('business_units_one_platform')
      .ifNotExists()
      .unique()
      .on('business_units')
      .column('platform')
      .where(sql.ref('platform'), '=', sql.lit(1)),
  ),
  '0001-03-apis': step(schema =>
    schema
      .createTable('apis')
      .ifNotExists()
      .addColumn('name', 'text', column => column.primaryKey().notNull())
      .addColumn('description', 'text', column => column.notNull())
      .addColumn('audience', 'text', column => column.notNull())
      .addColumn('base_url', 'text', column => column.notNull())
      .addColumn('try_path', 'text')
      .addColumn('position', 'integer', column => column.notNull()),
  ),
  '0001-04-scopes': step(schema =>
    schema
      .createTable('scopes')
      .ifNotExists()
      .addColumn('name', 'text', column => column.primaryKey().notNull())
      .addColumn('api_name', 'text', column => column.notNull().references('apis.name'))
      .addColumn('description', 'text', column => column.notNull())
      .addColumn('without_user', 'integer', column => column.notNull())
      .addColumn('position', 'integer', column => column.notNull()),
  ),
  '0001-05-business-unit-apis': step(schema =>
    schema
      .createTable('business_unit_apis')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull().references('business_units.id'))
      .addColumn('api_name', 'text', column => column.notNull().references('apis.name'))
      .addPrimaryKeyConstraint('business_unit_apis_pkey', ['business_unit_id', 'api_name']),
  ),
} as const
