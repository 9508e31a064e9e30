import type { ApplicationId } from '../../lib/ids.ts'
import type { Scoped } from '../handle.ts'

/** A subquery: the users of the business unit whose own consent to an application stands. */
export function consenting(scope: Scoped, applicationId: ApplicationId) {
  return scope.db
    .selectFrom('consents')
    .select('user_id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('withdrawn_at', 'is', null)
}
