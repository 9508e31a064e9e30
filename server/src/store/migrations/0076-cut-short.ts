import { addColumn } from './add-column.ts'

/** What a bulk change was asked for, while it is planned, so that one that is cut short can be planned anew. */
export const cutShortMigrations = {
  '0076-01-bulk-changes-asked': addColumn('bulk_changes', 'asked', 'text'),
} as const
