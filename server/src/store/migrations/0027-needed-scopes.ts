import { addColumn } from './add-column.ts'

/** Which grants an application may use, and what about a person it cannot do without. */
export const neededScopeMigrations = {
  '0027-01-applications-grant-types': addColumn('applications', 'grant_types', 'text'),
  '0027-02-applications-needed-openid-scopes': addColumn('applications', 'needed_openid_scopes', 'text'),
} as const
