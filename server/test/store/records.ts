import { HOUR, type Instant, MINUTE } from '../../src/lib/clock.ts'
import {
  type ApplicationId,
  type BusinessUnitId,
  type FamilyId,
  isApplicationId,
  isBusinessUnitId,
  isFamilyId,
  isSecretId,
  isSessionId,
  isUserId,
  type SecretId,
  type SessionId,
  type UserId,
} from '../../src/lib/ids.ts'
import type {
  ActorRef,
  ClientSecret,
  CodeRecord,
  Consent,
  DynamicClient,
  RefreshTokenRecord,
  Registration,
  RegistrationToken,
  Session,
  TokenFamily,
  UnitConsent,
  User,
} from '../../src/registry/model.ts'
import { NO_DETAILS } from '../../src/registry/people/details.ts'
import { NO_CONTACT } from '../../src/registry/people/user.ts'
import { insertApplication, type RegistrationKeys } from '../../src/store/applications/applications.ts'
import { insertBusinessUnit } from '../../src/store/business-units/business-units.ts'
import { type Handle, inBusinessUnit, type Scoped } from '../../src/store/handle.ts'
import { insertProfile } from '../../src/store/people/profiles/profiles.ts'
import { insertUser } from '../../src/store/people/users.ts'
import { insertRefreshToken } from '../../src/store/tokens/refresh-tokens.ts'
import { insertFamily } from '../../src/store/tokens/token-families.ts'

export const NOW: Instant = 1_790_000_000_000

export const ACTOR: ActorRef = { kind: 'user', id: 'usr_1', name: 'Mara Manager' }

/** Where the keys of an application come from. */
export const KEY_SET = 'https://dialler.example/jwks'
let made = 0

/** 64 hexadecimal digits, another each time. Later ones sort later. */
export function newHash(): string {
  made += 1
  return made.toString(16).padStart(64, '0')
}

function newId<Id extends string>(prefix: string, is: (text: string) => text is Id): Id {
  const id = `${prefix}_${newHash().slice(32)}`
  if (!is(id)) throw new Error(`Not an id: ${id}`)
  return id
}

function newBusinessUnitId(): BusinessUnitId {
  return newId('bu', isBusinessUnitId)
}

export function newUserId(): UserId {
  return newId('usr', isUserId)
}

export function newApplicationId(): ApplicationId {
  return newId('app', isApplicationId)
}

export function newSecretId(): SecretId {
  return newId('sec', isSecretId)
}

export function newSessionId(): SessionId {
  return newId('ses', isSessionId)
}

export function newFamilyId(): FamilyId {
  return newId('fam', isFamilyId)
}

/** A business unit, not yet kept. Its number is another each time. */
export function businessUnit() {
  const id = newBusinessUnitId()
  return {
    id,
    number: String(4_000_000 + made),
    name: 'Harbour Support',
    environment: 'production',
    platform: false,
    active: true,
    statusChangedAt: null,
    implicitAllowed: false,
    dynamicRegistrationAllowed: true,
    limits: { accessToken: 600_000, refreshIdle: null, refreshLongest: null },
    refreshGrace: 45_000,
    leakPolicy: 'alert',
    createdAt: NOW,
  } as const
}

/** Keeps a new business unit with the security profile `prf_agent`. Out: its scope. */
export async function addBusinessUnit(handle: Handle): Promise<Scoped> {
  const unit = businessUnit()
  await insertBusinessUnit(handle, unit)
  const scope = inBusinessUnit(handle, unit.id)
  await insertProfile(scope, profile('prf_agent', 'Agent'))
  return scope
}

export function profile(id: string, name: string) {
  return {
    id,
    name,
    nameKey: name.toLowerCase(),
    system: true,
    permissions: ['api-applications:view', 'api-applications:edit'],
    scopes: ['AgentApi', 'PatronApi'],
    createdAt: NOW,
  } as const
}

const HOME = '1 Quay\nHarbour'
const CONTACT = { ...NO_CONTACT, email: 'ann@harbour.example', emailVerified: true, address: HOME }

/** A user with the profile `prf_agent`, not yet kept. */
export function user(scope: Scoped, nameKey = `${newHash()}@harbour.example`) {
  const record: User = {
    businessUnitId: scope.businessUnitId,
    id: newUserId(),
    userName: nameKey.toUpperCase(),
    fullName: 'Ann Agent',
    securityProfileId: 'prf_agent',
    active: true,
    statusChangedAt: null,
    profileChangedAt: null,
    contact: CONTACT,
    details: { ...NO_DETAILS, updatedAt: NOW },
  }
  return { ...record, nameKey, passwordHash: '$argon2id$one', createdAt: NOW }
}

