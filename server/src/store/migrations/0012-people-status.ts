import { addColumn } from './add-column.ts'

/** Null in what was there before: the status never changed, and when a family was last used is not known. */
export const peopleStatusMigrations = {
  '0012-01-users-status-changed': addColumn('users', 'status_changed_at', 'bigint'),
  '0012-02-units-status-changed': addColumn('business_units', 'status_changed_at', 'bigint'),
  '0012-03-families-used': addColumn('token_families', 'used_at', 'bigint'),
} as const
