import { newRecordId } from '../../keys/random.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { keysOf, MOST_SECRETS, type RegistrationRequest } from '../../registry/applications/application.ts'
import type { ActorRef } from '../../registry/model.ts'
import { insertApplication } from '../../store/applications/applications.ts'
import { setVerified } from '../../store/applications/catalogue/catalogue.ts'
import { findVendor, insertVendor } from '../../store/applications/catalogue/vendors.ts'
import { insertSecret } from '../../store/applications/credentials.ts'
import type { Scoped } from '../../store/handle.ts'
import type { Commit } from '../commit.ts'
import { type NewInternal, newInternal } from './insert-internal.ts'

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

/**
 * Enters an external application into the catalogue, which stands in the platform's business unit, within a transaction,
 * and its vendor at their first one. Out: false, with nothing written, when the vendor has one of that name there.
 */
export async function insertEntry(
  tx: Commit,
  platform: Scoped,
  { registration: entry, secret }: NewInternal,
  requestId: string,
): Promise<boolean> {
  const keys = keysOf(entry)
  const { createdAt, createdBy, vendorName } = entry
  const made = { id: newRecordId('ven'), name: vendorName, nameKey: keys.sortVendor, createdAt }
  await insertVendor(tx.handle, made)
  const vendorId = (await findVendor(tx.handle, keys.sortVendor))?.id ?? null
  if ((await insertApplication(platform, entry, { ...keys, vendorId })) !== 'inserted') return false
  if (secret !== null) await insertSecret(platform, secret.record, MOST_SECRETS)
  await tx.record(platform, {
    actor: createdBy,
    action: entry.active ? 'application.published' : 'application.drafted',
    target: { kind: 'application', id: entry.id },
    changes: [
      { field: 'description', before: null, after: entry.description },
      { field: 'scopes', before: null, after: entry.scopes.join(' ') },
    ],
    requestId,
    touches: [{ kind: 'application', ref: entry.id }],
  })
  return true
}

/**
 * Publishes an external application within a transaction. In: a checked publication. Out: its id and, when it is
 * confidential, its secret. Throws when the vendor has published an application of that name: the caller looked.
 */
export async function publishApplication(
  tx: Commit,
  platform: Scoped,
  publication: Publication,
  by: { readonly actor: ActorRef; readonly at: number; readonly requestId: string },
): Promise<{ readonly id: ApplicationId; readonly secret: string | null }> {
  const { id, optionalScopes = [], scopeReason = null, vendorVerified, description, ...request } = publication
  const { registration, secret } = newInternal(request, {
    businessUnitId: platform.businessUnitId,
    by: by.actor,
    at: by.at,
    kind: 'catalogue',
    ...(id === undefined ? {} : { id }),
  })
  const metadata = { ...registration.metadata, scopeReason }
  const entry = { ...registration, description, optionalScopes, metadata, owners: [] }
  if (!(await insertEntry(tx, platform, { registration: entry, secret }, by.requestId)))
    throw new Error(`${entry.name} of ${entry.vendorName} is in the catalogue already`)
  if (vendorVerified === true) await setVerified(tx.handle, keysOf(entry).sortVendor, by.at)
  return { id: entry.id, secret: secret?.value ?? null }
}
