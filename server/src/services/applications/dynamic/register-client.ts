import { sha256Hex } from '../../../keys/hash.ts'
import { hasValidChecksum, newToken } from '../../../keys/secret-format.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import type { ClientRequest } from '../../../protocol/registration/client-request.ts'
import { narrow } from '../../../protocol/scope.ts'
import {
  type ClientInformation,
  clientInformation,
} from '../../../registry/applications/dynamic/client-information.ts'
import { type CheckedClient, checkClient } from '../../../registry/applications/dynamic/client-rules.ts'
import {
  type TokenStatus,
  tokenStatus,
  vendorOf,
} from '../../../registry/applications/dynamic/registration-token.ts'
import type { ActorRef, BusinessUnit, RegistrationToken } from '../../../registry/model.ts'
import { insertDynamicClient } from '../../../store/applications/dynamic-clients.ts'
import {
  consumeRegistrationToken,
  findRegistrationToken,
} from '../../../store/applications/registration-tokens.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { availableScopes } from '../available-scopes.ts'
import { sectorFault } from '../check-sector.ts'
import { insertInternal, type NewInternal, newInternal, withChoices } from '../insert-internal.ts'
import { clientUri, namesFor, sectorRefusal } from './client-names.ts'
import { followLogo } from './client-picture.ts'

/** An initial access token that may be used now, and the business unit in which it registers. */
type OpenToken = { readonly token: RegistrationToken; readonly unit: BusinessUnit }

function invalid(description: string): Result<never, Refusal> {
  return err(refusal('token_invalid', description))
}

const ENDED: Record<Exclude<TokenStatus, 'active'>, string> = {
  spent: 'The registration token was used as often as it may be.',
  expired: 'The registration token has expired.',
  revoked: 'The registration token was revoked.',
}

/**
 * Finds out what an initial access token opens (RFC 7591 §3). It is not used up by that.
 * In: the token as sent. Refuses one that is none, is over, or is of a business unit that is deactivated; and, in words
 * of its own, one of a business unit that switched registration off.
 */
export async function openRegistrationToken(deps: Deps, value: string): Promise<Result<OpenToken, Refusal>> {
  const token = hasValidChecksum(value, 'lkp')
    ? await findRegistrationToken(deps.store, sha256Hex(value))
    : null
  const unit = token === null ? null : await deps.known.businessUnit(token.businessUnitId)
  if (token === null || unit === null || !unit.unit.active) {
    return invalid('The registration token is not valid.')
  }
  const status = tokenStatus(token, deps.clock())
  if (status !== 'active') return invalid(ENDED[status])
  if (!unit.unit.dynamicRegistrationAllowed) {
    return err(
      refusal('registration_off', 'Dynamic registration is off for the business unit of this token.'),
    )
  }
  return ok({ token, unit: unit.unit })
}

/** The client as it stands, and what it needs to prove itself from now on. */
type Answer = ClientInformation

/**
 * Registers a client (RFC 7591 §3): an internal application of the token's business unit.
 * The token is used up by it in the same transaction, so that of many at once no more win than it has uses.
 * Out: client information with its credentials, shown this once. Refuses as {@link checkClient} does, a sector
 * identifier URI that does not list the redirect URIs, and a token that was used up at this moment.
 */
export async function registerClient(
  deps: Deps,
  { token, unit }: OpenToken,
  request: ClientRequest,
  requestId: string,
): Promise<Result<Answer, Refusal>> {
  const checked = checkClient(request, {
    ceiling: narrow(token.scopes, await availableScopes(deps, unit.id)),
    implicitAllowed: unit.implicitAllowed,
    leniency: token,
    outboundFault: deps.outboundFault,
  })
  if (!checked.ok) return checked
  const made = newClient(deps, token, checked.value)
  const sector = await sectorFault(deps, made.bare.registration, checked.value)
  if (sector !== null) return err(sectorRefusal(sector))
  const accessToken = newToken('lkp')
  return commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, unit.id)
    const { registration } = made.client
    const at = registration.createdAt
    if (!(await consumeRegistrationToken(scope, token.hash, deps.clock()))) {
      return invalid('The registration token was used up or revoked at this moment.')
    }
    await insertUnderFreeName(tx, made.client, requestId)
    await insertDynamicClient(scope, {
      applicationId: registration.id,
      tokenHash: sha256Hex(accessToken),
      registrationTokenId: token.id,
      createdAt: at,
      usedAt: null,
    })
    await followLogo(scope, registration, at)
    const { secret } = made.client
    return ok({
      ...clientInformation(registration, checked.value.registered),
      // RFC 7591 §3.2.1: 0 means never.
      ...(secret === null ? {} : { client_secret: secret.value, client_secret_expires_at: 0 }),
      registration_client_uri: clientUri(deps, registration.id),
      registration_access_token: accessToken,
    })
  })
}

/** The application as it will stand, and as it would without what was registered. */
function newClient(
  deps: Deps,
  token: RegistrationToken,
  checked: CheckedClient,
): { readonly bare: NewInternal; readonly client: NewInternal } {
  const { name, clientType, scopes, callbackUrls, ...rest } = checked
  const by: ActorRef = { kind: 'system', id: token.id, name: `Registration token ${token.label}` }
  const request = { vendorName: vendorOf(token), name, clientType, scopes, callbackUrls }
  const bare = newInternal(request, { businessUnitId: token.businessUnitId, by, at: deps.clock() })
  return { bare, client: withChoices(bare, rest) }
}

/** Names are unique for a vendor, and programs of one kind all register under one name. */
async function insertUnderFreeName(tx: Commit, client: NewInternal, requestId: string): Promise<void> {
  const { registration } = client
  const scope = inBusinessUnit(tx.handle, registration.businessUnitId)
  for (const name of namesFor(registration)) {
    const named = { ...client, registration: { ...registration, name } }
    if (await insertInternal(tx, scope, named, requestId)) return
  }
  throw new Error(`no name was free for ${registration.id}`)
}
