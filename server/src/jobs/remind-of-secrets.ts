import { MINUTE } from '../lib/clock.ts'
import { remindOfSecrets as remind } from '../services/credentials/remind-of-secrets.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Reminds owners of client secrets that are about to end, in steps until none is left that is due. */
export function remindOfSecrets(deps: Deps): Job {
  return {
    name: 'remind-of-secrets',
    every: MINUTE,
    run: async () => {
      for (;;) {
        const { looked, most } = await remind(deps)
        if (looked < most) return
      }
    },
  }
}
