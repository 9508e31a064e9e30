import type { ApplicationId, BusinessUnitId } from '../../../lib/ids.ts'
import type { ActorRef } from '../../../registry/model.ts'
import type { Bit, Time } from '../../column-groups.ts'

/** By whom something was added; null: that was not kept then. */
type Adder = {
  added_at: Time | null
  added_by_kind: ActorRef['kind'] | null
  added_by_id: string | null
  added_by_name: string | null
}

/** The tables of what is known of public keys, as Kysely sees them. */
export type KeyTables = {
  application_keys: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    thumbprint: string
    /** Whether it came from the URL of a key set; then it was added when it was first used. */
    published: Bit
    kid: string | null
    last_used_at: Time | null
    last_used_from: string | null
  } & Adder
  key_set_urls: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    url: string
    /** When it last gave a key set. */
    fetched_at: Time | null
    /** When it last gave none, and why. */
    failed_at: Time | null
    failure: 'unanswered' | 'status' | 'private' | 'unreadable' | 'unusable' | null
    status: number | null
  } & Adder
}
