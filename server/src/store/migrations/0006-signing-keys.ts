import { addColumn } from './add-column.ts'

export const signingKeyMigrations = {
  // Null for a key of before: it may sign from the moment it was made.
  '0006-01-signing-keys-active-from': addColumn('signing_keys', 'active_from', 'bigint'),
} as const
