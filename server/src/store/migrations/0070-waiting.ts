import { sql } from 'kysely'
import { step } from './step.ts'

/** What waits for somebody is counted by indexes that hold it alone. */
export const waitingMigrations = {
  '0070-01-transfers-waiting': step(schema =>
    schema
      .createIndex('application_transfers_waiting')
      .ifNotExists()
      .on('application_transfers')
      .columns(['to_business_unit_id', 'ends_at'])
      .where(sql.ref('state'), '=', sql.lit('offered')),
  ),
  '0070-02-transfers-answered': step(schema =>
    schema
      .createIndex('application_transfers_answered')
      .ifNotExists()
      .on('application_transfers')
      .columns(['business_unit_id', 'state', 'answered_at']),
  ),
  '0070-03-invitations-ending': step(schema =>
    schema
      .createIndex('invitations_ending')
      .ifNotExists()
      .on('invitations')
      .columns(['business_unit_id', 'expires_at'])
      .where(sql<boolean>`settled_at is null`),
  ),
} as const
