import type { SigningAlgorithm } from '@latchkey/contract/applications/credentials/algorithms.ts'
import type { Permission } from '@latchkey/contract/route.ts'
import type { Instant } from '../lib/clock.ts'
import type { ApplicationId, BusinessUnitId, FamilyId, SecretId, SessionId, UserId } from '../lib/ids.ts'
import type { SignInMethod } from '../protocol/openid/authentication-context.ts'
import type { ClientMetadata } from './applications/client-metadata.ts'
import type { Registered } from './applications/dynamic/registered.ts'
import type { Lifetimes } from './applications/lifetimes.ts'
import type { KeptInput } from './refusals/kept-inputs.ts'

/** Who did something: a user, an application, or the platform itself. */
export type ActorRef = {
  readonly kind: 'user' | 'application' | 'system'
  readonly id: string
  readonly name: string
}

/** `revoke`: it stops working at once. `alert`: it goes on working, and whoever is responsible is told. */
export type LeakPolicy = 'revoke' | 'quarantine' | 'alert'

export type BusinessUnit = {
  readonly id: BusinessUnitId
  readonly number: string
  readonly name: string
  readonly environment: 'production' | 'sandbox'
  /** True for the platform's own business unit, whose users are operators and which owns the catalogue. */
  readonly platform: boolean
  readonly active: boolean
  /** When it was last deactivated or activated; null: never. */
  readonly statusChangedAt: Instant | null
  readonly implicitAllowed: boolean
  /** Whether software may register itself here, with a token that somebody made for it (RFC 7591 §3). */
  readonly dynamicRegistrationAllowed: boolean
  /** How long tokens of its applications may live at most; null where only the platform's bound holds. */
  readonly limits: Lifetimes
  /** For how long a replaced refresh token may come back although its successor was used, in milliseconds. */
  readonly refreshGrace: number
  /** What happens to a client secret that was found where it does not belong. */
  readonly leakPolicy: LeakPolicy
}

/** What else a person may say of themselves, each or nothing (OpenID Connect Core §5.1). */
export type PersonDetails = {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly middleName: string | null
  readonly nickname: string | null
  readonly picture: string | null
  readonly profile: string | null
  readonly website: string | null
  readonly gender: string | null
  readonly birthdate: string | null
  readonly zoneinfo: string | null
  readonly locale: string | null
  /** When any of it, or the contact, last changed; until then when the user was made. */
  readonly updatedAt: Instant
}

/** How to reach a user, as OpenID Connect Core §5.1 names it. Null: not known. */
export type Contact = {
  readonly email: string | null
  readonly emailVerified: boolean
  readonly phone: string | null
  readonly phoneVerified: boolean
  /** The whole postal address as it would be written on a letter, lines apart. */
  readonly address: string | null
}

export type User = {
  readonly businessUnitId: BusinessUnitId
  readonly id: UserId
  readonly userName: string
  readonly fullName: string
  readonly securityProfileId: string
  readonly active: boolean
  /** When the user was last deactivated or activated; null: never. */
  readonly statusChangedAt: Instant | null
  /** When the user was last given another security profile; null: never, or not since this is kept. */
  readonly profileChangedAt: Instant | null
  readonly contact: Contact
  readonly details: PersonDetails
}

export type SecurityProfile = {
  readonly id: string
  readonly name: string
  readonly system: boolean
  readonly permissions: readonly Permission[]
  /** The API scopes that users of this profile may use through an application. */
  readonly scopes: readonly string[]
}

/** Why an application was contained, and whether it was active until then, which it is again once that is lifted. */
type Containment = { readonly reason: string; readonly wasActive: boolean }

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
  /** Those of `scopes` that a user may leave out when consenting. */
  readonly optionalScopes: readonly string[]
  readonly callbackUrls: readonly string[]
  readonly implicitAllowed: boolean
  readonly rotateRefreshTokens: boolean
  readonly metadata: ClientMetadata
  /** What it registered of itself; null of one that somebody registered by hand, and of an authorization. */
  readonly registered: Registered | null
  /** How long its tokens live; null where the default does. Of an authorization: what the business unit allows. */
  readonly lifetimes: Lifetimes
  readonly tags: readonly string[]
  /** Users of the business unit who answer for it, the first one first. */
  readonly owners: readonly UserId[]
  /** When it was last given a token as far as is known, to a quarter of an hour; null: not since this is kept. */
  readonly lastUsedAt: Instant | null
  readonly active: boolean
  readonly version: number
  readonly createdAt: Instant
  readonly createdBy: ActorRef
  readonly statusChangedAt: Instant
  readonly statusChangedBy: ActorRef
  /** Why it was deactivated, as its developers are told; null while it is active, and where no reason was given. */
  readonly statusReason: string | null
  /** That it is contained: then it is not active, and nobody can activate or delete it before that is lifted. */
  readonly containment: Containment | null
}

/** An application that was deleted, as it was; it can be restored for a while. */
export type DeletedApplication = Registration & {
  readonly deletedAt: Instant
  readonly deletedBy: ActorRef
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
  /** When it stops working; null: not until it is revoked. */
  readonly expiresAt: Instant | null
  /** When its owner is reminded next that it ends; null: no more. */
  readonly remindAt: Instant | null
  /** When it last opened something, to the minute, and from which address; null: not since this is kept. */
  readonly lastUsedAt: Instant | null
  readonly lastUsedFrom: string | null
  /** When it was reported as found where it does not belong: first, or first after it was released; null: never. */
  readonly leakedAt: Instant | null
  /** Since when it is in quarantine, where it issues nothing; null: it is not. */
  readonly quarantinedAt: Instant | null
  /** When somebody last let it out of quarantine; null: never. */
  readonly releasedAt: Instant | null
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
  /** Whether it reads much about people or changes things, so that whoever asks for it says why. */
  readonly sensitive: boolean
}

