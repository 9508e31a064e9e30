import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** When a user last signed in, and the list of users by their status. */
export const lastSignInMigrations = {
  '0075-01-users-last-sign-in': addColumn('users', 'last_sign_in_at', 'bigint'),
  '0075-02-users-by-status': step(schema =>
    schema
      .createIndex('users_by_status')
      .ifNotExists()
      .on('users')
      .columns(['business_unit_id', 'active', 'id']),
  ),
} as const
