import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** What was deleted, by whom and when; it can be restored for a while. */
export const deletedApplicationMigrations = {
  '0031-01-applications-deleted-at': addColumn('applications', 'deleted_at', 'bigint'),
  '0031-02-applications-deleted-kind': addColumn('applications', 'deleted_kind', 'text'),
  '0031-03-applications-deleted-by-kind': addColumn('applications', 'deleted_by_kind', 'text'),
  '0031-04-applications-deleted-by-id': addColumn('applications', 'deleted_by_id', 'text'),
  '0031-05-applications-deleted-by-name': addColumn('applications', 'deleted_by_name', 'text'),
  '0031-06-applications-deleted': step(schema =>
    schema
      .createIndex('applications_deleted')
      .ifNotExists()
      .on('applications')
      .columns(['deleted_at'])
      .where('deleted_at', 'is not', null),
  ),
} as const
