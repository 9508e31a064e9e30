import { addColumn } from './add-column.ts'

/** Null in what was there before: nothing of it was ever said. */
export const profileMigrations = {
  '0024-01-users-given-name': addColumn('users', 'given_name', 'text'),
  '0024-02-users-family-name': addColumn('users', 'family_name', 'text'),
  '0024-03-users-middle-name': addColumn('users', 'middle_name', 'text'),
  '0024-04-users-nickname': addColumn('users', 'nickname', 'text'),
  '0024-05-users-picture': addColumn('users', 'picture', 'text'),
  '0024-06-users-profile': addColumn('users', 'profile', 'text'),
  '0024-07-users-website': addColumn('users', 'website', 'text'),
  '0024-08-users-gender': addColumn('users', 'gender', 'text'),
  '0024-09-users-birthdate': addColumn('users', 'birthdate', 'text'),
  '0024-10-users-zoneinfo': addColumn('users', 'zoneinfo', 'text'),
  '0024-11-users-locale': addColumn('users', 'locale', 'text'),
  '0024-12-users-updated': addColumn('users', 'updated_at', 'bigint'),
} as const
