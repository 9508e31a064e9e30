import { SECOND } from '../lib/clock.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Writes down what was refused, for the owners of the applications. */
export function flushRefusals(deps: Deps): Job {
  return { name: 'flush-refusals', every: SECOND, run: () => deps.refusals.flush() }
}
