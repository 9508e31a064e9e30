import { sql } from 'kysely'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** Null in what was there before: registered by hand, proven as before, registration switched off. */
export const dynamicRegistrationMigrations = {
  '0014-01-applications-registered': addColumn('applications', 'registered', 'text'),
  '0014-02-applications-auth-method': addColumn('applications', 'token_endpoint_auth_method', 'text'),
  '0014-03-applications-auth-alg': addColumn('applications', 'token_endpoint_auth_signing_alg', 'text'),
  '0014-04-applications-auth-audience': addColumn(
    'applications',
    'token_endpoint_audience_allowed',
    'integer',
  ),
  '0014-05-units-registration': addColumn('business_units', 'dynamic_registration_allowed', 'integer'),
  '0014-06-registration-tokens': step(schema =>
    schema
      .createTable('registration_tokens')
      .ifNotExists()
      .addColumn('hash', 'text', column => column.primaryKey().notNull())
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('label', 'text', column => column.notNull())
      .addColumn('hint', 'text', column => column.notNull())
      .addColumn('scopes', 'text', column => column.notNull())
      .addColumn('require_pkce', 'integer', column => column.notNull())
      .addColumn('token_endpoint_audience_allowed', 'integer', column => column.notNull())
      .addColumn('uses', 'integer', column => column.notNull())
      .addColumn('uses_left', 'integer', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('created_by_kind', 'text', column => column.notNull())
      .addColumn('created_by_id', 'text', column => column.notNull())
      .addColumn('created_by_name', 'text', column => column.notNull())
      .addColumn('expires_at', 'bigint', column => column.notNull())
      .addColumn('revoked_at', 'bigint'),
  ),
  '0014-07-registration-tokens-by-unit': step(schema =>
    schema
      .createIndex('registration_tokens_by_unit')
      .ifNotExists()
      .on('registration_tokens')
      .columns(['business_unit_id', 'id']),
  ),
  '0014-08-registration-tokens-by-age': step(schema =>
    schema
      .createIndex('registration_tokens_by_age')
      .ifNotExists()
      .on('registration_tokens')
      .columns(['expires_at']),
  ),
  '0014-09-dynamic-clients': step(schema =>
    schema
      .createTable('dynamic_clients')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('token_hash', 'text')
      .addColumn('registration_token_id', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('used_at', 'bigint')
      .addPrimaryKeyConstraint('dynamic_clients_pkey', ['business_unit_id', 'application_id']),
  ),
  '0014-10-dynamic-clients-unused': step(schema =>
    schema
      .createIndex('dynamic_clients_unused')
      .ifNotExists()
      .on('dynamic_clients')
      .columns(['created_at'])
      .where(sql.ref('used_at'), 'is', null),
  ),
  '0014-11-used-assertions': step(schema =>
    schema
      .createTable('used_assertions')
      .ifNotExists()
      .addColumn('hash', 'text', column => column.primaryKey().notNull())
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('expires_at', 'bigint', column => column.notNull()),
  ),
  '0014-12-used-assertions-by-age': step(schema =>
    schema.createIndex('used_assertions_by_age').ifNotExists().on('used_assertions').columns(['expires_at']),
  ),
} as const
