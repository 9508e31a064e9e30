import { step } from './step.ts'

/** When people were last sent to each authorized callback URL, by the SHA-256 of the URL. */
export const callbackUseMigrations = {
  '0043-01-callback-uses': step(schema =>
    schema
      .createTable('callback_uses')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('application_id', 'text', column => column.notNull())
      .addColumn('url_hash', 'text', column => column.notNull())
      .addColumn('last_used_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('callback_uses_pkey', ['business_unit_id', 'application_id', 'url_hash']),
  ),
  '0043-02-callback-uses-by-age': step(schema =>
    schema.createIndex('callback_uses_by_age').ifNotExists().on('callback_uses').columns(['last_used_at']),
  ),
} as const
