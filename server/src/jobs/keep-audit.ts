import { MINUTE } from '../lib/clock.ts'
import { headPublisher } from '../services/audit/log/heads.ts'
import { auditEraser } from '../services/audit/log/retention.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Publishes the signed heads of hash chains, one a day for each business unit where something was written down. */
export function publishAuditHeads(deps: Deps): Job {
  return { name: 'publish-audit-heads', every: MINUTE, run: headPublisher(deps) }
}

/** Erases audit entries that are older than their business unit keeps them, in steps. */
export function eraseAudit(deps: Deps): Job {
  return { name: 'erase-audit', every: MINUTE, run: auditEraser(deps) }
}
