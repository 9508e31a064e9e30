import type { ApplicationId, UserId } from '../../lib/ids.ts'
import type { Consents } from '../../registry/people/consent.ts'
import type { Scoped } from '../../store/handle.ts'
import { findConsent } from '../../store/people/consents.ts'
import { findUnitConsent } from '../../store/people/unit-consents.ts'

/** Loads who said yes to an application: the user, and an administrator for everybody of the business unit. */
export async function loadConsents(
  scope: Scoped,
  userId: UserId,
  applicationId: ApplicationId,
): Promise<Consents> {
  const own = await findConsent(scope, userId, applicationId)
  return { own, unit: await findUnitConsent(scope, applicationId) }
}
