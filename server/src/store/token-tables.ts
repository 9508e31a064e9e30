import type { ApplicationId, BusinessUnitId, FamilyId, SessionId, UserId } from '../lib/ids.ts'
import type { SignInMethod } from '../protocol/openid/authentication-context.ts'
import type { Bit, Time } from './column-groups.ts'

/** The tables of sessions and of what is issued in them, as Kysely sees them. */
export type TokenTables = {
  sessions: {
    hash: string
    business_unit_id: BusinessUnitId
    user_id: UserId
    signed_in_at: Time
    method: SignInMethod | null
    last_seen_at: Time
    ends_at: Time
    ended_at: Time | null
    /** Null in a session of before there was this column: it is over. */
    id: SessionId | null
    user_agent: string | null
    ip: string | null
    /** When its person last typed the password, after the sign-in. */
    proved_at: Time | null
  }
  /** Which applications took part in a session, so that its end is told to them. */
  session_applications: {
    business_unit_id: BusinessUnitId
    session_id: SessionId
    application_id: ApplicationId
    ends_at: Time
  }
  codes: {
    hash: string
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    user_id: UserId
    redirect_uri: string
    redirect_uri_sent: Bit
    /** Empty when there was none. */
    code_challenge: string
    scopes: string
    audiences: string
    nonce: string | null
    auth_time: Time
    acr: string | null
    /** Claims that were asked for in the ID token; null: none. */
    id_token_claims: string | null
    issued_at: Time
    expires_at: Time
    consumed_at: Time | null
    family_id: FamilyId | null
    session_id: SessionId | null
  }
  token_families: {
    business_unit_id: BusinessUnitId
    id: FamilyId
    application_id: ApplicationId
    user_id: UserId
    scopes: string
    audiences: string
    auth_time: Time
    acr: string | null
    /** Claims that were asked for in the ID token; null: none. */
    id_token_claims: string | null
    created_at: Time
    ends_at: Time
    revoked_at: Time | null
    revoked_because: string | null
    session_id: SessionId | null
    /** When its refresh token was last used; null while it was not. */
    used_at: Time | null
  }
  refresh_tokens: {
    hash: string
    business_unit_id: BusinessUnitId
    family_id: FamilyId
    issued_at: Time
    expires_at: Time
    replaced_at: Time | null
    successor_hash: string | null
    grace_used: Bit
  }
  /** How often refresh tokens of an application came back, by day (days since 1970). */
  refresh_counts: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    day: number
    benign_retries: number
    suspected_reuses: number
  }
  /** When people were last sent to each callback URL, by its SHA-256. */
  callback_uses: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    url_hash: string
    last_used_at: Time
  }
  /** Access tokens withdrawn before their end, by token id (jti). */
  revoked_tokens: { token_id: string; business_unit_id: BusinessUnitId; expires_at: Time }
  /** Client assertions that were used, by the SHA-256 of client and jti, so that none works twice. */
  used_assertions: { hash: string; business_unit_id: BusinessUnitId; expires_at: Time }
}
