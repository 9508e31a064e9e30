import { isUserId, type UserId } from '../../../lib/ids.ts'
import type { AskedOwner, Candidate } from '../../../registry/applications/governance.ts'
import type { FieldChange, Registration } from '../../../registry/model.ts'
import { userNameKey } from '../../../registry/people/user.ts'
import { makeFindable } from '../../../store/applications/applications.ts'
import { nextOwnerCheck, stepOwnerCheck } from '../../../store/applications/lists/owners.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import { findUserByName, findUsers } from '../../../store/people/users.ts'
import type { Deps } from '../../deps.ts'

/** Somebody who owns applications, as lists and pages show them. */
export type Owner = Candidate & { readonly fullName: string }

/** More than can be owners are not looked for one by one; the rule refuses them by their number. */
const MOST_LOOKED_FOR = 20

/** Whom of the business unit ids or user names name. One that is another business unit's names nobody. */
export async function askedOwners(scope: Scoped, typed: readonly string[]): Promise<AskedOwner[]> {
  const ids = typed.filter(isUserId).slice(0, MOST_LOOKED_FOR)
  const byId = new Map((await findUsers(scope, ids)).map(user => [String(user.id), user]))
  const asked: AskedOwner[] = []
  for (const [index, text] of typed.entries()) {
    const key = isUserId(text) || index >= MOST_LOOKED_FOR ? null : userNameKey(text)
    const named = key === null ? null : await findUserByName(scope, key)
    const ours = named !== null && named.user.businessUnitId === scope.businessUnitId ? named.user : null
    asked.push({ typed: text, user: byId.get(text) ?? ours })
  }
  return asked
}

/** The owners of applications. Out: them by their id; who is not there any more is missing. */
export async function ownersOf(
  scope: Scoped,
  applications: readonly Pick<Registration, 'owners'>[],
): Promise<ReadonlyMap<UserId, Owner>> {
  const ids = [...new Set(applications.flatMap(({ owners }) => owners))]
  return new Map((await findUsers(scope, ids)).map(user => [user.id, user]))
}

/** The owners of one application, the first one first. */
export function inOrder(
  { owners }: Pick<Registration, 'owners'>,
  known: ReadonlyMap<UserId, Owner>,
): Owner[] {
  return owners.flatMap(id => known.get(id) ?? [])
}

/** How a change of owners stands in the history: by user names, which an edit takes as well. */
export async function ownerChanges(
  scope: Scoped,
  { owners: stands }: Pick<Registration, 'owners'>,
  wanted: readonly UserId[] | undefined,
): Promise<FieldChange[]> {
  if (wanted === undefined || wanted.join(' ') === stands.join(' ')) return []
  const users = await ownersOf(scope, [{ owners: [...stands, ...wanted] }])
  const names = (ids: readonly UserId[]) => ids.map(id => users.get(id)?.userName ?? id).join(' ')
  return [{ field: 'owners', before: names(stands), after: names(wanted) }]
}

/** How many applications are marked anew in one transaction. */
const STEP = 100
/** How many steps one turn takes, so that a turn ends. */
const STEPS = 50

/**
 * Marks anew what users own who were activated or deactivated, so that "without an active owner" is true of it. Goes on
 * where an earlier turn, or one that was killed, ended. Out: how many applications were marked.
 */
export async function checkOwnersAnew(deps: Deps): Promise<number> {
  let marked = 0
  for (let step = 0; step < STEPS; step++) {
    const next = await nextOwnerCheck(deps.store)
    if (next === null) return marked
    marked += await deps.store.transact(async tx => {
      const scope = inBusinessUnit(tx, next.businessUnitId)
      const ids = await stepOwnerCheck(scope, next.userId, STEP)
      for (const id of ids) await makeFindable(scope, id)
      return ids.length
    })
  }
  return marked
}
