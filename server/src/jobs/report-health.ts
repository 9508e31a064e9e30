import { SECOND } from '../lib/clock.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Tells operators how this process and its jobs do. */
export function reportHealth(deps: Deps): Job {
  return { name: 'report-health', every: 30 * SECOND, run: () => deps.health.flush() }
}
