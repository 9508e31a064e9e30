import { SECOND } from '../lib/clock.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Writes down what was refused, which secrets and applications were used and where people were sent, for the owners. */
export function flushNotes(deps: Deps): Job {
  return {
    name: 'flush-notes',
    every: SECOND,
    run: async () => {
      await deps.refusals.flush()
      await deps.credentialUses.flush()
      await deps.applicationUses.flush()
      await deps.callbackUses.flush()
    },
  }
}
