import { addColumn } from './add-column.ts'

/** Null in what was there before: nothing of it was ever said. */
export const profileMigrations = {
  '0018-01-users-given-name': addColumn('users', 'given_name', 'text'),
  '0018-02-users-family-name': addColumn('users', 'family_name', 'text'),
  '0018-03-users-middle-name': addColumn('users', 'middle_name', 'text'),
  '0018-04-users-nickname': addColumn('users', 'nickname', 'text'),
  '0018-05-users-picture': addColumn('users', 'picture', 'text'),
  '0018-06-users-profile': addColumn('users', 'profile', 'text'),
  '0018-07-users-website': addColumn('users', 'website', 'text'),
  '0018-08-users-gender': addColumn('users', 'gender', 'text'),
  '0018-09-users-birthdate': addColumn('users', 'birthdate', 'text'),
  '0018-10-users-zoneinfo': addColumn('users', 'zoneinfo', 'text'),
  '0018-11-users-locale': addColumn('users', 'locale', 'text'),
  '0018-12-users-updated': addColumn('users', 'updated_at', 'bigint'),
} as const
