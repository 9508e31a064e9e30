import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

const THIRTY_DAYS = 30 * 86_400_000

/** Secrets of before: the first reminder of those that have an end. One that is past its time comes at once. */
const fillReminders: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      update credentials set remind_at = expires_at - ${THIRTY_DAYS}
      where remind_at is null and expires_at is not null and revoked_at is null`.execute(db)
  },
}

/** When the next reminder of a secret's end is due, and what finds those that are. */
export const reminderMigrations = {
  '0038-01-credentials-remind-at': addColumn('credentials', 'remind_at', 'bigint'),
  '0038-02-credentials-remind-at-fill': fillReminders,
  '0038-03-credentials-to-remind': step(schema =>
    schema
      .createIndex('credentials_to_remind')
      .ifNotExists()
      .on('credentials')
      .columns(['remind_at'])
      .where(sql.ref('remind_at'), 'is not', null),
  ),
} as const
