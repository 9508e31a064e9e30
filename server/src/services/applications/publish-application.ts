import { newApplicationId, newRecordId } from '../../keys/random.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { keysOf, MOST_SECRETS, type RegistrationRequest } from '../../registry/applications/application.ts'
import { DEFAULT_METADATA } from '../../registry/applications/client-metadata.ts'
import { NO_LIFETIMES } from '../../registry/applications/lifetimes.ts'
import type { ActorRef } from '../../registry/model.ts'
import { insertApplication } from '../../store/applications/applications.ts'
import { setVerified } from '../../store/applications/catalogue/catalogue.ts'
import { findVendor, insertVendor } from '../../store/applications/catalogue/vendors.ts'
import { insertSecret } from '../../store/applications/credentials.ts'
import type { Scoped } from '../../store/handle.ts'
import type { Commit } from '../commit.ts'
import { makeSecret } from './new-secret.ts'

export type Publication = RegistrationRequest & {
  readonly description: string
  /** Those of the scopes that it works without; absent: none. */
  readonly optionalScopes?: readonly string[]
  /** Why it asks for what it asks for. */
  readonly scopeReason?: string
  /** Whether the platform vouches for its vendor. */
  readonly vendorVerified?: boolean
  /** Given for the sample, whose ids the reference names; absent: a new one. */
  readonly id?: ApplicationId
}

/** The id of the vendor of a publication, who is entered at their first one. */
export async function vendorOf(
  tx: Commit,
  name: string,
  nameKey: string,
  at: { readonly verified: boolean | undefined; readonly at: number },
): Promise<string | null> {
  await insertVendor(tx.handle, { id: newRecordId('ven'), name, nameKey, createdAt: at.at })
  if (at.verified === true) await setVerified(tx.handle, nameKey, at.at)
  const vendor = await findVendor(tx.handle, nameKey)
  return vendor?.id ?? null
}

/**
 * Publishes an external application to the catalogue, which stands in the platform's business unit, within a
 * transaction. In: a checked publication. Out: its id and, when it is confidential, its secret.
 * Throws when the vendor has published an application of that name: the caller looked.
 */
export async function publishApplication(
  tx: Commit,
  platform: Scoped,
  publication: Publication,
  by: { readonly actor: ActorRef; readonly at: number; readonly requestId: string },
): Promise<{ readonly id: ApplicationId; readonly secret: string | null }> {
  const {
    id = newApplicationId(),
    optionalScopes = [],
    scopeReason = null,
    vendorVerified,
    ...rest
  } = publication
  const keys = keysOf(rest)
  const vendorId = await vendorOf(tx, rest.vendorName, keys.sortVendor, {
    verified: vendorVerified,
    at: by.at,
  })
  const inserted = await insertApplication(
    platform,
    {
      ...rest,
      businessUnitId: platform.businessUnitId,
      id,
      kind: 'catalogue',
      implicitAllowed: false,
      rotateRefreshTokens: rest.clientType === 'public',
      optionalScopes,
      metadata: { ...DEFAULT_METADATA, scopeReason },
      registered: null,
      lifetimes: NO_LIFETIMES,
      tags: [],
      owners: [],
      lastUsedAt: null,
      active: true,
      version: 1,
      createdAt: by.at,
      createdBy: by.actor,
      statusChangedAt: by.at,
      statusChangedBy: by.actor,
      statusReason: null,
      containment: null,
    },
    { ...keys, vendorId },
  )
  if (inserted !== 'inserted')
    throw new Error(`${rest.name} of ${rest.vendorName} is in the catalogue already`)
  const secret =
    rest.clientType === 'public' ? null : makeSecret(id, 'First secret', { by: by.actor, at: by.at })
  if (secret !== null) await insertSecret(platform, secret.record, MOST_SECRETS)
  await tx.record(platform, {
    actor: by.actor,
    action: 'application.published',
    target: { kind: 'application', id },
    changes: [{ field: 'scopes', before: null, after: rest.scopes.join(' ') }],
    requestId: by.requestId,
    touches: [{ kind: 'application', ref: id }],
  })
  return { id, secret: secret?.value ?? null }
}
