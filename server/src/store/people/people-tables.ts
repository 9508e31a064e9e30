import type { BusinessUnitId, UserId } from '../../lib/ids.ts'
import type { ActorRef } from '../../registry/model.ts'
import type { Invitation } from '../../registry/people/invitation.ts'
import type { Bit, Time } from '../column-groups.ts'

/** Tables of what leads to people, and of what they leave behind. */
export type PeopleTables = {
  /** What the next letter to a person tells of, and what one told of: nothing is told twice. */
  letter_items: {
    business_unit_id: BusinessUnitId
    user_id: UserId
    topic: 'reminder' | 'alert'
    /** The id of the secret or the alert. */
    subject: string
    /** Of a reminder: which of a secret's. */
    detail: string
    created_at: Time
    /** When it is to be told; null once it was. */
    due_at: Time | null
    told_at: Time | null
  }
  invitations: {
    business_unit_id: BusinessUnitId
    id: string
    /** SHA-256 of the secret in its link. */
    hash: string
    user_name: string
    full_name: string
    security_profile_id: string
    language: Invitation['language']
    by_mail: Bit
    by_kind: ActorRef['kind']
    by_id: string
    by_name: string
    created_at: Time
    sent_at: Time
    expires_at: Time
    settled_at: Time | null
  }
}
