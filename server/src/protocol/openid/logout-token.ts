import { type Instant, MINUTE } from '../../lib/clock.ts'
import { seconds } from '../access-token.ts'

/** Back-Channel Logout §2.4 recommends two minutes at most: a logout token is for now. */
const LOGOUT_TOKEN_LIFE = 2 * MINUTE

/** The one event of a logout token (Back-Channel Logout §2.4). */
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'

type LogoutTokenFacts = {
  readonly issuer: string
  readonly clientId: string
  /** The user and the session, by the names that this application's ID tokens gave them. */
  readonly subject: string
  readonly sid: string
  /** The same at every attempt to deliver the token. */
  readonly tokenId: string
  readonly now: Instant
}

/**
 * The claims of a logout token (OpenID Connect Back-Channel Logout §2.4). It holds no nonce, so that it can never be
 * taken for an ID token.
 */
export function logoutTokenClaims(facts: LogoutTokenFacts) {
  return {
    iss: facts.issuer,
    aud: facts.clientId,
    iat: seconds(facts.now),
    exp: seconds(facts.now + LOGOUT_TOKEN_LIFE),
    jti: facts.tokenId,
    sub: facts.subject,
    sid: facts.sid,
    events: { [LOGOUT_EVENT]: {} },
  }
}

/**
 * What an application's answer to a logout token means (Back-Channel Logout §2.8): 200, or 204 as frameworks make of an
 * empty 200, is success; 400 says that the application will not take this token, now or later; anything else may pass.
 */
export function judgeLogoutAnswer(status: number): 'delivered' | 'refused' | 'failed' {
  if (status === 200 || status === 204) return 'delivered'
  return status === 400 ? 'refused' : 'failed'
}
