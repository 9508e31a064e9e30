import type { ApplicationId, BusinessUnitId, UserId } from '../lib/ids.ts'
import type { Bit, Time } from './column-groups.ts'

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
  /** Views of the list of applications that users saved for themselves. */
  list_views: {
    business_unit_id: BusinessUnitId
    user_id: UserId
    id: string
    name: string
    /** The name folded, unique for a user. */
    name_key: string
    /** JSON: the parameters of the list. */
    query: string
    columns: string | null
    by_default: Bit
    created_at: Time
  }
}
