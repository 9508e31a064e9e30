import { sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import type { ActorRef } from '../../registry/model.ts'
import { won } from '../columns.ts'
import { type Scoped, together } from '../handle.ts'
import { makeFindable } from './applications.ts'

type Done = { readonly at: Instant; readonly by: ActorRef }

function changedBy({ at, by }: Done) {
  return {
    status_changed_at: at,
    status_changed_by_kind: by.kind,
    status_changed_by_id: by.id,
    status_changed_by_name: by.name,
  }
}

/**
 * Contains an application, whether it is active or not: from then on it is inactive, and remembers how it stood.
 * Out: false when it is contained already or unknown here.
 */
export async function containApplication(
  scope: Scoped,
  id: ApplicationId,
  done: Done & { readonly reason: string },
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('applications')
      .set(eb => ({
        ...changedBy(done),
        contained_from: sql<'active' | 'inactive'>`case active when 1 then 'active' else 'inactive' end`,
        contained_reason: done.reason,
        active: 0 as const,
        version: eb('version', '+', 1),
      }))
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('id', '=', id)
      .where('contained_from', 'is', null)
      .where('kind', 'in', ['internal', 'authorization'])
      .executeTakeFirst()
    if (won(result)) await makeFindable(tx, id)
    return won(result)
  })
}

/** Lets an application stand again as it did before it was contained. Out: false when it is not, or is unknown here. */
export async function liftContainment(scope: Scoped, id: ApplicationId, done: Done): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('applications')
      .set(eb => ({
        ...changedBy(done),
        active: sql<0 | 1>`case contained_from when 'active' then 1 else 0 end`,
        contained_from: null,
        contained_reason: null,
        version: eb('version', '+', 1),
      }))
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('id', '=', id)
      .where('contained_from', 'is not', null)
      .executeTakeFirst()
    if (won(result)) await makeFindable(tx, id)
    return won(result)
  })
}

/** Puts another reason in place of why an application is contained. Out: false when it has this one, or is not contained. */
export async function setContainmentReason(
  scope: Scoped,
  id: ApplicationId,
  reason: string,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('applications')
    .set(eb => ({ contained_reason: reason, version: eb('version', '+', 1) }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('contained_from', 'is not', null)
    .where('contained_reason', '!=', reason)
    .executeTakeFirst()
  return won(result)
}
