import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Contact, PersonDetails, User } from '../../registry/model.ts'
import { checkDetails, DETAIL_FIELDS } from '../../registry/people/details.ts'
import { checkContact } from '../../registry/people/user.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findUser, setContact, setDetails } from '../../store/people/users.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, type PresentActor, refOf, scopeOf } from './actor.ts'

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
    await setContact(scope, id, after, nextChange(user, deps.clock()))
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

/** What may be said of a person; what is absent stays. */
export type DetailsEdit = Partial<Omit<PersonDetails, 'updatedAt'>>

/** How often an edit looks again that lost a race: whoever was faster has changed something else. */
const LOOKS = 5

/**
 * Changes what the actor says of themselves. Out: all of it as it is now. Refuses with all faults at once.
 */
export async function editDetails(
  deps: Deps,
  actor: PresentActor,
  edit: DetailsEdit,
): Promise<Result<PersonDetails, RegistryRefusal>> {
  return commit(deps, async tx => {
    const { id } = actor.user
    for (let look = 1; look <= LOOKS; look++) {
      const user = await findUser(scopeOf(tx.handle, actor), id)
      if (user === null) throw new Error(`the user ${id} is signed in and not there`)
      const changed = await changeDetails(tx, actor, { user, edit, now: deps.clock() })
      if (changed.ok || changed.error.kind !== 'version-conflict') return changed
    }
    throw new Error(`what is said of the user ${id} changed ${LOOKS} times in a moment`)
  })
}

/**
 * Changes what is said of a user within a transaction. In: the user as loaded, and the fields to change.
 * Out: all of it as it is now. Refuses with all faults at once, and when it is no longer as it was loaded.
 * The history says which fields changed, not what stood there, as for the contact.
 */
export async function changeDetails(
  tx: Commit,
  actor: Actor,
  { user, edit, now }: { readonly user: User; readonly edit: DetailsEdit; readonly now: Instant },
): Promise<Result<PersonDetails, RegistryRefusal>> {
  const before = user.details
  const checked = checkDetails({ ...before, ...edit })
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const changed = DETAIL_FIELDS.filter(field => checked.value[field] !== before[field])
  if (changed.length === 0) return ok(before)
  const scope = scopeOf(tx.handle, actor)
  const after = { ...checked.value, updatedAt: nextChange(user, now) }
  if (!(await setDetails(scope, user.id, after, before.updatedAt))) {
    return err({ kind: 'version-conflict', current: after.updatedAt })
  }
  await tx.record(scope, {
    actor: refOf(actor),
    action: 'user.profile-changed',
    target: { kind: 'user', id: user.id },
    changes: changed.map(field => ({ field, before: null, after: null })),
    requestId: actor.requestId,
  })
  return ok(after)
}

/** When a user is said to have changed: later than the last time, so that no two states have one time. */
function nextChange({ details }: User, now: Instant): Instant {
  return Math.max(now, details.updatedAt + 1)
}
