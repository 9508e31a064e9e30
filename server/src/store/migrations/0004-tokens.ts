import { step } from './step.ts'

export const tokenMigrations = {
  '0004-01-codes': step(schema =>
    schema
      .createTable('codes')
      .ifNotExists()
      .addColumn('hash', 'text', column => column.primaryKey().notNull())
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull())
      .addColumn('redirect_uri', 'text', column => column.notNull())
      .addColumn('redirect_uri_sent', 'integer', column => column.notNull())
      .addColumn('code_challenge', 'text', column => column.notNull())
      .addColumn('scopes', 'text', column => column.notNull())
      .addColumn('audiences', 'text', column => column.notNull())
      .addColumn('nonce', 'text')
      .addColumn('auth_time', 'bigint', column => column.notNull())
      .addColumn('issued_at', 'bigint', column => column.notNull())
      .addColumn('expires_at', 'bigint', column => column.notNull())
      .addColumn('consumed_at', 'bigint')
      .addColumn('family_id', 'text'),
  ),
  '0004-02-codes-by-end': step(schema =>
    schema.createIndex('codes_by_end').ifNotExists().on('codes').column('expires_at'),
  ),
  '0004-03-token-families': step(schema =>
    schema
      .createTable('token_families')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull())
      .addColumn('scopes', 'text', column => column.notNull())
      .addColumn('audiences', 'text', column => column.notNull())
      .addColumn('auth_time', 'bigint', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('ends_at', 'bigint', column => column.notNull())
      .addColumn('revoked_at', 'bigint')
      .addColumn('revoked_because', 'text')
      .addPrimaryKeyConstraint('token_families_pkey', ['business_unit_id', 'id']),
  ),
  '0004-04-token-families-by-application': step(schema =>
    schema
      .createIndex('token_families_by_application')
      .ifNotExists()
      .on('token_families')
      .columns(['business_unit_id', 'application_id']),
  ),
  '0004-05-token-families-by-user': step(schema =>
    schema
      .createIndex('token_families_by_user')
      .ifNotExists()
      .on('token_families')
      .columns(['business_unit_id', 'user_id']),
  ),
  '0004-06-token-families-by-end': step(schema =>
    schema.createIndex('token_families_by_end').ifNotExists().on('token_families').column('ends_at'),
  ),
  '0004-07-refresh-tokens': step(schema =>
    schema
      .createTable('refresh_tokens')
      .ifNotExists()
      .addColumn('hash', 'text', column => column.primaryKey().notNull())
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('family_id', 'text', column => column.notNull())
      .addColumn('issued_at', 'bigint', column => column.notNull())
      .addColumn('expires_at', 'bigint', column => column.notNull())
      .addColumn('replaced_at', 'bigint')
      .addColumn('successor_hash', 'text')
      .addColumn('grace_used', 'integer', column => column.notNull()),
  ),
  '0004-08-refresh-tokens-by-family': step(schema =>
    schema
      .createIndex('refresh_tokens_by_family')
      .ifNotExists()
      .on('refresh_tokens')
      .columns(['business_unit_id', 'family_id']),
  ),
  '0004-09-refresh-tokens-by-end': step(schema =>
    schema.createIndex('refresh_tokens_by_end').ifNotExists().on('refresh_tokens').column('expires_at'),
  ),
  '0004-10-revoked-tokens': step(schema =>
    schema
      .createTable('revoked_tokens')
      .ifNotExists()
      .addColumn('token_id', 'text', column => column.primaryKey().notNull())
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('expires_at', 'bigint', column => column.notNull()),
  ),
  '0004-11-revoked-tokens-by-end': step(schema =>
    schema.createIndex('revoked_tokens_by_end').ifNotExists().on('revoked_tokens').column('expires_at'),
  ),
  '0004-12-signing-keys': step(schema =>
    schema
      .createTable('signing_keys')
      .ifNotExists()
      .addColumn('id', 'text', column => column.primaryKey().notNull())
      .addColumn('algorithm', 'text', column => column.notNull())
      .addColumn('public_jwk', 'text', column => column.notNull())
      .addColumn('sealed_private_key', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('retired_at', 'bigint'),
  ),
} as const
