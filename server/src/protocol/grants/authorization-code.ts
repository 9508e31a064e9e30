import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, FamilyId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { AuthenticatedClient } from '../client-authentication.ts'
import { checkVerifier } from '../pkce.ts'
import { type Refusal, refusal } from '../refusal.ts'
import { narrow } from '../scope.ts'
import type { CodeRequest } from '../token-request.ts'

/** What is kept of a code, as far as this rule needs it. */
export type CodeFacts = {
  readonly applicationId: ApplicationId
  readonly redirectUri: string
  readonly redirectUriSent: boolean
  readonly codeChallenge: string | null
  readonly audiences: readonly string[]
  readonly expiresAt: Instant
  readonly consumedAt: Instant | null
  readonly familyId: FamilyId | null
}

/** A refusal, and the family to revoke when a spent code came back with everything else right. */
type CodeRefusal = Refusal & { readonly revokes: FamilyId | null }

function refuse(refused: Refusal, revokes: FamilyId | null = null): Result<never, CodeRefusal> {
  return err({ ...refused, revokes })
}

/**
 * Decides whether a code may be redeemed (RFC 6749 §4.1.3, RFC 7636 §4.6, RFC 8707 §2.2).
 * In: the request, the client that proved itself, the code's facts or null when there is none, the time.
 * Out: the audiences the access token may have. Every check comes before the code is consumed, so that a wrong
 * client, redirect URI, verifier or resource does not burn it. A spent code revokes what it yielded only when the
 * second request is otherwise valid (OAuth 2.1 §7.5.2): a leaked code alone must not sign anybody out. It does so
 * also after the code's own minute, since what it yielded lives on.
 */
export function decideCodeRedemption(
  request: CodeRequest,
  client: AuthenticatedClient,
  code: CodeFacts | null,
  now: Instant,
): Result<{ readonly audiences: readonly string[] }, CodeRefusal> {
  if (code === null) return refuse(refusal('code_unknown', 'The code is unknown, or it ended long ago.'))
  if (code.applicationId !== client.id) {
    return refuse(refusal('code_of_another_client', 'The code was issued to another application.'))
  }
  if (code.consumedAt === null && code.expiresAt <= now) {
    return refuse(refusal('code_expired', 'The code has expired. Codes live for one minute; start again.'))
  }
  // Compared also when the authorization request left it out and only one was registered.
  const differs =
    request.redirectUri === null ? code.redirectUriSent : request.redirectUri !== code.redirectUri
  if (differs) {
    return refuse(
      refusal('redirect_uri_differs', 'The redirect_uri must be the same as in the authorization request.'),
    )
  }
  const verified = checkVerifier(request.codeVerifier, code.codeChallenge)
  if (!verified.ok) return refuse(verified.error)
  if (narrow(request.resources, code.audiences).length !== request.resources.length) {
    return refuse(
      refusal('target_not_granted', 'A resource was asked for that the authorization does not cover.'),
    )
  }
  if (code.consumedAt !== null) {
    return refuse(refusal('code_spent', 'The code was redeemed before. A code works once.'), code.familyId)
  }
  return ok({ audiences: request.resources.length > 0 ? request.resources : code.audiences })
}
