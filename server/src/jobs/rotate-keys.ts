import { MINUTE } from '../lib/clock.ts'
import type { Deps } from '../services/deps.ts'
import { keepSigningKeys } from '../services/keys/keep-signing-keys.ts'
import type { Job } from './ticker.ts'

/** Makes successors of signing keys in time, and retires those whose tokens have all expired. */
export function rotateKeys(deps: Deps): Job {
  return { name: 'rotate-keys', every: MINUTE, run: () => keepSigningKeys(deps) }
}
