import { type Keyring, openKeyring } from '../../keys/keyring.ts'
import type { Sealer } from '../../keys/sealing.ts'
import { generateSigningKey, type SigningAlgorithm } from '../../keys/signing-key.ts'
import type { Instant } from '../../lib/clock.ts'
import type { Store } from '../../store/handle.ts'
import { insertSigningKey, listSigningKeys } from '../../store/tokens/signing-keys.ts'

/** ES256 signs access tokens; RS256 signs ID tokens, as OpenID Connect Core §15.1 asks of every provider. */
const NEEDED: readonly SigningAlgorithm[] = ['ES256', 'RS256']

/**
 * Opens the signing keys in the store, making the first ones when there are none.
 * Throws when the sealing key is not the one they were sealed with.
 */
export async function loadKeyring(store: Store, sealer: Sealer, now: Instant): Promise<Keyring> {
  const present = await listSigningKeys(store)
  const missing = NEEDED.filter(
    algorithm => !present.some(key => key.algorithm === algorithm && key.retiredAt === null),
  )
  if (missing.length === 0) return openKeyring(present, sealer)
  const made = await Promise.all(missing.map(algorithm => generateSigningKey(algorithm, sealer, now)))
  await store.transact(async tx => {
    for (const key of made) await insertSigningKey(tx, key)
  })
  // Read back: another node may have made its own at the same moment, and both are published then.
  return openKeyring(await listSigningKeys(store), sealer)
}
