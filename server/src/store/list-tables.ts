import type { ApplicationId, BusinessUnitId, UserId } from '../lib/ids.ts'

/** The tables behind the list of applications, as Kysely sees them. */
export type ListTables = {
  /** The owners of applications once more, to find what somebody owns. */
  application_owners: {
    business_unit_id: BusinessUnitId
    user_id: UserId
    application_id: ApplicationId
  }
  /** Users who were activated or deactivated, while what they own is being marked anew. */
  owner_checks: {
    business_unit_id: BusinessUnitId
    user_id: UserId
    /** What was last marked; empty at the beginning. */
    after: string
  }
}
