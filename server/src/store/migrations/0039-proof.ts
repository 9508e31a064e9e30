import { addColumn } from './add-column.ts'

/** When the person of a session last typed their password, after the sign-in. */
export const proofMigrations = {
  '0039-01-sessions-proved-at': addColumn('sessions', 'proved_at', 'bigint'),
} as const
