import { err, ok, type Result } from '../../lib/result.ts'
import type { PersonDetails } from '../../registry/model.ts'
import { checkDetails, DETAIL_FIELDS, NO_DETAILS } from '../../registry/people/details.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findUser, setDetails } from '../../store/people/users.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type PresentActor, refOf, scopeOf } from './actor.ts'

/** What a person may say of themselves; what is absent stays. */
type DetailsEdit = Partial<Omit<PersonDetails, 'updatedAt'>>

/**
 * Changes what the actor says of themselves. Out: all of it as it is now. Refuses with all faults at once.
 * The history says which fields changed, not what stood there, as for the contact.
 */
export async function editDetails(
  deps: Deps,
  actor: PresentActor,
  edit: DetailsEdit,
): Promise<Result<PersonDetails, RegistryRefusal>> {
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const { id } = actor.user
    const before = (await findUser(scope, id))?.details ?? NO_DETAILS
    const checked = checkDetails({ ...before, ...edit })
    if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
    const changed = DETAIL_FIELDS.filter(field => checked.value[field] !== before[field])
    if (changed.length === 0) return ok(before)
    const after = { ...checked.value, updatedAt: deps.clock() }
    await setDetails(scope, id, after)
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'user.profile-changed',
      target: { kind: 'user', id },
      changes: changed.map(field => ({ field, before: null, after: null })),
      requestId: actor.requestId,
    })
    return ok(after)
  })
}
