import { isDeepStrictEqual } from 'node:util'
import { type Keyring, openKeyring } from '../../keys/keyring.ts'
import type { Sealer } from '../../keys/sealing.ts'
import type { Clock } from '../../lib/clock.ts'
import type { SigningKeyRecord } from '../../registry/model.ts'
import type { Store } from '../../store/handle.ts'
import { listSigningKeys } from '../../store/tokens/signing-keys.ts'

type KeyringHolder = {
  /** The signing keys as this process last read them. Throws before they were read. */
  readonly current: () => Keyring
  /**
   * Reads the signing keys again. When it resolves, everything committed before the call is in use. Rejects when the
   * store is away or a key cannot be opened; what was read before stays in use then.
   */
  readonly reload: () => Promise<void>
}

/** Holds the keyring of one process. In: the store, the sealer that opens private halves, and the clock. */
export function createKeyringHolder(store: Store, sealer: Sealer, clock: Clock): KeyringHolder {
  let keyring: Keyring | null = null
  let known: readonly SigningKeyRecord[] = []
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null

  async function read(): Promise<void> {
    const records = await listSigningKeys(store)
    if (keyring !== null && isDeepStrictEqual(records, known)) return
    keyring = openKeyring(records, sealer, clock)
    known = records
  }

  function begin(): Promise<void> {
    next = null
    running = read()
    return running
  }

  return {
    current() {
      if (keyring === null) throw new Error('the signing keys have not been read yet')
      return keyring
    },
    // A reading that has begun may miss what was just committed; one that has yet to begin serves all who ask.
    reload: () => (next ??= running.then(begin, begin)),
  }
}
