import { SECOND } from '../lib/clock.ts'
import type { Deps } from '../services/deps.ts'
import { changesFollower } from '../services/known/follow-changes.ts'
import type { Job } from './ticker.ts'

/** Learns what other nodes changed, so that every node honours a revocation within one second (DESIGN.md section 3). */
export function followChanges(deps: Deps): Job {
  return { name: 'follow-changes', every: SECOND / 2, run: changesFollower(deps) }
}
