import type { Instant } from '../../lib/clock.ts'
import type { SigningKeyRecord } from '../../registry/model.ts'
import { won } from '../columns.ts'
import type { Handle } from '../handle.ts'

/** Adds a signing key; its private half comes sealed. Throws when the id is taken. */
export async function insertSigningKey(handle: Handle, key: SigningKeyRecord): Promise<void> {
  await handle.db
    .insertInto('signing_keys')
    .values({
      id: key.id,
      algorithm: key.algorithm,
      public_jwk: key.publicJwk,
      sealed_private_key: key.sealedPrivateKey,
      created_at: key.createdAt,
      active_from: key.activeFrom,
      retired_at: key.retiredAt,
    })
    .execute()
}

/** Every signing key, retired ones too, oldest first. */
export async function listSigningKeys(handle: Handle): Promise<SigningKeyRecord[]> {
  const rows = await handle.db
    .selectFrom('signing_keys')
    .selectAll()
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    algorithm: row.algorithm,
    publicJwk: row.public_jwk,
    sealedPrivateKey: row.sealed_private_key,
    createdAt: row.created_at,
    activeFrom: row.active_from ?? row.created_at,
    retiredAt: row.retired_at,
  }))
}

/**
 * Lets a signing key sign earlier than planned. Out: false, changing nothing, when it was to sign as early anyway, is
 * retired or is unknown.
 */
export async function bringForwardSigningKey(handle: Handle, id: string, to: Instant): Promise<boolean> {
  const result = await handle.db
    .updateTable('signing_keys')
    .set({ active_from: to })
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .where('active_from', '>', to)
    .executeTakeFirst()
  return won(result)
}

/** Retires a signing key and erases its private half. Out: false when it was retired before or is unknown. */
export async function retireSigningKey(handle: Handle, id: string, at: Instant): Promise<boolean> {
  const result = await handle.db
    .updateTable('signing_keys')
    .set({ retired_at: at, sealed_private_key: '' })
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}
