import { addColumn } from './add-column.ts'

/** Why an application was deactivated. */
export const statusReasonMigrations = {
  '0032-01-applications-status-reason': addColumn('applications', 'status_reason', 'text'),
} as const
