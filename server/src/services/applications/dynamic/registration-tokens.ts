import { sha256Hex } from '../../../keys/hash.ts'
import { newRecordId } from '../../../keys/random.ts'
import { newToken, secretHint } from '../../../keys/secret-format.ts'
import type { Instant } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import {
  checkTokenRequest,
  type TokenRequest,
} from '../../../registry/applications/dynamic/registration-token.ts'
import type { RegistrationToken } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import {
  revokeRegistrationToken as commitRevocation,
  insertRegistrationToken,
  listRegistrationTokens as loadTokens,
  readRegistrationToken,
} from '../../../store/applications/registration-tokens.ts'
import { commit } from '../../commit.ts'
import { demandProof } from '../../credentials/prove.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { availableScopes } from '../available-scopes.ts'

/** Most tokens that are listed: the newest. */
const LISTED = 100

/** A token without its value, and the moment at which it was looked at. */
export type TokenView = { readonly token: RegistrationToken; readonly now: Instant }

/** Lists the newest registration tokens of the actor's business unit. Refuses without `registration-tokens:create`. */
export async function listRegistrationTokens(
  deps: Deps,
  actor: Actor,
): Promise<Result<readonly TokenView[], RegistryRefusal>> {
  const allowed = demand(actor, 'registration-tokens:create')
  if (!allowed.ok) return allowed
  const now = deps.clock()
  return ok((await loadTokens(scopeOf(deps.store, actor), LISTED)).map(token => ({ token, now })))
}

/**
 * Makes an initial access token (RFC 7591 §3) for the actor's business unit.
 * Out: the token, and its value, which is shown this once. Refuses without `registration-tokens:create`, while dynamic
 * registration is off, with all faults of the request at once, and a session whose person typed no password lately.
 */
export async function createRegistrationToken(
  deps: Deps,
  actor: Actor,
  request: TokenRequest,
  onceKey: OnceKey | null,
): Promise<Result<TokenView & { readonly value: string }, RegistryRefusal>> {
  const allowed = demand(actor, 'registration-tokens:create')
  if (!allowed.ok) return allowed
  const { id: businessUnitId } = actor.businessUnit
  const unit = await deps.known.businessUnit(businessUnitId)
  if (unit?.unit.dynamicRegistrationAllowed !== true) return err({ kind: 'registration-off' })
  const checked = checkTokenRequest(request, await availableScopes(deps, businessUnitId))
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const proven = demandProof(deps, actor)
  if (!proven.ok) return proven
  const value = newToken('lkp')
  const now = deps.clock()
  const token = { ...newRecord(checked.value, value, now), businessUnitId, createdBy: refOf(actor) }
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      await insertRegistrationToken(scope, token)
      await claim(scope, [token.id, value])
      await tx.record(scope, {
        actor: refOf(actor),
        action: 'registration-token.created',
        target: { kind: 'registration-token', id: token.id },
        changes: [
          { field: 'label', before: null, after: token.label },
          { field: 'uses', before: null, after: String(token.uses) },
          { field: 'scopes', before: null, after: token.scopes.join(' ') },
          { field: 'expiresAt', before: null, after: new Date(token.expiresAt).toISOString() },
        ],
        requestId: actor.requestId,
      })
      return ok([token.id, value])
    }),
  )
  if (!words.ok) return words
  const [id = '', shown = ''] = words.value
  const made = await readRegistrationToken(scopeOf(deps.store, actor), id)
  if (made === null) return err({ kind: 'not-found', what: 'registration-token' })
  return ok({ token: made, value: shown, now: deps.clock() })
}

function newRecord(
  { life, ...request }: TokenRequest,
  value: string,
  now: Instant,
): Omit<RegistrationToken, 'businessUnitId' | 'createdBy'> {
  return {
    ...request,
    id: newRecordId('rgt'),
    hash: sha256Hex(value),
    hint: secretHint(value),
    usesLeft: request.uses,
    createdAt: now,
    expiresAt: now + life,
    revokedAt: null,
  }
}

/**
 * Revokes a registration token; nobody registers with it from then on. What was registered stays as it is. Doing it
 * twice changes nothing. Refuses without `registration-tokens:create`, and an unknown id.
 */
export async function revokeRegistrationToken(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<TokenView, RegistryRefusal>> {
  const allowed = demand(actor, 'registration-tokens:create')
  if (!allowed.ok) return allowed
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const now = deps.clock()
    if (await commitRevocation(scope, id, now)) {
      await tx.record(scope, {
        actor: refOf(actor),
        action: 'registration-token.revoked',
        target: { kind: 'registration-token', id },
        requestId: actor.requestId,
      })
    }
    const token = await readRegistrationToken(scope, id)
    return token === null
      ? err({ kind: 'not-found', what: 'registration-token' } as const)
      : ok({ token, now })
  })
}
