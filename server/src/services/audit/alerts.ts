import { err, ok, type Result } from '../../lib/result.ts'
import { checkAlertNote } from '../../registry/audit/alert-note.ts'
import { MOST_COUNTED_ALERTS } from '../../registry/audit/alerts.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import {
  acknowledgeAlert as commitAcknowledgement,
  countOpenAlerts as count,
  findAlert,
  type ListedAlert,
  listAlerts as loadAll,
  listAlertsOf as loadOf,
} from '../../store/audit/alerts.ts'
import { type ListPage, newestFirst } from '../applications/cursor.ts'
import { readApplication } from '../applications/read-applications.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'

export type { ListedAlert } from '../../store/audit/alerts.ts'

/**
 * One page of the alerts of the actor's business unit, newest first.
 * In: whether those that somebody acknowledged. Refuses without `api-applications:view`, and a foreign cursor.
 */
export async function listAlerts(
  deps: Deps,
  actor: Actor,
  acknowledged: boolean,
  cursor: string | null,
): Promise<Result<ListPage<ListedAlert>, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const list = ['alerts', scope.businessUnitId, acknowledged ? 'acknowledged' : 'open']
  return newestFirst(deps, list, cursor, page => loadAll(scope, acknowledged, page))
}

/**
 * One page of what an application's owner was alerted to, newest first.
 * Refuses as reading the application does, and a cursor that does not belong to this list.
 */
export async function listAlertsOf(
  deps: Deps,
  actor: Actor,
  id: string,
  cursor: string | null,
): Promise<Result<ListPage<ListedAlert>, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const scope = scopeOf(deps.store, actor)
  const applicationId = found.value.registration.id
  return newestFirst(deps, ['alerts-of', scope.businessUnitId, id], cursor, page =>
    loadOf(scope, applicationId, page),
  )
}

/** How many alerts are open in the actor's business unit, up to a hundred. Refuses without `api-applications:view`. */
export async function countOpenAlerts(deps: Deps, actor: Actor): Promise<Result<number, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  return allowed.ok ? ok(await count(scopeOf(deps.store, actor), MOST_COUNTED_ALERTS)) : allowed
}

/**
 * Keeps the actor's word that an alert was looked into; it is open no longer.
 * In: its id, and what the actor found (may be empty). Refuses without `api-applications:edit`, a note that is too
 * long, an unknown id, and an alert that somebody acknowledged before.
 */
export async function acknowledgeAlert(
  deps: Deps,
  actor: Actor,
  request: { readonly id: string; readonly note: string },
): Promise<Result<ListedAlert, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:edit')
  if (!allowed.ok) return allowed
  const note = checkAlertNote(request.note)
  if (!note.ok) return err({ kind: 'invalid', faults: note.error })
  const word = { at: deps.clock(), by: refOf(actor), note: note.value }
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const won = await commitAcknowledgement(scope, request.id, word)
    const alert = await findAlert(scope, request.id)
    if (alert === null) return err({ kind: 'not-found', what: 'alert' } as const)
    if (!won) {
      return err({ kind: 'acknowledged-already', by: alert.acknowledged?.by.name ?? '' } as const)
    }
    const target =
      alert.applicationId === null
        ? { kind: 'business-unit', id: scope.businessUnitId }
        : { kind: 'application', id: alert.applicationId }
    await tx.record(scope, {
      actor: word.by,
      action: 'alert.acknowledged',
      target,
      changes: [
        { field: 'alert', before: null, after: alert.kind },
        ...(word.note === '' ? [] : [{ field: 'note', before: null, after: word.note }]),
      ],
      requestId: actor.requestId,
    })
    return ok(alert)
  })
}
