import type { Permission } from '@latchkey/contract/route.ts'
import type { SigningAlgorithm } from '@latchkey/contract/signing-keys.ts'
import type { Instant } from '../lib/clock.ts'
import type { ApplicationId, BusinessUnitId, FamilyId, SecretId, UserId } from '../lib/ids.ts'

/** Who did something: a user, an application, or the platform itself. */
export type ActorRef = {
  readonly kind: 'user' | 'application' | 'system'
  readonly id: string
  readonly name: string
}

export type BusinessUnit = {
  readonly id: BusinessUnitId
  readonly number: string
  readonly name: string
  readonly environment: 'production' | 'sandbox'
  /** True for the platform's own business unit, whose users are operators and which owns the catalogue. */
  readonly platform: boolean
  readonly active: boolean
  readonly implicitAllowed: boolean
}

export type User = {
  readonly businessUnitId: BusinessUnitId
  readonly id: UserId
  readonly userName: string
  readonly fullName: string
  readonly securityProfileId: string
  readonly active: boolean
}

export type SecurityProfile = {
  readonly id: string
  readonly name: string
  readonly system: boolean
  readonly permissions: readonly Permission[]
  /** The API scopes that users of this profile may use through an application. */
  readonly scopes: readonly string[]
}

/**
 * An application as it stands in one business unit.
 * `internal`: registered by the business unit. `catalogue`: an external application as its vendor published it; it
 * stands in the platform's business unit. `authorization`: a business unit's decision to let an external application
 * in; it bears the same id as the catalogue entry, and `scopes` holds what it may use there.
 */
export type Registration = {
  readonly businessUnitId: BusinessUnitId
  readonly id: ApplicationId
  readonly kind: 'internal' | 'catalogue' | 'authorization'
  readonly vendorName: string
  readonly name: string
  readonly description: string
  readonly clientType: 'confidential' | 'public'
  readonly scopes: readonly string[]
  readonly callbackUrls: readonly string[]
  readonly implicitAllowed: boolean
  readonly rotateRefreshTokens: boolean
  readonly active: boolean
  readonly version: number
  readonly createdAt: Instant
  readonly createdBy: ActorRef
  readonly statusChangedAt: Instant
  readonly statusChangedBy: ActorRef
}

/** A client secret without its value. `hash` is the SHA-256 of the value, in hexadecimal. */
export type ClientSecret = {
  readonly id: SecretId
  readonly applicationId: ApplicationId
  readonly label: string
  readonly hash: string
  readonly hint: string
  readonly createdAt: Instant
  readonly createdBy: ActorRef
}

export type Api = {
  readonly name: string
  readonly description: string
  readonly audience: string
  readonly baseUrl: string
  readonly tryPath: string | null
}

export type Scope = {
  readonly name: string
  readonly apiName: string
  readonly description: string
  /** Whether an application acting for itself may hold it: the ceiling of client credentials. */
  readonly withoutUser: boolean
}

export type Consent = {
  readonly userId: UserId
  readonly applicationId: ApplicationId
  readonly scopes: readonly string[]
  readonly grantedAt: Instant
}

export type Session = {
  readonly hash: string
  readonly businessUnitId: BusinessUnitId
  readonly userId: UserId
  readonly signedInAt: Instant
  readonly lastSeenAt: Instant
  readonly endsAt: Instant
}

/** An authorization code, keyed by the SHA-256 of its value. */
export type CodeRecord = {
  readonly hash: string
  readonly businessUnitId: BusinessUnitId
  readonly applicationId: ApplicationId
  readonly userId: UserId
  readonly redirectUri: string
  /** Whether the authorization request named the redirect URI, so that the token request must too. */
  readonly redirectUriSent: boolean
  readonly codeChallenge: string
  readonly scopes: readonly string[]
  readonly audiences: readonly string[]
  readonly nonce: string | null
  readonly authTime: Instant
  readonly issuedAt: Instant
  readonly expiresAt: Instant
  readonly consumedAt: Instant | null
  /** The family its redemption began; null while unspent. */
  readonly familyId: FamilyId | null
}

/** A refresh token and all its successors, and the access tokens issued with them. */
export type TokenFamily = {
  readonly businessUnitId: BusinessUnitId
  readonly id: FamilyId
  readonly applicationId: ApplicationId
  readonly userId: UserId
  readonly scopes: readonly string[]
  readonly audiences: readonly string[]
  readonly authTime: Instant
  readonly createdAt: Instant
  readonly endsAt: Instant
  readonly revokedAt: Instant | null
}

/** One refresh token, keyed by the SHA-256 of its value. */
export type RefreshTokenRecord = {
  readonly hash: string
  readonly businessUnitId: BusinessUnitId
  readonly familyId: FamilyId
  readonly issuedAt: Instant
  readonly expiresAt: Instant
  /** When a successor took its place; null for the live leaf. */
  readonly replacedAt: Instant | null
  readonly successorHash: string | null
  /** Whether the grace rule was used once already. */
  readonly graceUsed: boolean
}

export type AuditEntry = {
  readonly id: string
  readonly at: Instant
  /** A: a change, written in its transaction. B: a refusal or a failed attempt. */
  readonly class: 'A' | 'B'
  readonly actor: ActorRef
  readonly action: string
  readonly targetKind: string
  readonly targetId: string
  readonly changes: readonly FieldChange[]
  readonly requestId: string
}

export type FieldChange = {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** A refused request in the name of an application, kept for its owner (class B). */
export type RefusalEntry = {
  readonly id: string
  readonly at: Instant
  readonly applicationId: ApplicationId
  readonly endpoint: string
  readonly reason: string
  readonly description: string
  readonly requestId: string
}

/** A signing key: the public half as JWK text, the private half sealed. */
export type SigningKeyRecord = {
  readonly id: string
  readonly algorithm: SigningAlgorithm
  readonly publicJwk: string
  /** Empty once the key is retired. */
  readonly sealedPrivateKey: string
  /** When it was made, and published from then on. */
  readonly createdAt: Instant
  /** When it begins to sign, unless a newer one does. */
  readonly activeFrom: Instant
  /** When it was withdrawn: it verifies nothing since then. */
  readonly retiredAt: Instant | null
}
