import { addColumn } from './add-column.ts'

/** What an application is and shows of itself, and which scopes are sensitive. */
export const presentationMigrations = {
  '0040-01-applications-runs-as': addColumn('applications', 'runs_as', 'text'),
  '0040-02-applications-scope-reason': addColumn('applications', 'scope_reason', 'text'),
  '0040-03-applications-client-uri': addColumn('applications', 'client_uri', 'text'),
  '0040-04-applications-logo-uri': addColumn('applications', 'logo_uri', 'text'),
  '0040-05-applications-policy-uri': addColumn('applications', 'policy_uri', 'text'),
  '0040-06-applications-tos-uri': addColumn('applications', 'tos_uri', 'text'),
  '0040-07-applications-support-email': addColumn('applications', 'support_email', 'text'),
  '0040-08-scopes-sensitive': addColumn('scopes', 'sensitive', 'integer'),
} as const
