import { sql } from 'kysely'
import { step } from './step.ts'

/**
 * What finds in a long history of an application who did something, and what was done. Of applications alone: what
 * issues tokens writes entries about families and codes, which must not pay for this.
 */
const indexOf = (name: string, column: 'action' | 'actor_name') =>
  step(schema =>
    schema
      .createIndex(name)
      .ifNotExists()
      .on('audit_entries')
      .columns(['business_unit_id', 'target_id', column, 'id'])
      .where(sql.ref('target_kind'), '=', 'application'),
  )

export const historyMigrations = {
  '0028-02-audit-entries-by-action': indexOf('audit_entries_by_action', 'action'),
  '0028-03-audit-entries-by-actor': indexOf('audit_entries_by_actor', 'actor_name'),
} as const
