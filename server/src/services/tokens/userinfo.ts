import type { ApplicationId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type ProfileClaims, profileClaims } from '../../protocol/openid/profile-claims.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import type { Deps } from '../deps.ts'
import { personOf } from '../people/profile-of.ts'
import { mintUserInfo } from './mint.ts'
import { readLiveToken } from './standing.ts'
import { subjectFor } from './subject.ts'

/**
 * A userinfo response (OpenID Connect Core §5.3.2): the claims, or a JWT of them where the application chose one;
 * and whose token it was.
 */
type UserInfo = { readonly clientId: ApplicationId } & (
  | { readonly kind: 'json'; readonly claims: ProfileClaims }
  | { readonly kind: 'jwt'; readonly jwt: string }
)

/**
 * The claims about the user behind an access token, with the subject of the application's ID tokens.
 * Refuses a token that is not live, and one without the scope openid (§5.3.1).
 */
export async function userInfo(deps: Deps, text: string): Promise<Result<UserInfo, Refusal>> {
  const live = await readLiveToken(deps, text)
  if (!live.ok) return live
  const { token, owner, user, businessUnit } = live.value
  if (!token.scopes.includes('openid') || user === null) {
    return err(refusal('token_scope_insufficient', 'The access token lacks the scope openid.'))
  }
  const scope = inBusinessUnit(deps.store, businessUnit.id)
  const person = await personOf(scope, { user, businessUnit }, token.scopes)
  const claims = { sub: subjectFor(deps, user.id, owner), ...profileClaims(person, token.scopes) }
  const algorithm = owner.metadata.userinfoSignedResponseAlg
  if (algorithm === null) return ok({ clientId: owner.id, kind: 'json', claims })
  const jwt = mintUserInfo(deps, { clientId: owner.id, algorithm, claims }, deps.clock())
  return ok({ clientId: owner.id, kind: 'jwt', jwt })
}
