import type { ApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import type { TokenRequest } from '../../../protocol/token-request.ts'
import { mayUseGrant } from '../../../registry/applications/dynamic/registered-use.ts'
import type { Registration } from '../../../registry/model.ts'
import { noteFirstUse } from '../../../store/applications/dynamic-clients.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import type { Deps } from '../../deps.ts'
import { isOutage } from '../../outage.ts'

/**
 * Refuses a grant that the application may not use: its owner did not choose it, or it did not register for it (RFC 7591
 * §2, grant_types). In: a proven client, and the grant it asks for. Out: the application, for {@link noteUse}.
 */
export async function demandGrant(
  deps: Deps,
  applicationId: ApplicationId,
  grant: TokenRequest['grant'],
): Promise<Result<Registration | null, Refusal>> {
  const registration = (await deps.known.client(applicationId))?.registration
  if (registration === undefined || mayUseGrant(registration, grant)) return ok(registration ?? null)
  return err(refusal('grant_not_allowed', `The application is not registered for the grant ${grant}.`))
}

/** Of what is remembered of clients, that whose use was noted; it goes when that is read anew. */
const noted = new WeakSet<Registration>()

/**
 * Notes that a client which registered itself was given something, so that it does not count as never used
 * (`retire-unused.ts`). In: the application as it is remembered. Costs a write a minute at most for each.
 */
export async function noteUse(deps: Deps, registration: Registration): Promise<void> {
  const { id, businessUnitId, registered } = registration
  if (registered === null || noted.has(registration)) return
  noted.add(registration)
  try {
    await noteFirstUse(inBusinessUnit(deps.store, businessUnitId), id, deps.clock())
  } catch (fault) {
    // What was given is given: it is answered, and noted the next time.
    if (!isOutage(fault)) throw fault
    noted.delete(registration)
  }
}
