import { SECOND } from '../lib/clock.ts'
import { auditSealer } from '../services/audit/seal-audit.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Seals new audit entries into the hash chains, so that no request waits for a chain (DESIGN.md section 3). */
export function sealAudit(deps: Deps): Job {
  return { name: 'seal-audit', every: SECOND, run: auditSealer(deps) }
}
