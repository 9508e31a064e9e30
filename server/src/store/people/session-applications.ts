import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, SessionId } from '../../lib/ids.ts'
import type { Scoped } from '../handle.ts'

/** Notes that an application took part in a session that ends at `endsAt` at the latest. Once is enough. */
export async function addSessionApplication(
  scope: Scoped,
  part: { readonly sessionId: SessionId; readonly applicationId: ApplicationId; readonly endsAt: Instant },
): Promise<void> {
  await scope.db
    .insertInto('session_applications')
    .values({
      business_unit_id: scope.businessUnitId,
      session_id: part.sessionId,
      application_id: part.applicationId,
      ends_at: part.endsAt,
    })
    .onConflict(conflict =>
      conflict.columns(['business_unit_id', 'session_id', 'application_id']).doNothing(),
    )
    .execute()
}

/** The applications that took part in a session, in the order of their ids. */
export async function listSessionApplications(scope: Scoped, sessionId: SessionId): Promise<ApplicationId[]> {
  const rows = await scope.db
    .selectFrom('session_applications')
    .select('application_id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('session_id', '=', sessionId)
    .orderBy('application_id')
    .execute()
  return rows.map(row => row.application_id)
}

/** Moves on the latest end of a session, in what is kept of the applications that took part in it. */
export async function prolongSessionApplications(
  scope: Scoped,
  sessionId: SessionId,
  endsAt: Instant,
): Promise<void> {
  await scope.db
    .updateTable('session_applications')
    .set({ ends_at: endsAt })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('session_id', '=', sessionId)
    .where('ends_at', '<', endsAt)
    .execute()
}
