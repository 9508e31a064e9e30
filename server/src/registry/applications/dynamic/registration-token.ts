import { TOKEN_BOUNDS } from '@latchkey/contract/business-units/registration-tokens.ts'
import { checkName } from '@latchkey/contract/names.ts'
import { DAY, type Instant, SECOND } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { RegistrationToken } from '../../model.ts'
import type { FieldFault } from '../../refusal.ts'
import { scopeFaults } from '../application.ts'

/** An initial access token as somebody asks for it. */
export type TokenRequest = Pick<
  RegistrationToken,
  'label' | 'scopes' | 'requirePkce' | 'tokenEndpointAudienceAllowed' | 'uses'
> & {
  /** How long it may be used, in milliseconds. */
  readonly life: number
}

export const DEFAULT_TOKEN_LIFE = DAY
const SHORTEST_LIFE = TOKEN_BOUNDS.shortestLife * SECOND
const LONGEST_LIFE = TOKEN_BOUNDS.longestLife * SECOND
/** The vendor of what registers with it is named after it, and a name has room for a hundred characters. */
const LONGEST_LABEL = TOKEN_BOUNDS.label

/**
 * Checks an initial access token before it is made. In: what was asked for, and the scopes switched on for the business
 * unit. Out: it with its label as it will be kept; an empty one gets a default. Refuses with all faults at once.
 */
export function checkTokenRequest(
  request: TokenRequest,
  available: readonly string[],
): Result<TokenRequest, readonly FieldFault[]> {
  const { life, uses, scopes } = request
  const label = checkName(request.label.trim() === '' ? 'Registration token' : request.label, 'Label')
  const faults: FieldFault[] = []
  if (!label.ok) faults.push({ path: '/label', rule: label.rule, message: label.message })
  else if (label.value.length > LONGEST_LABEL) {
    const message = `Label may have at most ${LONGEST_LABEL} characters.`
    faults.push({ path: '/label', rule: 'too-long', message })
  }
  if (!Number.isSafeInteger(life) || life < SHORTEST_LIFE || life > LONGEST_LIFE) {
    const message = 'A registration token may live 1 minute to 90 days (60 to 7776000 seconds).'
    faults.push({ path: '/expiresInSeconds', rule: 'range', message })
  }
  if (!Number.isSafeInteger(uses) || uses < 1 || uses > TOKEN_BOUNDS.uses) {
    const message = `A registration token may be used 1 to ${TOKEN_BOUNDS.uses} times.`
    faults.push({ path: '/uses', rule: 'range', message })
  }
  // No scope at all is a choice: clients that only let people sign in.
  if (scopes.length > 0) faults.push(...scopeFaults(scopes, available))
  return label.ok && faults.length === 0 ? ok({ ...request, label: label.value }) : err(faults)
}

/** The name of the vendor of what registers with a token: it tells where the application came from. */
export function vendorOf({ label }: Pick<RegistrationToken, 'label'>): string {
  return `Registered with ${label}`
}

/** What became of a token. */
export type TokenStatus = 'active' | 'spent' | 'expired' | 'revoked'

/** What became of a token until now. */
export function tokenStatus(
  token: Pick<RegistrationToken, 'usesLeft' | 'expiresAt' | 'revokedAt'>,
  now: Instant,
): TokenStatus {
  if (token.revokedAt !== null) return 'revoked'
  if (token.usesLeft <= 0) return 'spent'
  return token.expiresAt <= now ? 'expired' : 'active'
}