/** What operators keep of an API or a scope besides. */
type Kept = {
  /** What it is called in German; null: as the platform has it. */
  readonly german: string | null
  /** Its place in lists. */
  readonly position: number
  /** When an operator made or edited it; null: as a platform begins with. */
  readonly editedAt: Instant | null
  /** It is deprecated, and ends then; null: it is not. */
  readonly endsAt: Instant | null
  readonly version: number
}
export type ApiRecord = Api & Kept
export type ScopeRecord = Scope & Kept

/** An initial access token (RFC 7591 §1.2): who holds it may register clients in the business unit it is of. */
export type RegistrationToken = {
  readonly businessUnitId: BusinessUnitId
  readonly id: string
  /** The SHA-256 of its value, in hexadecimal. */
  readonly hash: string
  readonly label: string
  readonly hint: string
  /** The API scopes that clients registered with it may have at most. */
  readonly scopes: readonly string[]
  /** What clients registered with it may do without, for old software alone. */
  readonly requirePkce: boolean
  readonly tokenEndpointAudienceAllowed: boolean
  readonly uses: number
  readonly usesLeft: number
  readonly createdAt: Instant
  readonly createdBy: ActorRef
  readonly expiresAt: Instant
  readonly revokedAt: Instant | null
}

/** What somebody wrote down about an application of their business unit, as Markdown. */
export type Note = {
  readonly id: string
  readonly applicationId: ApplicationId
  readonly text: string
  readonly createdAt: Instant
  readonly createdBy: ActorRef
  /** When and by whom it was last edited; null: never. */
  readonly edited: { readonly at: Instant; readonly by: ActorRef } | null
  readonly version: number
}

/** How a client that registered itself is known at the registration endpoint. */
export type DynamicClient = {
  readonly applicationId: ApplicationId
  /** The SHA-256 of its registration access token; null once it deleted itself, or somebody reported the token. */
  readonly tokenHash: string | null
  /** The initial access token it came with. */
  readonly registrationTokenId: string
  readonly createdAt: Instant
  /** When it was first given a code or a token; null while it never was. */
  readonly usedAt: Instant | null
}

/** What a user said yes and no to, for one application. */
export type Consent = {
  readonly userId: UserId
  readonly applicationId: ApplicationId
  readonly scopes: readonly string[]
  /** What was offered and not agreed to, so that it is not asked for again each time. */
  readonly declined: readonly string[]
  /** Where the browser was sent with the answers, the latest last; empty for a consent of before this was kept. */
  readonly redirectHosts: readonly string[]
  readonly grantedAt: Instant
  /** When an earlier consent was withdrawn: what began until then stays ended. Null: none was. */
  readonly endedBefore: Instant | null
}

/** An administrator's yes for every user of the business unit. */
export type UnitConsent = {
  readonly applicationId: ApplicationId
  readonly scopes: readonly string[]
  readonly grantedAt: Instant
  readonly grantedBy: ActorRef
  /** As of a user's consent. */
  readonly endedBefore: Instant | null
}

export type Session = {
  readonly hash: string
  /** The public name of the session: the sid of ID tokens and logout tokens. */
  readonly id: SessionId
  readonly businessUnitId: BusinessUnitId
  readonly userId: UserId
  readonly signedInAt: Instant
  /** How its user signed in, the last time. */
  readonly method: SignInMethod
  /** When its user last typed the password since; null: not since the sign-in. */
  readonly provedAt: Instant | null
  readonly lastSeenAt: Instant
  readonly endsAt: Instant
  /** What the browser said it is, and where it spoke from, as they were at the sign-in. */
  readonly userAgent: string
  readonly ip: string
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
  /** Null when the application may do without PKCE and did. */
  readonly codeChallenge: string | null
  readonly scopes: readonly string[]
  readonly audiences: readonly string[]
  readonly nonce: string | null
  readonly authTime: Instant
  /** The class of authentication answered with it; null for what is of before this was kept. */
  readonly acr: string | null
  /** The claims that were asked for in the ID token (OpenID Connect Core §5.5). */
  readonly idTokenClaims: readonly string[]
  readonly issuedAt: Instant
  readonly expiresAt: Instant
  readonly consumedAt: Instant | null
  /** The family its redemption began; null while unspent. */
  readonly familyId: FamilyId | null
  /** The session in which it was granted. */
  readonly sessionId: SessionId | null
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
  /** The class of authentication answered with it; null for what is of before this was kept. */
  readonly acr: string | null
  /** The claims that were asked for in the ID token (OpenID Connect Core §5.5). */
  readonly idTokenClaims: readonly string[]
  readonly createdAt: Instant
  readonly endsAt: Instant
  readonly revokedAt: Instant | null
  /** When its refresh token was last used; null: never, or not since this is kept. */
  readonly usedAt: Instant | null
  /** The session in which it was granted; null for a family of before this was kept. */
  readonly sessionId: SessionId | null
}

/** How often refresh tokens came back: harmlessly (a lost answer, several tabs), and as a thief's would. */
export type RefreshCounts = { readonly benignRetries: number; readonly suspectedReuses: number }

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
  /** From where it was asked for; null where nobody asked (a job did it), and in entries of before it was kept. */
  readonly address: string | null
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
  /** What the request asked for, as far as it explains the refusal and is no secret. */
  readonly inputs: readonly KeptInput[]
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
