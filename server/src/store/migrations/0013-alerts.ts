import { sql } from 'kysely'
import { step } from './step.ts'

/** What finds the alerts of an application in a long history, and the codes that were issued for one challenge. */
export const alertMigrations = {
  '0013-01-audit-entries-alerts': step(schema =>
    schema
      .createIndex('audit_entries_alerts')
      .ifNotExists()
      .on('audit_entries')
      .columns(['business_unit_id', 'target_id', 'id'])
      .where(sql.ref('action'), 'in', [
        'alert.refresh-token-reused',
        'alert.code-redeemed-twice',
        'alert.challenge-reused',
      ]),
  ),
  '0013-02-codes-by-challenge': step(schema =>
    schema
      .createIndex('codes_by_challenge')
      .ifNotExists()
      .on('codes')
      .columns(['business_unit_id', 'application_id', 'code_challenge']),
  ),
} as const
