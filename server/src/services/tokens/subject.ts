import type { SessionId, UserId } from '../../lib/ids.ts'
import { sectorOf } from '../../protocol/openid/subject.ts'
import type { Registration } from '../../registry/model.ts'
import type { Deps } from '../deps.ts'

/** As its owner registered it: an authorization holds no choices of its own. */
type Owner = Pick<Registration, 'id' | 'callbackUrls' | 'metadata'>

/**
 * The `sub` under which an application knows a user (OpenID Connect Core §8): the user's id, or the pairwise one.
 * In: the user, and the application as its owner registered it. Out: at most 255 ASCII characters; the same for all
 * applications of a sector. A pairwise one is a keyed hash under the sealing key, so nobody else can compute or
 * compare it, nor find the user by it.
 */
export function subjectFor(deps: Pick<Deps, 'sealer'>, userId: UserId, owner: Owner): string {
  if (owner.metadata.subjectType === 'public') return userId
  return deps.sealer.mac('pairwise-subject', `${sectorOf(owner)} ${userId}`)
}

/**
 * The `sid` under which an application knows a session, in ID tokens and logout tokens alike (OpenID Connect
 * Back-Channel Logout §2.1): the session's public id. With pairwise subjects it is one of the sector's own, too, since
 * a session id that several applications see would join what pairwise subjects keep apart.
 */
export function sessionIdFor(deps: Pick<Deps, 'sealer'>, sessionId: SessionId, owner: Owner): string {
  if (owner.metadata.subjectType === 'public') return sessionId
  return deps.sealer.mac('pairwise-session', `${sectorOf(owner)} ${sessionId}`)
}
