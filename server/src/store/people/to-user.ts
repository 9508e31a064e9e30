import type { Selectable } from 'kysely'
import type { PersonDetails, User } from '../../registry/model.ts'
import { fromBit } from '../columns.ts'
import type { Database } from '../schema.ts'

/** A row of `users` as the rest of the server knows it, without the password. */
export function toUser(row: Selectable<Database['users']>): User {
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    userName: row.user_name,
    fullName: row.full_name,
    securityProfileId: row.security_profile_id,
    active: fromBit(row.active),
    statusChangedAt: row.status_changed_at,
    profileChangedAt: row.profile_changed_at,
    contact: {
      email: row.email,
      emailVerified: fromBit(row.email_verified ?? 0),
      phone: row.phone,
      phoneVerified: fromBit(row.phone_verified ?? 0),
      address: row.address,
    },
    details: toDetails(row),
  }
}

function toDetails(row: Selectable<Database['users']>): PersonDetails {
  return {
    givenName: row.given_name,
    familyName: row.family_name,
    middleName: row.middle_name,
    nickname: row.nickname,
    picture: row.picture,
    profile: row.profile,
    website: row.website,
    gender: row.gender,
    birthdate: row.birthdate,
    zoneinfo: row.zoneinfo,
    locale: row.locale,
    // Nobody set the time of what never changed.
    updatedAt: row.updated_at ?? row.created_at,
  }
}
