import { sql } from 'kysely'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** What the next letter to a person tells of, who wants no reminders, and what finds the people and secrets concerned. */
export const reminderLetterMigrations = {
  '0073-01-letter-items': step(schema =>
    schema
      .createTable('letter_items')
      .ifNotExists()
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addColumn('user_id', 'text', column => column.notNull())
      .addColumn('topic', 'text', column => column.notNull())
      .addColumn('subject', 'text', column => column.notNull())
      .addColumn('detail', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('told_at', 'bigint')
      .addPrimaryKeyConstraint('letter_items_pkey', [
        'business_unit_id',
        'user_id',
        'topic',
        'subject',
        'detail',
      ]),
  ),
  '0073-02-letter-items-due': step(schema =>
    schema
      .createIndex('letter_items_due')
      .ifNotExists()
      .on('letter_items')
      .columns(['due_at'])
      .where(sql.ref('due_at'), 'is not', null),
  ),
  '0073-03-letter-items-by-age': step(schema =>
    schema.createIndex('letter_items_by_age').ifNotExists().on('letter_items').columns(['created_at']),
  ),
  '0073-04-users-reminders-off-at': addColumn('users', 'reminders_off_at', 'bigint'),
  '0073-05-users-by-profile': step(schema =>
    schema
      .createIndex('users_by_profile')
      .ifNotExists()
      .on('users')
      .columns(['business_unit_id', 'security_profile_id', 'id']),
  ),
  '0073-06-credentials-by-reminder': step(schema =>
    schema
      .createIndex('credentials_by_reminder')
      .ifNotExists()
      .on('credentials')
      .columns(['business_unit_id', 'remind_at'])
      .where(sql.ref('remind_at'), 'is not', null),
  ),
} as const
