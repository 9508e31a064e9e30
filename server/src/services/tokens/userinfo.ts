import { isUserId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type ProfileClaims, profileClaims } from '../../protocol/openid/profile-claims.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import type { Deps } from '../deps.ts'
import { readLiveToken } from './standing.ts'

/** A userinfo response (OpenID Connect Core §5.3.2). */
type UserInfo = { readonly sub: string } & ProfileClaims

/**
 * The claims about the user behind an access token.
 * Refuses a token that is not live, and one without the scope openid (§5.3.1).
 */
export async function userInfo(deps: Deps, text: string): Promise<Result<UserInfo, Refusal>> {
  const live = await readLiveToken(deps, text)
  if (!live.ok) return live
  const { subject, scopes } = live.value.token
  if (!scopes.includes('openid') || !isUserId(subject)) {
    return err(refusal('token_scope_insufficient', 'The access token lacks the scope openid.'))
  }
  const user = await findUser(inBusinessUnit(deps.store, live.value.businessUnit.id), subject)
  if (user === null) return err(refusal('token_invalid', 'The user is gone.'))
  return ok({ sub: subject, ...profileClaims(user, scopes) })
}
