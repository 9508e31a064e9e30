import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { AuthenticatedClient } from '../client-authentication.ts'
import { type Refusal, refusal } from '../refusal.ts'
import { narrow } from '../scope.ts'
import type { RefreshRequest } from '../token-request.ts'

export type RefreshFacts = {
  readonly applicationId: ApplicationId
  readonly scopes: readonly string[]
  readonly audiences: readonly string[]
  readonly familyRevokedAt: Instant | null
  readonly familyEndsAt: Instant
  readonly expiresAt: Instant
  readonly replacedAt: Instant | null
  /** What replaced it; null while nothing has. */
  readonly successor: { readonly used: boolean; readonly expiresAt: Instant } | null
}

/** What to do with an accepted refresh token. */
export type RefreshDecision = {
  /** `repeat`: answer with the successor that is there. */
  readonly how: 'rotate' | 'keep' | 'repeat'
  readonly scopes: readonly string[]
  readonly audiences: readonly string[]
}

/** A refusal, and whether it means that somebody else holds the token, so that the family must end. */
type RefreshRefusal = Refusal & { readonly revokesFamily: boolean }

function refuse(refused: Refusal, revokesFamily = false): Result<never, RefreshRefusal> {
  return err({ ...refused, revokesFamily })
}

/**
 * Decides what becomes of a refresh token (RFC 6749 §6, RFC 9700 §4.14.2, RFC 8707 §2.2).
 * In: the request, the client, the token's facts or null; the time, whether the application rotates, and for how long
 * after its replacement (`grace`, milliseconds) a token may come back although its successor has been used.
 * Out: rotate, keep, or repeat; and the scopes and audiences, never wider than the family's. Refreshing is idempotent:
 * a replaced token that its own client presents again is answered with the same successor, as long as that was never
 * used or the grace lasts, so that neither a lost answer nor four tabs at once end anything.
 * Refuses what is unknown, another client's, expired, revoked, or wider; a token that comes back after that revokes its
 * family, also when its own time is over, since whoever took it may hold a successor.
 */
export function decideRefresh(
  request: RefreshRequest,
  client: AuthenticatedClient,
  token: RefreshFacts | null,
  when: { readonly now: Instant; readonly rotates: boolean; readonly grace: number },
): Result<RefreshDecision, RefreshRefusal> {
  if (token === null) return refuse(refusal('refresh_token_unknown', 'The refresh token is unknown.'))
  if (token.applicationId !== client.id) {
    return refuse(
      refusal('refresh_token_of_another_client', 'The refresh token was issued to another application.'),
    )
  }
  if (token.familyRevokedAt !== null) {
    return refuse(refusal('family_revoked', 'The refresh token was revoked. The user must sign in again.'))
  }
  const { now } = when
  const how = howToAnswer(token, when)
  const over = token.replacedAt === null ? token.expiresAt <= now : how === 'repeat' && isOver(token, now)
  if (over || token.familyEndsAt <= now) {
    return refuse(
      refusal('refresh_token_expired', 'The refresh token has expired. The user must sign in again.'),
    )
  }
  const granted = narrowed(request, token)
  if (!granted.ok) return refuse(granted.error)
  if (how !== 'reuse') return ok({ how, ...granted.value })
  return refuse(
    refusal(
      'refresh_token_reused',
      'The refresh token was used before. All its successors are revoked; the user must sign in again.',
    ),
    true,
  )
}

function howToAnswer(
  { replacedAt, successor }: RefreshFacts,
  { now, rotates, grace }: { readonly now: Instant; readonly rotates: boolean; readonly grace: number },
): RefreshDecision['how'] | 'reuse' {
  if (replacedAt === null) return rotates ? 'rotate' : 'keep'
  if (successor === null) return 'reuse'
  return !successor.used || now - replacedAt < grace ? 'repeat' : 'reuse'
}

/** Whether what would be answered with cannot be used any more. One that was used may have successors that can. */
function isOver({ successor }: RefreshFacts, now: Instant): boolean {
  return successor !== null && !successor.used && successor.expiresAt <= now
}

function narrowed(
  request: RefreshRequest,
  token: RefreshFacts,
): Result<{ scopes: readonly string[]; audiences: readonly string[] }, Refusal> {
  const scopes = request.scopes ?? token.scopes
  if (narrow(scopes, token.scopes).length !== scopes.length) {
    return err(
      refusal('scope_not_registered', 'A scope was asked for that the user did not grant to begin with.'),
    )
  }
  const audiences = request.resources.length > 0 ? request.resources : token.audiences
  if (narrow(audiences, token.audiences).length !== audiences.length) {
    return err(
      refusal('target_not_granted', 'A resource was asked for that the authorization does not cover.'),
    )
  }
  return ok({ scopes, audiences })
}