export async function addUser(scope: Scoped): Promise<UserId> {
  const record = user(scope)
  await insertUser(scope, record)
  return record.id
}

/** Client metadata in which nothing is the default. */
const METADATA: Registration['metadata'] = {
  idTokenSignedResponseAlg: 'ES256',
  userinfoSignedResponseAlg: 'PS256',
  subjectType: 'pairwise',
  sectorIdentifierUri: 'https://dialler.example/sector.json',
  postLogoutRedirectUris: ['https://dialler.example/bye', 'https://dialler.example/b?y=1'],
  backchannelLogoutUri: 'https://dialler.example/logout',
  backchannelLogoutSessionRequired: true,
  requestUris: ['https://dialler.example/request.jwt#hash'],
  requestObjectSigningAlg: 'EdDSA',
  requireSignedRequestObject: true,
  requirePkce: false,
  scopeClaimsInIdToken: true,
  jwks: '{"keys":[]}',
  jwksUri: 'https://dialler.example/keys.json',
  tokenEndpointAuthMethod: 'private_key_jwt',
  tokenEndpointAuthSigningAlg: 'ES256',
  tokenEndpointAudienceAllowed: true,
  defaultAcrValues: ['urn:example:high', '1'],
  grantTypes: ['authorization_code', 'refresh_token'],
  neededOpenidScopes: ['email', 'business_unit'],
  kind: 'server',
  scopeReason: 'It calls people back, and "so" changes tables.',
  clientUri: 'https://dialler.example/',
  logoUri: 'https://dialler.example/logo.png',
  policyUri: 'https://dialler.example/privacy',
  tosUri: 'https://dialler.example/terms',
  supportEmail: 'help@dialler.example',
}

/** What an application registered of itself, with nothing left out. */
export const REGISTERED: NonNullable<Registration['registered']> = {
  clientName: 'Dialler: the "second"',
  applicationType: 'native',
  grantTypes: ['authorization_code', 'refresh_token'],
  responseTypes: ['code'],
  openidScopes: ['openid', 'email'],
  contacts: ['ann@dialler.example', 'a name with spaces'],
  logoUri: 'https://dialler.example/logo.png',
  clientUri: 'https://dialler.example/',
  policyUri: 'https://dialler.example/policy',
  tosUri: 'https://dialler.example/terms',
  initiateLoginUri: 'https://dialler.example/start',
  defaultMaxAge: 3600,
  requireAuthTime: true,
  softwareId: 'dialler',
  softwareVersion: '2.0',
}

/** A registration of an internal application, not yet kept. */
export function registration(scope: Scoped, changes: Partial<Registration> = {}): Registration {
  return {
    businessUnitId: scope.businessUnitId,
    id: newApplicationId(),
    kind: 'internal',
    vendorName: 'Harbour Works',
    name: `Dialler ${made}`,
    description: 'Calls people back',
    clientType: 'confidential',
    scopes: ['AgentApi', 'ReportingApi'],
    callbackUrls: ['https://dialler.example/back', 'https://dialler.example/b?x=1'],
    implicitAllowed: false,
    rotateRefreshTokens: true,
    optionalScopes: ['ReportingApi'],
    metadata: METADATA,
    registered: REGISTERED,
    lifetimes: { accessToken: 300_000, refreshIdle: 3_600_000, refreshLongest: null },
    tags: ['night'],
    owners: [],
    lastUsedAt: null,
    active: true,
    version: 1,
    createdAt: NOW,
    createdBy: ACTOR,
    statusChangedAt: NOW,
    statusChangedBy: ACTOR,
    statusReason: null,
    containment: null,
    ...changes,
  }
}

export function keysOf(record: Registration): RegistrationKeys {
  const [sortName, sortVendor] = [record.name.toLowerCase(), record.vendorName.toLowerCase()]
  return { aliasKey: `${sortName}@${sortVendor}`, sortName, sortVendor, vendorId: null }
}

export async function addApplication(
  scope: Scoped,
  changes: Partial<Registration> = {},
): Promise<Registration> {
  const record = registration(scope, changes)
  const outcome = await insertApplication(scope, record, keysOf(record))
  if (outcome !== 'inserted') throw new Error(`The application was not kept: ${outcome}`)
  return record
}

const UNUSED = {
  expiresAt: null,
  remindAt: null,
  lastUsedAt: null,
  lastUsedFrom: null,
  leakedAt: null,
  quarantinedAt: null,
  releasedAt: null,
}

