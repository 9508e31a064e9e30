import { sql } from 'kysely'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** Secrets that work and have an end, as the list of applications asks for them: in an index of their own. */
function endingIndex(name: string, columns: readonly ['business_unit_id', string, string]) {
  return step(schema =>
    schema
      .createIndex(name)
      .ifNotExists()
      .on('credentials')
      .columns([...columns])
      .where(sql.ref('revoked_at'), 'is', null)
      .where(sql.ref('quarantined_at'), 'is', null)
      .where(sql.ref('expires_at'), 'is not', null),
  )
}

/** Since when a secret that was found is in quarantine, and when somebody last released it. */
export const quarantineMigrations = {
  '0072-01-credentials-quarantined-at': addColumn('credentials', 'quarantined_at', 'bigint'),
  '0072-02-credentials-released-at': addColumn('credentials', 'released_at', 'bigint'),
  '0072-03-credentials-working-by-end': endingIndex('credentials_working_by_end', [
    'business_unit_id',
    'expires_at',
    'application_id',
  ]),
  '0072-04-credentials-working-ending': endingIndex('credentials_working_ending', [
    'business_unit_id',
    'application_id',
    'expires_at',
  ]),
  '0072-05-credentials-by-end': step(schema => schema.dropIndex('credentials_by_end').ifExists()),
  '0072-06-credentials-ending': step(schema => schema.dropIndex('credentials_ending').ifExists()),
} as const
