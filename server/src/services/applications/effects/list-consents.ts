import { err, ok, type Result } from '../../../lib/result.ts'
import type { Consent, User } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { listConsentsTo } from '../../../store/people/consents.ts'
import { findUsers } from '../../../store/people/users.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'
import { loadView } from '../application-view.ts'
import { type ListPage, openCursor, sealCursor } from '../cursor.ts'

const PAGE = 50

type PersonConsent = { readonly user: User; readonly consent: Consent }

/**
 * One page of the people whose own consent to an application of the actor's business unit stands, latest first.
 * Refuses without `api-applications:view` and `users:view`, an unknown id, and a cursor of another list.
 */
export async function listConsents(
  deps: Deps,
  actor: Actor,
  id: string,
  cursor: string | null,
): Promise<Result<ListPage<PersonConsent>, RegistryRefusal>> {
  for (const permission of ['users:view', 'api-applications:view'] as const) {
    const allowed = demand(actor, permission)
    if (!allowed.ok) return allowed
  }
  const scope = scopeOf(deps.store, actor)
  const loaded = await loadView(scope, id)
  if (!loaded.ok) return loaded
  const list = JSON.stringify(['consents', scope.businessUnitId, id])
  const place = cursor === null ? null : openCursor(deps, list, cursor)
  if (cursor !== null && place === null) return err({ kind: 'cursor' })
  const after = place === null ? null : { grantedAt: Number(place.key), userId: place.id }
  const rows = await listConsentsTo(scope, loaded.value.registration.id, { after, limit: PAGE + 1 })
  const shown = rows.slice(0, PAGE)
  const items: PersonConsent[] = []
  const users = await findUsers(
    scope,
    shown.map(({ userId }) => userId),
  )
  const byId = new Map(users.map(user => [user.id, user]))
  for (const consent of shown) {
    const user = byId.get(consent.userId)
    if (user !== undefined) items.push({ user, consent })
  }
  const last = shown.at(-1)
  const next = rows.length > PAGE && last !== undefined ? { key: last.grantedAt, id: last.userId } : null
  return ok({ items, nextCursor: next === null ? null : sealCursor(deps, list, next) })
}
