import { err, ok, type Result } from '../../../lib/result.ts'
import { aliasOf, keysOf, MOST_SECRETS } from '../../../registry/applications/application.ts'
import { checkDescription } from '../../../registry/applications/catalogue-entry.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { insertApplication } from '../../../store/applications/applications.ts'
import { insertSecret } from '../../../store/applications/credentials.ts'
import { commit } from '../../commit.ts'
import { demandProof } from '../../credentials/prove.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'
import { loadView } from '../application-view.ts'
import { sectorFault } from '../check-sector.ts'
import { followLogo } from '../dynamic/client-picture.ts'
import { vendorOf } from '../publish-application.ts'
import { type NewApplicationRequest, prepare, type Registered } from '../register-application.ts'

/** An entry as it is asked for: an application with what it does, and whether it waits to be published. */
export type NewEntryRequest = NewApplicationRequest & {
  readonly description: string
  readonly draft: boolean
}

/**
 * Enters an external application into the catalogue, and gives a confidential one its first secret.
 * Refuses who is no operator or lacks `catalogue:edit`, with all faults of the request at once, a name that its vendor has
 * there already, and, where a secret is made, a session whose person typed no password lately.
 */
export async function publishEntry(
  deps: Deps,
  actor: Actor,
  request: NewEntryRequest,
  onceKey: OnceKey | null,
): Promise<Result<Registered, RegistryRefusal>> {
  const allowed = demand(actor, 'catalogue:edit')
  if (!allowed.ok) return allowed
  const { description: typed, draft, ...asked } = request
  const description = checkDescription(typed)
  const prepared = await prepare(deps, actor, asked, 'catalogue')
  if (!prepared.ok || !description.ok) {
    const faults = [prepared, description].flatMap(checked => (checked.ok ? [] : checked.error))
    return err({ kind: 'invalid', faults })
  }
  const { bare, secret } = prepared.value
  const entry = {
    ...prepared.value.registration,
    description: description.value,
    active: !draft,
    owners: [],
  }
  const sector = await sectorFault(deps, bare, entry)
  if (sector !== null) return err({ kind: 'invalid', faults: [sector] })
  const proven = secret === null ? ok(null) : demandProof(deps, actor)
  if (!proven.ok) return proven
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      const keys = keysOf(entry)
      const at = { verified: undefined, at: entry.createdAt }
      const vendorId = await vendorOf(tx, entry.vendorName, keys.sortVendor, at)
      if ((await insertApplication(scope, entry, { ...keys, vendorId })) !== 'inserted') {
        return err({ kind: 'name-taken', alias: aliasOf(entry) } as const)
      }
      if (secret !== null) await insertSecret(scope, secret.record, MOST_SECRETS)
      if (entry.metadata.logoUri !== null) await followLogo(scope, entry, entry.createdAt)
      const outcome = [entry.id, ...(secret === null ? [] : [secret.record.id, secret.value])]
      await claim(scope, outcome)
      await tx.record(scope, {
        actor: entry.createdBy,
        action: draft ? 'application.drafted' : 'application.published',
        target: { kind: 'application', id: entry.id },
        changes: [
          { field: 'description', before: null, after: entry.description },
          { field: 'scopes', before: null, after: entry.scopes.join(' ') },
        ],
        requestId: actor.requestId,
        touches: [{ kind: 'application', ref: entry.id }],
      })
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
