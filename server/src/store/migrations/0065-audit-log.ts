import { sql } from 'kysely'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/**
 * What finds in the whole log of a business unit, newest first. Of sealed entries alone: they are indexed by the job
 * that seals them, so that no request that writes an entry pays for this.
 */
const indexOf = (
  name: string,
  columns: readonly ('actor_name' | 'action' | 'target_kind' | 'target_id' | 'request_id')[],
) =>
  step(schema =>
    schema
      .createIndex(name)
      .ifNotExists()
      .on('audit_entries')
      .columns(['business_unit_id', ...columns, 'at', 'seq'])
      .where(sql.ref('seq'), 'is not', null),
  )

export const auditLogMigrations = {
  '0065-01-audit-entries-address': addColumn('audit_entries', 'address', 'text'),
  '0065-02-audit-log': indexOf('audit_log', []),
  '0065-03-audit-log-by-actor': indexOf('audit_log_by_actor', ['actor_name']),
  '0065-04-audit-log-by-action': indexOf('audit_log_by_action', ['action']),
  '0065-05-audit-log-by-actor-and-action': indexOf('audit_log_by_actor_and_action', ['actor_name', 'action']),
  '0065-06-audit-log-by-target': indexOf('audit_log_by_target', ['target_id']),
  '0065-07-audit-log-by-target-kind': indexOf('audit_log_by_target_kind', ['target_kind']),
  '0065-08-audit-log-by-request': indexOf('audit_log_by_request', ['request_id']),
} as const
