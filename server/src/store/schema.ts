import type { ApplicationId, BusinessUnitId, SecretId, UserId } from '../lib/ids.ts'
import type { Picture } from '../registry/applications/dynamic/picture.ts'
import type { Alert } from '../registry/audit/alerts.ts'
import type { ActorRef, BusinessUnit, SigningKeyRecord } from '../registry/model.ts'
import type { KeyTables } from './applications/keys/key-tables.ts'
import type { AuditLogTables } from './audit/log/log-tables.ts'
import type {
  ActorColumns,
  Bit,
  LifetimeColumns,
  ListColumns,
  MetadataColumns,
  Time,
} from './column-groups.ts'
import type { ListTables } from './list-tables.ts'
import type { PeopleTables } from './people/people-tables.ts'
import type { PlatformTables } from './platform/platform-tables.ts'
import type { TokenTables } from './token-tables.ts'

/** Every table as Kysely sees it. The migrations beside this file make them. */
export type Database = {
  business_units: {
    id: BusinessUnitId
    number: string
    name: string
    environment: 'production' | 'sandbox'
    platform: Bit
    active: Bit
    implicit_allowed: Bit
    created_at: Time
    status_changed_at: Time | null
    /** Why it was deactivated, in a line. */
    status_reason: string | null
    dynamic_registration_allowed: Bit | null
    /** Milliseconds; null: as the platform has it. */
    refresh_grace: Time | null
    /** Null: as the platform has it. */
    leak_policy: BusinessUnit['leakPolicy'] | null
  } & LifetimeColumns
  /** Directory of words of names and numbers: which business units have a word. */
  business_unit_words: { word: string; business_unit_id: BusinessUnitId }
  /** Directory of names, folded so that those that look alike are the same. */
  business_unit_names: { name_key: string; business_unit_id: BusinessUnitId }
  users: {
    business_unit_id: BusinessUnitId
    id: UserId
    user_name: string
    full_name: string
    password_hash: string
    security_profile_id: string
    active: Bit
    created_at: Time
    email: string | null
    email_verified: Bit | null
    phone: string | null
    phone_verified: Bit | null
    given_name: string | null
    family_name: string | null
    middle_name: string | null
    nickname: string | null
    picture: string | null
    profile: string | null
    website: string | null
    gender: string | null
    birthdate: string | null
    zoneinfo: string | null
    locale: string | null
    updated_at: number | null
    address: string | null
    status_changed_at: Time | null
    /** When they switched reminders by mail off; null: they get them. */
    reminders_off_at: Time | null
    /** When they were last given another security profile; null: never, or not since this is kept. */
    profile_changed_at: Time | null
    /** When they last signed in; null: never, or not since this is kept. */
    last_sign_in_at: Time | null
  }
  /** Platform-wide directory of user names: which business unit a name belongs to. */
  user_names: { name_key: string; business_unit_id: BusinessUnitId; user_id: UserId }
  vendors: {
    id: string
    name: string
    name_key: string
    created_at: Time
    /** Since when the platform vouches for it; null: it does not. */
    verified_at: Time | null
  }
  applications: {
    business_unit_id: BusinessUnitId
    id: ApplicationId
    kind: 'internal' | 'catalogue' | 'authorization' | 'deleted'
    vendor_id: string | null
    vendor_name: string
    name: string
    /** Name and vendor folded for uniqueness; `sort_…` folded for order and search. */
    alias_key: string
    sort_name: string
    sort_vendor: string
    description: string
    client_type: 'confidential' | 'public'
    scopes: string
    callback_urls: string
    implicit_allowed: Bit
    rotate_refresh_tokens: Bit
    active: Bit
    version: number
    created_at: Time
    status_changed_at: Time
    optional_scopes: string | null
    status_reason: string | null
    /** Of what is contained: whether it was active until then, and why it is. */
    contained_from: 'active' | 'inactive' | null
    contained_reason: string | null
    /** Of an authorization: what its vendor asked for when the business unit last decided. */
    asked_scopes: string | null
    /** From where it may prove itself; empty or null: from everywhere. */
    address_ranges: string | null
    /** What it registered of itself, as JSON; null when somebody registered it by hand. */
    registered: string | null
    /** Of what is deleted: when, by whom, and what kind it was. */
    deleted_at: Time | null
    deleted_kind: 'internal' | 'authorization' | 'catalogue' | 'deleted' | null
    deleted_by_kind: ActorRef['kind'] | null
    deleted_by_id: string | null
    deleted_by_name: string | null
  } & ActorColumns<'created_by'> &
    ActorColumns<'status_changed_by'> &
    MetadataColumns &
    LifetimeColumns &
    ListColumns
  /** Platform-wide directory of client ids: which business unit owns the registration. */
  clients: { id: ApplicationId; business_unit_id: BusinessUnitId }
  credentials: {
    business_unit_id: BusinessUnitId
    id: SecretId
    application_id: ApplicationId
    kind: 'secret'
    label: string
    hash: string
    hint: string
    created_at: Time
    revoked_at: Time | null
    expires_at: Time | null
    last_used_at: Time | null
    last_used_from: string | null
    /** When it was first reported as found where it does not belong; null: never. */
    leaked_at: Time | null
    /** Since when it is in quarantine, and issues nothing; null: it is not. */
    quarantined_at: Time | null
    /** When somebody last let it out of quarantine; null: never. */
    released_at: Time | null
    /** When its owner is reminded next that it ends; null: no more. */
    remind_at: Time | null
  } & ActorColumns<'created_by'>
  /** Initial access tokens: who holds one may register clients in the business unit. */
  registration_tokens: {
    hash: string
    business_unit_id: BusinessUnitId
    id: string
    label: string
    hint: string
    scopes: string
    require_pkce: Bit
    token_endpoint_audience_allowed: Bit
    uses: number
    uses_left: number
    created_at: Time
    expires_at: Time
    revoked_at: Time | null
  } & ActorColumns<'created_by'>
  /** Applications that registered themselves; `token_hash` is of the registration access token. */
  dynamic_clients: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    /** Null once the client deleted itself, or the token was found where it does not belong. */
    token_hash: string | null
    registration_token_id: string
    created_at: Time
    /** When it was first given a code or a token; null while it never was. */
    used_at: Time | null
  }
  /** Logos of applications that registered themselves, as copied from their `logo_uri`. */
  client_pictures: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    /** Where it comes from: the registered `logo_uri`. */
    url: string
    /** How often it was asked for since it was last got or wanted. */
    attempts: number
    /** When it is asked for next, or when the claim of whoever is asking ends. */
    next_at: Time
    /** The picture: all three are null while there is none. */
    type: Picture['type'] | null
    /** SHA-256 of its bytes. */
    hash: string | null
    /** Its bytes as base64. */
    content: string | null
  }
  /** What people wrote down about an application. */
  application_requests: {
    business_unit_id: BusinessUnitId
    id: string
    state: 'requested' | 'yes' | 'no'
    name: string
    link: string
    reason: string
    created_at: Time
    answer: string | null
    answered_at: Time | null
  } & ActorColumns<'created_by'>
  application_notes: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    id: string
    text: string
    /** Grows with each edit. */
    version: number
    created_at: Time
    /** When and by whom it was last edited; null: never. */
    edited_at: Time | null
    edited_by_kind: ActorRef['kind'] | null
    edited_by_id: string | null
    edited_by_name: string | null
  } & ActorColumns<'created_by'>
  consents: {
    business_unit_id: BusinessUnitId
    user_id: UserId
    application_id: ApplicationId
    scopes: string
    granted_at: Time
    withdrawn_at: Time | null
    declined: string | null
    /** Every host that was shown when consenting, the latest last. */
    redirect_host: string | null
    /** When an earlier consent was withdrawn. */
    ended_before: Time | null
  }
  business_unit_consents: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    scopes: string
    granted_at: Time
    withdrawn_at: Time | null
    ended_before: Time | null
  } & ActorColumns<'granted_by'>
  audit_entries: {
    business_unit_id: BusinessUnitId
    id: string
    at: Time
    class: 'A' | 'B'
    action: string
    target_kind: string
    target_id: string
    changes: string
    request_id: string
    /** From where it was asked for; null where nobody asked, and in entries of before it was kept. */
    address: string | null
    /** Place in the business unit's hash chain; null until the sealing job has been by. */
    seq: number | null
    hash: string | null
  } & ActorColumns<'actor'>
  /** Refused requests, kept for the owner of the application they spoke for. No part of the hash chain. */
  refusals: {
    business_unit_id: BusinessUnitId
    application_id: ApplicationId
    id: string
    at: Time
    endpoint: string
    reason: string
    description: string
    request_id: string
    /** JSON: what the request asked for, without secrets; null in rows older than that. */
    inputs: string | null
  }
  /** What somebody responsible should look into; each stands in the history too, under the same id. */
  alerts: {
    business_unit_id: BusinessUnitId
    id: string
    at: Time
    kind: Alert
    /** Null: it concerns the business unit. */
    application_id: ApplicationId | null
    /** Which of the application's things it is about, by its id; empty: none of them. */
    subject: string
    /** What is known of it, as the history writes changes down. */
    facts: string
    request_id: string
    acknowledged_at: Time | null
    acknowledged_by_kind: ActorRef['kind'] | null
    acknowledged_by_id: string | null
    acknowledged_by_name: string | null
    note: string | null
  }
  outbox: {
    id: string
    business_unit_id: BusinessUnitId
    topic: string
    payload: string
    created_at: Time
  }
  /** Messages about the end of a session, one for each application that wants to know. */
  deliveries: {
    business_unit_id: BusinessUnitId
    id: string
    application_id: ApplicationId
    subject: string
    sid: string
    created_at: Time
    attempts: number
    /** When it is tried next, or when the claim of whoever is trying ends; null once nothing is left to do. */
    next_at: Time | null
    delivered_at: Time | null
    given_up_at: Time | null
    last_failure: string | null
  }
  /** What changed, so that other nodes drop what they cached. */
  changes: {
    id: string
    at: Time
    business_unit_id: BusinessUnitId
    kind: string
    ref: string
    /** Its place in the one order of all changes; null until somebody has seen it committed. */
    place: number | null
  }
  /** One row: the last place that was given. */
  change_counter: { id: number; last: number }
  signing_keys: {
    id: string
    algorithm: SigningKeyRecord['algorithm']
    public_jwk: string
    /** Empty once the key is retired. */
    sealed_private_key: string
    created_at: Time
    /** Null for a key of before there was this column: it signs from the moment it was made. */
    active_from: Time | null
    retired_at: Time | null
  }
  idempotency: {
    business_unit_id: BusinessUnitId
    key_hash: string
    request_hash: string
    sealed_response: string
    created_at: Time
  }
  /** Letters to people, sealed, and what became of each. */
  mail: {
    business_unit_id: BusinessUnitId
    id: string
    kind: 'password-reset' | 'password-changed' | 'invitation' | 'reminder' | 'alert'
    recipient: string
    letter: string
    created_at: Time
    useful_until: Time
    attempts: number
    /** When it is tried next, or when the claim of whoever is trying ends; null once nothing is left to do. */
    next_at: Time | null
    sent_at: Time | null
    last_failure: string | null
  }
  /** One-time links to a new password. */
  password_links: {
    hash: string
    business_unit_id: BusinessUnitId
    user_id: UserId
    way: string | null
    created_at: Time
    expires_at: Time
    consumed_at: Time | null
  }
  setup_links: { hash: string; created_at: Time; expires_at: Time; consumed_at: Time | null }
} & KeyTables &
  ListTables &
  AuditLogTables &
  PeopleTables &
  PlatformTables &
  TokenTables
