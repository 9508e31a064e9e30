import { addColumn } from './add-column.ts'

/** Which claims an ID token holds although userinfo gives them: those that were asked for there, or all. */
export const idTokenClaimMigrations = {
  '0022-01-codes-id-token-claims': addColumn('codes', 'id_token_claims', 'text'),
  '0022-02-families-id-token-claims': addColumn('token_families', 'id_token_claims', 'text'),
  '0022-03-applications-scope-claims': addColumn('applications', 'scope_claims_in_id_token', 'integer'),
} as const
