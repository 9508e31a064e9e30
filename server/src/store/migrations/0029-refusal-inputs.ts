import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** What a refused request asked for, and ways to find one by the id that its answer carried and by its reason. */
export const refusalInputMigrations = {
  '0029-01-refusals-inputs': addColumn('refusals', 'inputs', 'text'),
  '0029-02-refusals-by-request': step(schema =>
    schema
      .createIndex('refusals_by_request')
      .ifNotExists()
      .on('refusals')
      .columns(['business_unit_id', 'request_id', 'id']),
  ),
  '0029-03-refusals-by-reason': step(schema =>
    schema
      .createIndex('refusals_by_reason')
      .ifNotExists()
      .on('refusals')
      .columns(['business_unit_id', 'application_id', 'reason', 'id']),
  ),
} as const
