import { err, type Result } from '../../../lib/result.ts'
import { checkDescription } from '../../../registry/applications/catalogue-entry.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import type { Deps } from '../../deps.ts'
import type { OnceKey } from '../../idempotency.ts'
import { type Actor, demand } from '../../people/actor.ts'
import { insertEntry } from '../publish-application.ts'
import { commitNew, type NewApplicationRequest, prepare, type Registered } from '../register-application.ts'

/** An entry as it is asked for: an application with what it does, and whether it waits to be published. */
type NewEntryRequest = NewApplicationRequest & {
  readonly description: string
  readonly draft: boolean
}

/**
 * Enters an external application into the catalogue, and gives a confidential one its first secret.
 * Refuses who is no operator or lacks `catalogue:edit`, with all faults of the request at once, and as
 * {@link commitNew} does; names are taken by vendor.
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
  const { registration } = prepared.value
  const entry = { ...registration, description: description.value, active: !draft, owners: [] }
  return commitNew(deps, actor, {
    made: { ...prepared.value, registration: entry },
    insert: (tx, scope, made) => insertEntry(tx, scope, made, actor.requestId),
    onceKey,
  })
}
