import { err, ok, type Result } from '../../lib/result.ts'
import type { Contact, PersonDetails } from '../../registry/model.ts'
import { checkDetails, DETAIL_FIELDS, NO_DETAILS } from '../../registry/people/details.ts'
import { checkContact } from '../../registry/people/user.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findUser, setContact, setDetails } from '../../store/people/users.ts'
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
    await setDetails(scope, id, { updatedAt: deps.clock() })
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
