import { type Instant, SECOND } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { AuthenticatedClient } from '../client-authentication.ts'
import { type Refusal, refusal } from '../refusal.ts'
import { narrow } from '../scope.ts'
import type { RefreshRequest } from '../token-request.ts'

/** How long a replaced refresh token still works once, as long as its successor was never used. */
export const GRACE = 60 * SECOND

export type RefreshFacts = {
  readonly applicationId: ApplicationId
  readonly scopes: readonly string[]
  readonly audiences: readonly string[]
  readonly familyRevokedAt: Instant | null
  readonly familyEndsAt: Instant
  readonly expiresAt: Instant
  readonly replacedAt: Instant | null
  readonly graceUsed: boolean
  /** The successor, while it has not been used; null when there is none or it was. */
  readonly unusedSuccessor: string | null
}

/** What to do with an accepted refresh token. */
export type RefreshDecision = {
  readonly how: 'rotate' | 'keep' | { readonly replaceSuccessor: string }
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
 * In: the request, the client, the token's facts or null, whether the application rotates, the time.
 * Out: rotate, keep, or (the grace rule: an answer was lost) put a new successor in place of the unused one; and the
 * scopes and audiences, never wider than the family's.
 * Refuses what is unknown, another client's, expired, revoked, or wider; a token replaced before revokes its family,
 * also when its own time is over, since whoever took it may hold a successor.
 */
export function decideRefresh(
  request: RefreshRequest,
  client: AuthenticatedClient,
  token: RefreshFacts | null,
  when: { readonly now: Instant; readonly rotates: boolean },
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
  const over = token.replacedAt === null && token.expiresAt <= when.now
  if (over || token.familyEndsAt <= when.now) {
    return refuse(
      refusal('refresh_token_expired', 'The refresh token has expired. The user must sign in again.'),
    )
  }
  const granted = narrowed(request, token)
  if (!granted.ok) return refuse(granted.error)
  if (token.replacedAt === null) {
    return ok({ how: when.rotates ? 'rotate' : 'keep', ...granted.value })
  }
  const inGrace = when.now - token.replacedAt <= GRACE && !token.graceUsed
  if (inGrace && token.unusedSuccessor !== null) {
    return ok({ how: { replaceSuccessor: token.unusedSuccessor }, ...granted.value })
  }
  return refuse(
    refusal(
      'refresh_token_reused',
      'The refresh token was used before. All its successors are revoked; the user must sign in again.',
    ),
    true,
  )
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
