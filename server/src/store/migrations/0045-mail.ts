import { step } from './step.ts'

/** Letters that are to be sent, and the links in them that lead to a new password. */
export const mailMigrations = {
  '0045-01-mail': step(schema =>
    schema
      .createTable('mail')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('recipient', 'text', column => column.notNull())
      .addColumn('letter', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('useful_until', 'bigint', column => column.notNull())
      .addColumn('attempts', 'integer', column => column.notNull())
      .addColumn('next_at', 'bigint')
      .addColumn('sent_at', 'bigint')
      .addColumn('last_failure', 'text')
      .addPrimaryKeyConstraint('mail_pkey', ['business_unit_id', 'id']),
  ),
  '0045-02-mail-due': step(schema =>
    schema.createIndex('mail_due').ifNotExists().on('mail').columns(['next_at']),
  ),
  '0045-03-mail-by-age': step(schema =>
    schema.createIndex('mail_by_age').ifNotExists().on('mail').columns(['created_at']),
  ),
  '0045-04-mail-by-id': step(schema =>
    schema.createIndex('mail_by_id').ifNotExists().on('mail').columns(['id']),
  ),
  '0045-05-password-links': step(schema =>
    schema
      .createTable('password_links')
      .ifNotExists()
      .addColumn('hash', 'text', column => column.primaryKey())
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull())
      .addColumn('way', 'text')
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('expires_at', 'bigint', column => column.notNull())
      .addColumn('consumed_at', 'bigint'),
  ),
  '0045-06-password-links-of-user': step(schema =>
    schema
      .createIndex('password_links_of_user')
      .ifNotExists()
      .on('password_links')
      .columns(['business_unit_id', 'user_id']),
  ),
  '0045-07-password-links-by-age': step(schema =>
    schema.createIndex('password_links_by_age').ifNotExists().on('password_links').columns(['expires_at']),
  ),
} as const
