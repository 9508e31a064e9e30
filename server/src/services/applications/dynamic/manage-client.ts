import { equalInConstantTime, sha256Hex } from '../../../keys/hash.ts'
import { hasValidChecksum } from '../../../keys/secret-format.ts'
import type { Instant } from '../../../lib/clock.ts'
import { isApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import type { ClientRequest } from '../../../protocol/registration/client-request.ts'
import { hasEnded, keysOf } from '../../../registry/applications/application.ts'
import { clientChanges } from '../../../registry/applications/dynamic/client-changes.ts'
import {
  type ClientInformation,
  clientInformation,
} from '../../../registry/applications/dynamic/client-information.ts'
import { type CheckedClient, checkClientUpdate } from '../../../registry/applications/dynamic/client-rules.ts'
import type { Registered } from '../../../registry/applications/dynamic/registered.ts'
import type { ActorRef, Registration } from '../../../registry/model.ts'
import { findApplication, findOwner, setApplicationActive } from '../../../store/applications/applications.ts'
import { dropPicture } from '../../../store/applications/client-pictures.ts'
import { listSecrets, revokeSecrets } from '../../../store/applications/credentials.ts'
import {
  type ClientReplacement,
  replaceClient as commitReplacement,
  endRegistrationAccess,
  findDynamicClient,
} from '../../../store/applications/dynamic-clients.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import { revokeFamiliesOfApplication } from '../../../store/tokens/token-families.ts'
import { commit } from '../../commit.ts'
import { noteKeys } from '../../credentials/note-keys.ts'
import type { Deps } from '../../deps.ts'
import { sectorFault } from '../check-sector.ts'
import { clientUri, namesFor, sectorRefusal } from './client-names.ts'
import { followLogo } from './client-picture.ts'

/** A client that proved by its registration access token that it may manage itself. */
export type ManagedClient = {
  readonly registration: Registration
  readonly registered: Registered
  /** The token, to be given back as it came: its value is not kept (RFC 7592 §3). */
  readonly token: string
}

/**
 * Opens the registration of a client (RFC 7592 §2).
 * In: the client_id in the address; the registration access token as sent. Refuses in one and the same words a client
 * that is unknown, registered by hand or deactivated, and a token of anybody else, so that nothing can be found out.
 */
export async function openClient(
  deps: Deps,
  clientId: string,
  token: string,
): Promise<Result<ManagedClient, Refusal>> {
  const refused = err(refusal('token_invalid', 'The registration access token is not valid for this client.'))
  if (!isApplicationId(clientId) || !hasValidChecksum(token, 'lkp')) return refused
  const owner = await findOwner(deps.store, clientId)
  if (owner === null) return refused
  const scope = inBusinessUnit(deps.store, owner)
  const tokenHash = (await findDynamicClient(scope, clientId))?.tokenHash ?? null
  if (tokenHash === null || !equalInConstantTime(tokenHash, sha256Hex(token))) return refused
  const registration = await findApplication(scope, clientId)
  const unit = await deps.known.businessUnit(owner)
  if (registration === null || !registration.active || unit?.unit.active !== true) return refused
  const { registered } = registration
  return registered === null ? refused : ok({ registration, registered, token })
}

/** Client information as it stands (RFC 7592 §2.1, §3). A client secret is not kept, so it cannot be told again. */
export function readClient(deps: Deps, client: ManagedClient): ClientInformation {
  const { registration, registered, token } = client
  return {
    ...clientInformation(registration, registered),
    registration_client_uri: clientUri(deps, registration.id),
    registration_access_token: token,
  }
}

/** What names the client in a request to replace it. */
type Named = { readonly clientId: string | null; readonly clientSecret: string | null }

/**
 * Replaces everything that a client registered (RFC 7592 §2.2). It is judged as a new registration would be, and can
 * take away from the client and never give it more than it has.
 * Refuses another client_id and a wrong client_secret, and as {@link checkClientUpdate} does.
 */
export async function replaceClient(
  deps: Deps,
  client: ManagedClient,
  update: { readonly named: Named; readonly request: ClientRequest },
  requestId: string,
): Promise<Result<ClientInformation, Refusal>> {
  const { registration: stands } = client
  const scope = inBusinessUnit(deps.store, stands.businessUnitId)
  const named = await judgeNamed(scope, stands, update.named, deps.clock())
  if (named !== null) return err(named)
  const unit = await deps.known.businessUnit(stands.businessUnitId)
  const checked = checkClientUpdate(stands, update.request, {
    implicitAllowed: unit?.unit.implicitAllowed ?? false,
    outboundFault: deps.outboundFault,
  })
  if (!checked.ok) return checked
  const sector = await sectorFault(deps, stands, checked.value)
  if (sector !== null) return err(sectorRefusal(sector))
  const replaced = await commit(deps, async tx => {
    const own = inBusinessUnit(tx.handle, stands.businessUnitId)
    const written = await write(own, client, checked.value)
    if (written === null) return null
    await followLogo(own, { id: stands.id, ...written }, deps.clock())
    const change = { before: stands.metadata, after: written.metadata, by: actorOf(stands), at: deps.clock() }
    await noteKeys(own, stands.id, change)
    if (written.metadata.tokenEndpointAuthMethod === 'private_key_jwt') {
      await revokeSecrets(own, stands.id, deps.clock())
    }
    await tx.record(own, {
      actor: actorOf(stands),
      action: 'application.edited',
      target: { kind: 'application', id: stands.id },
      changes: clientChanges(stands, written),
      requestId,
      touches: [{ kind: 'application', ref: stands.id }],
    })
    return written
  })
  if (replaced === null) {
    return err(refusal('overloaded', 'The registration was changed at this moment. Read it and try again.'))
  }
  const { registered } = replaced
  return ok(readClient(deps, { ...client, registration: { ...stands, ...replaced }, registered }))
}

/** RFC 7592 §2.2: the client_id must be there and be its own; a client_secret need not, but then must be right. */
async function judgeNamed(
  scope: Scoped,
  { id }: Registration,
  { clientId, clientSecret }: Named,
  now: Instant,
): Promise<Refusal | null> {
  if (clientId !== id) {
    return refusal('client_metadata_invalid', 'client_id must be that of the client that is replaced.')
  }
  if (clientSecret === null) return null
  const hash = sha256Hex(clientSecret)
  const live = (await listSecrets(scope, id)).filter(secret => !hasEnded(secret, now))
  const right = live.some(secret => equalInConstantTime(secret.hash, hash))
  return right ? null : refusal('client_metadata_invalid', 'client_secret is not the one of this client.')
}

/** Writes the replacement under a name that is free. Out: it; null when somebody changed the application meanwhile. */
async function write(
  scope: Scoped,
  { registration: stands, registered }: ManagedClient,
  checked: CheckedClient,
): Promise<ClientReplacement | null> {
  const { scopes, callbackUrls, implicitAllowed, metadata } = checked
  const optionalScopes = stands.optionalScopes.filter(scope => scopes.includes(scope))
  const renamed = checked.registered.clientName !== registered.clientName
  const names = renamed ? namesFor({ ...stands, name: checked.name }) : [stands.name]
  for (const name of names) {
    const wanted = { name, scopes, optionalScopes, callbackUrls, implicitAllowed, metadata }
    const client = { ...wanted, registered: checked.registered }
    const keys = keysOf({ name, vendorName: stands.vendorName })
    if (await commitReplacement(scope, { id: stands.id, version: stands.version }, client, keys)) {
      return client
    }
  }
  return null
}

function actorOf({ id, name }: Registration): ActorRef {
  return { kind: 'application', id, name }
}

/**
 * Ends a client at its own wish (RFC 7592 §2.3): its application is deactivated, its secrets and its registration
 * access token are dead, and everything it was granted ends with it. Its history stays.
 */
export async function deleteClient(
  deps: Deps,
  { registration }: ManagedClient,
  requestId: string,
): Promise<void> {
  const { id, businessUnitId } = registration
  await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, businessUnitId)
    const at = deps.clock()
    if (!(await endRegistrationAccess(scope, id))) return
    await setApplicationActive(scope, id, {
      active: false,
      at,
      by: actorOf(registration),
      reason: 'It ended its registration itself.',
    })
    await revokeFamiliesOfApplication(scope, id, at, 'application deleted itself')
    await revokeSecrets(scope, id, at)
    await dropPicture(scope, id)
    await tx.record(scope, {
      actor: actorOf(registration),
      action: 'application.deactivated',
      target: { kind: 'application', id },
      changes: [
        { field: 'status', before: 'active', after: 'inactive' },
        { field: 'registration', before: 'managed by itself', after: 'deleted by itself' },
      ],
      requestId,
      touches: [{ kind: 'application', ref: id }],
    })
  })
}
