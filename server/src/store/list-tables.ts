import type { ApplicationId, BusinessUnitId, UserId } from '../lib/ids.ts'
import type { BulkState, BulkWork, ItemReason, ItemState } from '../registry/applications/bulk/bulk-change.ts'
import type { ActorRef } from '../registry/model.ts'
import type { ActorColumns, Bit, Time } from './column-groups.ts'

/** The tables behind the list of applications, and of what goes to another one's list, as Kysely sees them. */
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
  /** Applications offered to another business unit, and what became of each offer; kept by who offers. */
  application_transfers: {
    business_unit_id: BusinessUnitId
    id: string
    application_id: ApplicationId
    /** Whom it is offered to; null where nobody has that number. */
    to_business_unit_id: BusinessUnitId | null
    to_number: string
    /** As they were when it was offered. */
    vendor_name: string
    name: string
    words: string | null
    /** What is offered and past its end has ended by itself. */
    state: 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'ended'
    created_at: Time
    ends_at: Time
    answer: string | null
    answered_at: Time | null
  } & ActorColumns<'created_by'>
  /** Changes of many applications at once. */
  bulk_changes: {
    business_unit_id: BusinessUnitId
    id: string
    state: BulkState
    action: BulkWork['action']
    undoes: BulkWork['undoes']
    reason: string | null
    tag: string | null
    owner: UserId | null
    by_kind: ActorRef['kind']
    by_id: string
    by_name: string
    total: number
    /** What ends, as it was counted when it was planned, and whether all was looked at; null: nothing ends. */
    sign_ins: number | null
    people: number | null
    consented: number | null
    families_whole: Bit | null
    consents_whole: Bit | null
    created_at: Time
    started_at: Time | null
    ended_at: Time | null
    undo_of: string | null
    undone_by: string | null
    /** Until then whoever works on it, or plans it, is left alone. */
    leased_until: Time
    /** The request as it came, until it is planned to its end; null: that is done. */
    asked: string | null
  }
  /** The applications of a bulk change, and what became of each. */
  bulk_items: {
    business_unit_id: BusinessUnitId
    bulk_id: string
    application_id: string
    name: string | null
    state: ItemState
    reason: ItemReason | null
    detail: string | null
    /** Of an undo: the version that is undone, and what was before. */
    expected: number | null
    restore_tags: string | null
    restore_owners: string | null
    restore_reason: string | null
    /** What stood before the change, and the version that it left; null before that. */
    before_tags: string | null
    before_owners: string | null
    before_reason: string | null
    left_version: number | null
    created_at: Time
  }
}
