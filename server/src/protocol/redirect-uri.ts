import type { Brand } from '../lib/brand.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { type Refusal, refusal } from './refusal.ts'

/** A redirect URI that was compared with the registered ones: having one is the proof. */
export type ValidatedRedirectUri = Brand<'validated redirect URI'>

type Registered = {
  readonly uris: readonly string[]
  /** RFC 8252 §7.3: an installed application cannot know its port beforehand. */
  readonly loopbackPortMayVary: boolean
  /** OpenID Connect Core §3.1.2.1 wants it in every request, OAuth only where several are registered. */
  readonly mustBeSent: boolean
}

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(?::([0-9]{1,5}))?(\/[^#]*)?$/

/** The URI without its port, or null when it is not a loopback URI. Each host stands only for its own spelling. */
function withoutLoopbackPort(uri: string): string | null {
  const match = LOOPBACK.exec(uri)
  if (match === null || Number(match[2] ?? 0) > 65_535) return null
  return `http://${match[1]}${match[3] ?? ''}`
}

function isRegistered(uri: string, registered: Registered): uri is ValidatedRedirectUri {
  if (registered.uris.includes(uri)) return true
  if (!registered.loopbackPortMayVary) return false
  const bare = withoutLoopbackPort(uri)
  return bare !== null && registered.uris.some(known => withoutLoopbackPort(known) === bare)
}

/**
 * The registered URI that a validated one stands for: another only where the port of a loopback URI varied.
 * In: both. Out: the registered one, or the URI itself where none is.
 */
export function registeredAs(uri: string, registered: readonly string[]): string {
  if (registered.includes(uri)) return uri
  const bare = withoutLoopbackPort(uri)
  if (bare === null) return uri
  return registered.find(known => withoutLoopbackPort(known) === bare) ?? uri
}

/**
 * Finds the redirect URI of an authorization request by exact string comparison (RFC 9700 §2.1), the port of a
 * loopback URI excepted for public applications (RFC 8252 §7.3).
 * In: the parameter or null, and what is registered. Out: the proven URI; when the parameter is absent, the only
 * registered one (RFC 6749 §3.1.2.3). Refusals must be shown to the user and never be sent to the URI.
 */
export function validateRedirectUri(
  requested: string | null,
  registered: Registered,
): Result<ValidatedRedirectUri, Refusal> {
  if (registered.uris.length === 0) {
    return err(
      refusal(
        'redirect_uri_unregistered',
        'The application has no authorized callback URL, so nobody can be sent back to it.',
      ),
    )
  }
  if (requested === null && registered.mustBeSent) {
    return err(refusal('parameter_missing', 'An OpenID Connect request must hold its redirect_uri.'))
  }
  if (requested === null) {
    const [only, ...others] = registered.uris
    if (only !== undefined && others.length === 0 && isRegistered(only, registered)) return ok(only)
    return err(
      refusal(
        'parameter_missing',
        'The application has several authorized callback URLs, so redirect_uri is required.',
      ),
    )
  }
  if (isRegistered(requested, registered)) return ok(requested)
  return err(
    refusal(
      'redirect_uri_unregistered',
      'The redirect_uri is not one of the authorized callback URLs of the application.',
    ),
  )
}
