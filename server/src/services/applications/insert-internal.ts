import { newApplicationId } from '../../keys/random.ts'
import type { Instant } from '../../lib/clock.ts'
import { type ApplicationId, isUserId } from '../../lib/ids.ts'
import { keysOf, MOST_SECRETS, type RegistrationRequest } from '../../registry/applications/application.ts'
import { changesOf } from '../../registry/applications/changes.ts'
import { DEFAULT_METADATA } from '../../registry/applications/client-metadata.ts'
import { NO_LIFETIMES } from '../../registry/applications/lifetimes.ts'
import type { ActorRef, FieldChange, Registration } from '../../registry/model.ts'
import { insertApplication } from '../../store/applications/applications.ts'
import { insertSecret } from '../../store/applications/credentials.ts'
import type { Scoped } from '../../store/handle.ts'
import type { Commit } from '../commit.ts'
import { noteKeys } from '../credentials/note-keys.ts'
import { type MadeSecret, makeSecret } from './new-secret.ts'

/** An internal application ready to be inserted, with its first secret; a public one has none. */
export type NewInternal = { readonly registration: Registration; readonly secret: MadeSecret | null }

/** How an application stands of which nothing else was said. */
function defaultsOf(clientType: Registration['clientType']) {
  return {
    implicitAllowed: false,
    // RFC 9700 §2.2.2: what cannot prove itself must rotate; what can need not (SECURITY.md, section 1).
    rotateRefreshTokens: clientType === 'public',
    optionalScopes: [],
    metadata: DEFAULT_METADATA,
    lifetimes: NO_LIFETIMES,
    tags: [],
  }
}

/** In what a new application differs from one of which nothing else was said, for the audit entry. */
function choicesOf(registration: Registration): FieldChange[] {
  const { optionalScopes, implicitAllowed, rotateRefreshTokens, metadata, lifetimes, tags } = registration
  const chosen = { optionalScopes, implicitAllowed, rotateRefreshTokens, metadata, lifetimes, tags }
  return changesOf({ ...registration, ...defaultsOf(registration.clientType) }, chosen)
}

/** What can be made anew: an application of one's own, or one that others may let in. */
export type NewKind = Exclude<Registration['kind'], 'authorization'>

/** Makes the record of an application. In: a checked request, and who registers it for whom, when, and as what. */
export function newInternal(
  request: RegistrationRequest,
  made: Pick<Registration, 'businessUnitId'> & {
    readonly by: ActorRef
    readonly at: Instant
    readonly kind?: NewKind
    /** Given for the sample, whose ids the reference names; absent: a new one. */
    readonly id?: ApplicationId
  },
): NewInternal {
  const { businessUnitId, by, at, kind = 'internal', id = newApplicationId() } = made
  const registration: Registration = {
    ...request,
    businessUnitId,
    id,
    kind,
    description: '',
    ...defaultsOf(request.clientType),
    registered: null,
    // Whoever lets an application in answers for it until somebody else does.
    owners: by.kind === 'user' && isUserId(by.id) ? [by.id] : [],
    lastUsedAt: null,
    active: true,
    version: 1,
    createdAt: at,
    createdBy: by,
    statusChangedAt: at,
    statusChangedBy: by,
    statusReason: null,
    containment: null,
  }
  const isPublic = registration.clientType === 'public'
  return { registration, secret: isPublic ? null : makeSecret(registration.id, 'First secret', { by, at }) }
}

/**
 * The record of a new application with what was chosen for it. Whoever proves itself by a key has no secret that could be
 * used instead.
 */
export function withChoices(
  { registration, secret }: NewInternal,
  chosen: Partial<Registration>,
): NewInternal {
  const whole = { ...registration, ...chosen }
  const byKey = whole.metadata.tokenEndpointAuthMethod === 'private_key_jwt'
  return { registration: whole, secret: byKey ? null : secret }
}

/**
 * Inserts an internal application with its secret within a transaction and records it.
 * Out: false, with nothing written, when the business unit has an internal application of that name and vendor.
 */
export async function insertInternal(
  tx: Commit,
  scope: Scoped,
  { registration, secret }: NewInternal,
  requestId: string,
): Promise<boolean> {
  const keys = { ...keysOf(registration), vendorId: null }
  if ((await insertApplication(scope, registration, keys)) !== 'inserted') return false
  if (secret !== null) await insertSecret(scope, secret.record, MOST_SECRETS)
  const { metadata, createdBy: by, createdAt: at } = registration
  await noteKeys(scope, registration.id, { before: null, after: metadata, by, at })
  await tx.record(scope, {
    actor: registration.createdBy,
    action: 'application.registered',
    target: { kind: 'application', id: registration.id },
    changes: [
      { field: 'scopes', before: null, after: registration.scopes.join(' ') },
      { field: 'callbackUrls', before: null, after: registration.callbackUrls.join(' ') },
      ...choicesOf(registration),
    ],
    requestId,
    touches: [{ kind: 'application', ref: registration.id }],
  })
  return true
}
