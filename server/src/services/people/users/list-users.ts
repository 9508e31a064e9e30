import type { Instant } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Tally } from '../../../lib/tally.ts'
import type { SecurityProfile } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { findLastSignIns } from '../../../store/people/last-sign-ins.ts'
import { countUsers, listUsers as loadPage, type UserFilter } from '../../../store/people/user-list.ts'
import { type ListPage, openCursor, sealCursor } from '../../applications/cursor.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../actor.ts'
import { profileOf } from '../profile-of.ts'
import type { UserView } from '../users.ts'

const PAGE = 50

export type ListedUser = UserView & { readonly lastSignInAt: Instant | null }

/**
 * One page of the users of the actor's business unit that fit, and how many there are on all pages.
 * Refuses without `users:view`, and a cursor of another list or another filter.
 */
export async function listUsers(
  deps: Deps,
  actor: Actor,
  { cursor, ...filter }: UserFilter & { readonly cursor: string | null },
): Promise<Result<ListPage<ListedUser> & { readonly total: Tally }, RegistryRefusal>> {
  const allowed = demand(actor, 'users:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const { search, active, profileId } = filter
  const bound = JSON.stringify(['users', scope.businessUnitId, search, active, profileId])
  const after = cursor === null ? null : openCursor(deps, bound, cursor)
  if (cursor !== null && after === null) return err({ kind: 'cursor' })
  const [rows, total] = await Promise.all([
    loadPage(scope, filter, { after: after?.id ?? null, limit: PAGE + 1 }),
    countUsers(scope, filter),
  ])
  const shown = rows.slice(0, PAGE)
  const signIns = await findLastSignIns(
    scope,
    shown.map(({ id }) => id),
  )
  const profiles = new Map<string, SecurityProfile>()
  const items: ListedUser[] = []
  for (const user of shown) {
    const profile = profiles.get(user.securityProfileId) ?? (await profileOf(scope, user))
    profiles.set(user.securityProfileId, profile)
    items.push({ user, profile, lastSignInAt: signIns.get(user.id) ?? null })
  }
  const last = items.at(-1)
  const more = rows.length > PAGE && last !== undefined
  return ok({ items, total, nextCursor: more ? sealCursor(deps, bound, { key: 0, id: last.user.id }) : null })
}