export function secret(applicationId: ApplicationId, createdAt: Instant = NOW): ClientSecret {
  const made = { createdAt, createdBy: ACTOR, label: 'first', hint: 'abcd' }
  return { id: newSecretId(), applicationId, hash: newHash(), ...made, ...UNUSED }
}

/** An initial access token with three uses left, not yet kept. */
export function registrationToken(
  scope: Scoped,
  changes: Partial<RegistrationToken> = {},
): RegistrationToken {
  return {
    businessUnitId: scope.businessUnitId,
    id: `rgt_${newHash()}`,
    hash: newHash(),
    label: 'Build server',
    hint: 'abcd',
    scopes: ['AgentApi'],
    requirePkce: false,
    tokenEndpointAudienceAllowed: true,
    uses: 5,
    usesLeft: 3,
    createdAt: NOW,
    createdBy: ACTOR,
    expiresAt: NOW + HOUR,
    revokedAt: null,
    ...changes,
  }
}

/** How a client is known at the registration endpoint, not yet kept. */
export function dynamicClient(applicationId: ApplicationId): DynamicClient {
  const from = { registrationTokenId: 'rgt_1', createdAt: NOW }
  return { applicationId, tokenHash: newHash(), ...from, usedAt: null }
}

/** A consent, not yet kept. */
export function consentTo(userId: UserId, applicationId: ApplicationId, scopes: readonly string[]): Consent {
  return {
    userId,
    applicationId,
    scopes,
    declined: ['ReportingApi'],
    redirectHosts: ['dialler.example'],
    grantedAt: NOW,
    endedBefore: null,
  }
}

/** A business unit's consent, not yet kept. */
export function unitConsentTo(applicationId: ApplicationId, scopes: readonly string[]): UnitConsent {
  return { applicationId, scopes, grantedAt: NOW, grantedBy: ACTOR, endedBefore: null }
}

export function session(scope: Scoped, userId: UserId): Session {
  return {
    hash: newHash(),
    id: newSessionId(),
    businessUnitId: scope.businessUnitId,
    userId,
    signedInAt: NOW,
    method: 'password',
    provedAt: null,
    lastSeenAt: NOW,
    endsAt: NOW + HOUR,
    userAgent: 'Browser/1',
    ip: '192.0.2.1',
  }
}

export function code(scope: Scoped, changes: Partial<CodeRecord> = {}): CodeRecord {
  return {
    hash: newHash(),
    businessUnitId: scope.businessUnitId,
    applicationId: newApplicationId(),
    userId: newUserId(),
    redirectUri: 'https://dialler.example/back',
    redirectUriSent: true,
    codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    scopes: ['AgentApi'],
    audiences: ['https://agent.example', 'https://patron.example'],
    nonce: null,
    authTime: NOW - MINUTE,
    acr: 'urn:example:class',
    idTokenClaims: ['email', 'name'],
    issuedAt: NOW,
    expiresAt: NOW + MINUTE,
    consumedAt: null,
    familyId: null,
    sessionId: newSessionId(),
    ...changes,
  }
}

export function family(scope: Scoped, changes: Partial<TokenFamily> = {}): TokenFamily {
  return {
    businessUnitId: scope.businessUnitId,
    id: newFamilyId(),
    applicationId: newApplicationId(),
    userId: newUserId(),
    scopes: ['AgentApi'],
    audiences: ['https://agent.example'],
    authTime: NOW,
    acr: 'urn:example:class',
    idTokenClaims: ['email', 'name'],
    createdAt: NOW,
    endsAt: NOW + 24 * HOUR,
    revokedAt: null,
    usedAt: null,
    sessionId: newSessionId(),
    ...changes,
  }
}

export function refreshToken(scope: Scoped, familyId: FamilyId): RefreshTokenRecord {
  return {
    hash: newHash(),
    businessUnitId: scope.businessUnitId,
    familyId,
    issuedAt: NOW,
    expiresAt: NOW + HOUR,
    replacedAt: null,
    successorHash: null,
  }
}

/** Keeps a live family with one live refresh token. */
export async function addFamily(
  scope: Scoped,
  changes: Partial<TokenFamily> = {},
): Promise<{ readonly family: TokenFamily; readonly token: RefreshTokenRecord }> {
  const record = family(scope, changes)
  const token = refreshToken(scope, record.id)
  await insertFamily(scope, record)
  await insertRefreshToken(scope, token)
  return { family: record, token }
}
