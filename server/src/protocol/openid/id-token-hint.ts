import { err, ok, type Result } from '../../lib/result.ts'
import { type Refusal, refusal } from '../refusal.ts'

/**
 * Decides whom an id_token_hint names (OpenID Connect Core §3.1.2.1).
 * In: the claims of the token when its signature, type and issuer are ours, whether expired or not, else null; and
 * the application that asks. Out: the subject. Refuses a token that is not ours, and another application's: it would
 * let whoever found one learn who is signed in.
 */
export function decideHint(
  claims: { readonly [name: string]: unknown } | null,
  clientId: string,
): Result<string, Refusal> {
  const foreign = 'The id_token_hint is not an ID token that was issued here to this application.'
  if (claims === null || claims['aud'] !== clientId) return err(refusal('hint_invalid', foreign))
  const { sub } = claims
  return typeof sub === 'string' ? ok(sub) : err(refusal('hint_invalid', foreign))
}
