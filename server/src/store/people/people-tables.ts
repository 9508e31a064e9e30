import type { ApplicationId, BusinessUnitId, UserId } from '../../lib/ids.ts'
import type { ActorRef } from '../../registry/model.ts'
import type { Invitation } from '../../registry/people/invitation.ts'
import type { ActorColumns, Bit, Time } from '../column-groups.ts'

/** Tables of what leads to people, of what they may do, and of what they leave behind. */
export type PeopleTables = {
  /** What users are found by: the words of their names, folded. */
  user_words: { business_unit_id: BusinessUnitId; word: string; user_id: UserId }
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
  security_profiles: {
    business_unit_id: BusinessUnitId
    id: string
    name: string
    name_key: string
    /** System profiles (Manager, Supervisor, Agent) are the same everywhere and cannot be changed. */
    system: Bit
    permissions: string
    scopes: string
    created_at: Time
    /** Grows with each change; null: 1. */
    version: number | null
    /** When it was last changed; null: never. */
    changed_at: Time | null
  }
  /** What security profiles permitted from when on. */
  security_profile_versions: {
    business_unit_id: BusinessUnitId
    security_profile_id: string
    version: number
    name: string
    permissions: string
    scopes: string
    created_at: Time
  } & ActorColumns<'created_by'>
  /** Security profiles that applications have of their own. */
  application_profiles: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    security_profile_id: string
    /** The user whose security profile bounds it as well. */
    given_by_id: UserId
    given_by_name: string
    given_at: Time
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
