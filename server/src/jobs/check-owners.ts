import { SECOND } from '../lib/clock.ts'
import { checkOwnersAnew } from '../services/applications/lists/owners.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Marks anew what users own who were activated or deactivated, where that was cut short. */
export function checkOwners(deps: Deps): Job {
  return { name: 'check-owners', every: 5 * SECOND, run: async () => void (await checkOwnersAnew(deps)) }
}
