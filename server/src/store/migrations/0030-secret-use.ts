import { addColumn } from './add-column.ts'

/** When a secret ends, and when and from where it was last used. */
export const secretUseMigrations = {
  '0030-01-credentials-expires-at': addColumn('credentials', 'expires_at', 'bigint'),
  '0030-02-credentials-last-used-at': addColumn('credentials', 'last_used_at', 'bigint'),
  '0030-03-credentials-last-used-from': addColumn('credentials', 'last_used_from', 'text'),
} as const
