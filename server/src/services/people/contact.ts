import { err, ok, type Result } from '../../lib/result.ts'
import type { Contact } from '../../registry/model.ts'
import { checkContact } from '../../registry/people/user.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findUser, setContact, touchPerson } from '../../store/people/users.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type PresentActor, refOf, scopeOf } from './actor.ts'

/** What of their contact data a person may write themselves; what is absent stays. */
type ContactEdit = Partial<Pick<Contact, 'email' | 'phone' | 'address'>>

const FIELDS = ['email', 'phone', 'address'] as const

/**
 * Changes how to reach the actor. An e-mail address or phone number that changes is not verified any more.
 * Out: the contact data as they are now. Refuses with all faults at once. The history says which fields changed, not
 * what stood there: it is kept for good, and these are nobody else's business.
 */
export async function editContact(
  deps: Deps,
  actor: PresentActor,
  edit: ContactEdit,
): Promise<Result<Contact, RegistryRefusal>> {
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const { id } = actor.user
    const user = await findUser(scope, id)
    if (user === null) throw new Error(`the user ${id} is signed in and not there`)
    const before = user.contact
    const checked = checkContact({ ...before, ...edit })
    if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
    const after = {
      ...checked.value,
      emailVerified: checked.value.emailVerified && checked.value.email === before.email,
      phoneVerified: checked.value.phoneVerified && checked.value.phone === before.phone,
    }
    const changed = FIELDS.filter(field => after[field] !== before[field])
    if (changed.length === 0) return ok(before)
    await setContact(scope, id, after)
    await touchPerson(scope, id, deps.clock())
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'user.contact-changed',
      target: { kind: 'user', id },
      changes: changed.map(field => ({ field, before: null, after: null })),
      requestId: actor.requestId,
    })
    return ok(after)
  })
}
