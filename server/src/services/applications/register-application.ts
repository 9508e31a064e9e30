import { err, ok, type Result } from '../../lib/result.ts'
import {
  aliasOf,
  checkEdit,
  checkRegistration,
  type RegistrationRequest,
} from '../../registry/applications/application.ts'
import type { Registration } from '../../registry/model.ts'
import type { FieldFault, RegistryRefusal } from '../../registry/refusal.ts'
import type { Scoped } from '../../store/handle.ts'
import { type Commit, commit } from '../commit.ts'
import { demandProof } from '../credentials/prove.ts'
import type { Deps } from '../deps.ts'
import { type OnceKey, once } from '../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'
import { type ApplicationView, loadView } from './application-view.ts'
import { sectorFault } from './check-sector.ts'
import { followLogo } from './dynamic/client-picture.ts'
import { type EditRequest, merged, scopesItMayHave, surroundingsOf } from './edit-application.ts'
import {
  insertInternal,
  type NewInternal,
  type NewKind,
  newInternal,
  withChoices,
} from './insert-internal.ts'

export type Registered = {
  readonly view: ApplicationView
  /** Shown this once; null for an application that is public or proves itself by a key. */
  readonly secret: { readonly id: string; readonly value: string } | null
}

/** A registration as it is asked for, with whatever an edit could set as well. */
export type NewApplicationRequest = RegistrationRequest & Omit<EditRequest, 'scopes' | 'callbackUrls'>

/**
 * Registers an internal application of the actor's business unit, and gives a confidential one its first secret.
 * Refuses without `api-applications:create`, with all faults of the request at once, a name that is taken, and, where a
 * secret is made, a session whose person typed no password lately.
 */
export async function registerApplication(
  deps: Deps,
  actor: Actor,
  request: NewApplicationRequest,
  onceKey: OnceKey | null,
): Promise<Result<Registered, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:create')
  if (!allowed.ok) return allowed
  const prepared = await prepare(deps, actor, request)
  if (!prepared.ok) return err({ kind: 'invalid', faults: prepared.error })
  const insert: Insert = (tx, scope, made) => insertInternal(tx, scope, made, actor.requestId)
  return commitNew(deps, actor, { made: prepared.value, insert, onceKey })
}

/** Inserts what was made within a transaction, and records it. Out: false when its name is taken; nothing is written then. */
type Insert = (tx: Commit, scope: Scoped, made: NewInternal) => Promise<boolean>

/**
 * Commits a new application once for each Idempotency-Key. Out: it, and its secret, whose value is shown once.
 * Refuses a sector document that does not answer well, a name that is taken, and, where a secret is made, a session whose
 * person typed no password lately.
 */
export async function commitNew(
  deps: Deps,
  actor: Actor,
  {
    made,
    insert,
    onceKey,
  }: { readonly made: Prepared; readonly insert: Insert; readonly onceKey: OnceKey | null },
): Promise<Result<Registered, RegistryRefusal>> {
  const { registration, secret, bare } = made
  const sector = await sectorFault(deps, bare, registration)
  if (sector !== null) return err({ kind: 'invalid', faults: [sector] })
  const proven = secret === null ? ok(null) : demandProof(deps, actor)
  if (!proven.ok) return proven
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      if (!(await insert(tx, scope, made))) {
        return err({ kind: 'name-taken', alias: aliasOf(registration) } as const)
      }
      if (registration.metadata.logoUri !== null)
        await followLogo(scope, registration, registration.createdAt)
      const outcome = [registration.id, ...(secret === null ? [] : [secret.record.id, secret.value])]
      await claim(scope, outcome)
      return ok(outcome)
    }),
  )
  if (!words.ok) return words
  const [id = '', secretId, value] = words.value
  const view = await loadView(scopeOf(deps.store, actor), id)
  if (!view.ok) return view
  const shown = secretId === undefined || value === undefined ? null : { id: secretId, value }
  return ok({ view: view.value, secret: shown })
}

/** A new application, and the same without what an edit could have set. */
type Prepared = NewInternal & { readonly bare: Registration }

/**
 * Makes the record of what is asked for: the plain registration, and what an edit could set, judged as an edit of it.
 * Out: the record with its secret, or all faults at once.
 */
export async function prepare(
  deps: Deps,
  actor: Actor,
  request: NewApplicationRequest,
  kind: NewKind = 'internal',
): Promise<Result<Prepared, readonly FieldFault[]>> {
  const { metadata = {}, lifetimes, optionalScopes, implicitAllowed, rotateRefreshTokens, ...rest } = request
  const { tags, owners, ...asked } = rest
  const place = { businessUnitId: actor.businessUnit.id, by: refOf(actor), at: deps.clock(), kind }
  const available = await scopesItMayHave(deps, place)
  const checked = checkRegistration(asked, available, metadata.grantTypes)
  // Of a refused one, too, the record is made, so that the rest can be judged and all faults be told at once.
  const draft = newInternal(checked.ok ? checked.value : asked, place)
  const choices = {
    ...(request.metadata === undefined ? {} : { metadata }),
    ...(lifetimes === undefined ? {} : { lifetimes }),
    ...(optionalScopes === undefined ? {} : { optionalScopes }),
    ...(implicitAllowed === undefined ? {} : { implicitAllowed }),
    ...(rotateRefreshTokens === undefined ? {} : { rotateRefreshTokens }),
    ...(tags === undefined ? {} : { tags }),
    ...(owners === undefined ? {} : { owners }),
  }
  const { registration } = draft
  const around = await surroundingsOf(deps, registration, choices)
  const chosen = checkEdit(registration, merged(registration, choices), around)
  const faults = [...(checked.ok ? [] : checked.error), ...(chosen.ok ? [] : chosen.error)]
  if (faults.length > 0 || !chosen.ok) return err(faults)
  return ok({ ...withChoices(draft, chosen.value), bare: registration })
}
