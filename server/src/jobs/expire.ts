import { MINUTE } from '../lib/clock.ts'
import type { Deps } from '../services/deps.ts'
import { sweep } from '../services/sweep.ts'
import type { Job } from './ticker.ts'

/** Deletes codes, tokens, sessions and messages that have outlived their use. */
export function expire(deps: Deps): Job {
  return { name: 'expire', every: MINUTE, run: () => sweep(deps) }
}
