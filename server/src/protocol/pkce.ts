import { createHash, timingSafeEqual } from 'node:crypto'
import { err, ok, type Result } from '../lib/result.ts'
import { type Refusal, refusal } from './refusal.ts'

/** RFC 7636 §4.2: base64url of a SHA-256 without padding is 43 characters long. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/
/** RFC 7636 §4.1. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/

/**
 * Checks the challenge of an authorization request. S256 alone is offered: a missing method would mean plain
 * (RFC 7636 §4.3), so it is refused rather than guessed.
 * In: the two parameters, and whether a challenge must be there (RFC 9700 §2.1.1). Out: the challenge, or null when
 * there is none and none is needed. Refuses a missing or malformed challenge, any other method, and one alone.
 */
export function checkChallenge(
  challenge: string | null,
  method: string | null,
  required: boolean,
): Result<string | null, Refusal> {
  if (challenge === null && method === null && !required) return ok(null)
  if (challenge === null) {
    return err(
      refusal(
        'challenge_missing',
        'Send code_challenge and code_challenge_method=S256 (RFC 7636): PKCE is required.',
      ),
    )
  }
  if (method === null) {
    return err(
      refusal('challenge_method_unsupported', 'Send code_challenge_method=S256 along with code_challenge.'),
    )
  }
  if (method !== 'S256') {
    return err(refusal('challenge_method_unsupported', 'The only code_challenge_method offered is S256.'))
  }
  if (!CHALLENGE.test(challenge)) {
    return err(
      refusal(
        'challenge_malformed',
        'A code_challenge is the base64url SHA-256 of the verifier: 43 characters, no padding.',
      ),
    )
  }
  return ok(challenge)
}

/**
 * Checks the verifier of a token request against the challenge bound to the code (RFC 7636 §4.6), in constant time.
 * In: the verifier, and the challenge, null when the request had none.
 * Refuses a missing, malformed (§4.1) or wrong verifier, and one for which there is no challenge: somebody took it out
 * of the request on the way (RFC 9700 §4.8.2).
 */
export function checkVerifier(verifier: string | null, challenge: string | null): Result<null, Refusal> {
  if (challenge === null) {
    if (verifier === null) return ok(null)
    const words = 'The authorization request came without a code_challenge, so there is nothing to verify.'
    return err(refusal('verifier_unexpected', words))
  }
  if (verifier === null) {
    return err(
      refusal(
        'verifier_missing',
        'Send the code_verifier that belongs to the code_challenge of the request.',
      ),
    )
  }
  if (!VERIFIER.test(verifier)) {
    return err(
      refusal('verifier_malformed', 'A code_verifier has 43 to 128 characters out of A-Z a-z 0-9 - . _ ~.'),
    )
  }
  // §4.6 compares the texts: decoding would let several spellings of one challenge pass.
  const computed = Buffer.from(createHash('sha256').update(verifier, 'ascii').digest('base64url'))
  const expected = Buffer.from(challenge)
  const same = computed.length === expected.length && timingSafeEqual(computed, expected)
  return same
    ? ok(null)
    : err(
        refusal('verifier_wrong', 'The code_verifier does not belong to the code_challenge of the request.'),
      )
}
