import { err, ok, type Result } from '../../lib/result.ts'
import {
  aliasOf,
  checkEdit,
  type EditSurroundings,
  keysOf,
  type RegistrationEdit,
} from '../../registry/applications/application.ts'
import { changesOf } from '../../registry/applications/changes.ts'
import type { ClientMetadata } from '../../registry/applications/client-metadata.ts'
import { type Lifetimes, NO_LIFETIMES } from '../../registry/applications/lifetimes.ts'
import type { Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { editApplication as commitEdit, isNameFree } from '../../store/applications/applications.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { commit } from '../commit.ts'
import { noteKeys } from '../credentials/note-keys.ts'
import type { Deps } from '../deps.ts'
import { type Actor, refOf, scopeOf } from '../people/actor.ts'
import { mayHoldCredentials } from '../people/profiles/own-profile.ts'
import { type ApplicationView, loadToChange, reload } from './application-view.ts'
import { availableScopes } from './available-scopes.ts'
import { sectorFault } from './check-sector.ts'
import { followLogo } from './dynamic/client-picture.ts'
import { askedOwners, ownerChanges } from './lists/owners.ts'

/** An edit as it is asked for: within the groups, too, what is absent stays. */
export type EditRequest = Omit<RegistrationEdit, 'metadata' | 'lifetimes' | 'owners'> & {
  readonly metadata?: Partial<ClientMetadata>
  readonly lifetimes?: Partial<Lifetimes>
  /** Ids or user names. */
  readonly owners?: readonly string[]
}

/**
 * Edits names, scopes, callback URLs, grants, tags and owners of an application of the actor's business unit.
 * In: the application's id, the version the actor last saw, the fields to change.
 * Refuses without `api-applications:edit` (and `catalogue:edit` for what is published), an unknown id, a name that is taken, faults (all at once; whether a stranger's
 * server answers well is asked last), and a version that is no longer the current one: then nothing is overwritten.
 */
export async function editApplication(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly version: number },
  request: EditRequest,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const loaded = await loadToChange(deps, actor, target.id, 'api-applications:edit')
  if (!loaded.ok) return loaded
  const { registration } = loaded.value
  if (registration.version !== target.version) {
    return err({ kind: 'version-conflict', current: registration.version })
  }
  const around = await surroundingsOf(deps, registration, request)
  const checked = checkEdit(registration, merged(registration, request), around)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const changes = [
    ...changesOf(registration, checked.value),
    ...(await ownerChanges(scopeOf(deps.store, actor), registration, checked.value.owners)),
  ]
  if (changes.length === 0) return loaded
  const sector = await sectorFault(deps, registration, checked.value)
  if (sector !== null) return err({ kind: 'invalid', faults: [sector] })
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if (changesProof(registration.metadata, checked.value.metadata)) {
      const mayHold = await mayHoldCredentials(scope, actor, registration.id)
      if (!mayHold.ok) return mayHold
    }
    const { name, vendorName } = checked.value
    const renamed = { ...registration, ...checked.value }
    const keys = name === undefined && vendorName === undefined ? null : keysOf(renamed)
    if (keys !== null && !(await isNameFree(scope, keys.aliasKey, registration.id, registration.kind))) {
      return err({ kind: 'name-taken', alias: aliasOf(renamed) } as const)
    }
    if (!(await commitEdit(scope, { id: registration.id, version: target.version }, checked.value, keys))) {
      return err({ kind: 'version-conflict', current: target.version + 1 } as const)
    }
    const { metadata: before, id: edited } = registration
    await noteKeys(scope, edited, { before, after: renamed.metadata, by: refOf(actor), at: deps.clock() })
    if (renamed.metadata.logoUri !== registration.metadata.logoUri) {
      await followLogo(scope, renamed, deps.clock())
    }
    await tx.record(scope, {
      actor: refOf(actor),
      action: registration.kind === 'catalogue' ? 'application.version-published' : 'application.edited',
      target: { kind: 'application', id: registration.id },
      changes,
      requestId: actor.requestId,
      touches: [{ kind: 'application', ref: registration.id }],
    })
    return ok(await reload(scope, registration.id))
  })
}

/** Whether what an application proves itself by becomes another. */
function changesProof(before: ClientMetadata, after: ClientMetadata | undefined): boolean {
  if (after === undefined) return false
  const proof = (metadata: ClientMetadata) =>
    JSON.stringify([metadata.jwks, metadata.jwksUri, metadata.tokenEndpointAuthMethod])
  return proof(before) !== proof(after)
}

/** What an edit of the application is judged by. */
export async function surroundingsOf(
  deps: Deps,
  registration: Registration,
  { owners }: EditRequest,
): Promise<EditSurroundings> {
  const scope = inBusinessUnit(deps.store, registration.businessUnitId)
  const unit = await deps.known.businessUnit(registration.businessUnitId)
  return {
    available: await scopesItMayHave(deps, registration),
    implicitAllowed: unit?.unit.implicitAllowed ?? false,
    limits: unit?.unit.limits ?? NO_LIFETIMES,
    outboundFault: deps.outboundFault,
    askedOwners: owners === undefined ? null : await askedOwners(scope, owners),
  }
}

/** The edit with its groups whole. Scopes that are given up are optional no longer. */
export function merged(registration: Registration, request: EditRequest): RegistrationEdit {
  const { metadata, lifetimes, owners: _asked, ...plain } = request
  const { scopes, optionalScopes } = plain
  const left = registration.optionalScopes.filter(scope => scopes?.includes(scope) ?? true)
  const own = registration.kind !== 'authorization'
  const fewer = own && optionalScopes === undefined && left.length < registration.optionalScopes.length
  return {
    ...plain,
    ...(fewer ? { optionalScopes: left } : {}),
    ...(metadata === undefined ? {} : { metadata: { ...registration.metadata, ...metadata } }),
    ...(lifetimes === undefined ? {} : { lifetimes: { ...registration.lifetimes, ...lifetimes } }),
  }
}

/**
 * An internal application may have what is switched on, one that is published whatever the platform has, and an external
 * one no more than its vendor asks for.
 */
export async function scopesItMayHave(
  deps: Deps,
  registration: Pick<Registration, 'kind' | 'businessUnitId'> & { readonly id?: Registration['id'] },
): Promise<readonly string[]> {
  if (registration.kind === 'catalogue') return (await deps.known.apis()).scopes.map(({ name }) => name)
  if (registration.kind === 'internal') return availableScopes(deps, registration.businessUnitId)
  const owner = registration.id === undefined ? null : await deps.known.client(registration.id)
  return owner?.registration.scopes ?? []
}
