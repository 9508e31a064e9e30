import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** APIs and scopes that operators make and edit. What is empty is as a platform begins with. */
export const apiMigrations = {
  '0064-01-apis-german': addColumn('apis', 'german', 'text'),
  '0064-02-apis-audience-key': addColumn('apis', 'audience_key', 'text'),
  '0064-03-apis-name-key': addColumn('apis', 'name_key', 'text'),
  '0064-04-apis-edited-at': addColumn('apis', 'edited_at', 'bigint'),
  '0064-05-apis-ends-at': addColumn('apis', 'ends_at', 'bigint'),
  '0064-06-apis-version': addColumn('apis', 'version', 'integer'),
  '0064-07-scopes-german': addColumn('scopes', 'german', 'text'),
  '0064-08-scopes-edited-at': addColumn('scopes', 'edited_at', 'bigint'),
  '0064-09-scopes-ends-at': addColumn('scopes', 'ends_at', 'bigint'),
  '0064-10-scopes-version': addColumn('scopes', 'version', 'integer'),
  '0064-11-apis-audience': step(schema =>
    schema.createIndex('apis_audience').ifNotExists().on('apis').column('audience_key').unique(),
  ),
  '0064-12-apis-name': step(schema =>
    schema.createIndex('apis_name').ifNotExists().on('apis').column('name_key').unique(),
  ),
  '0064-13-business-units-of-api': step(schema =>
    schema
      .createIndex('business_units_of_api')
      .ifNotExists()
      .on('business_unit_apis')
      .columns(['api_name', 'business_unit_id']),
  ),
} as const
