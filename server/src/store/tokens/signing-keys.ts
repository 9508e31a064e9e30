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
    retiredAt: row.retired_at,
  }))
}

/** Retires a signing key. Out: false when it was retired before or is unknown. */
export async function retireSigningKey(handle: Handle, id: string, at: Instant): Promise<boolean> {
  const result = await handle.db
    .updateTable('signing_keys')
    .set({ retired_at: at })
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}
