import type { Deps } from '../services/deps.ts'
import { carryOutBulk } from './carry-out-bulk.ts'
import { checkOwners } from './check-owners.ts'
import { deliverLetters, deliverOutbox, writeLetters } from './deliver-outbox.ts'
import { expire } from './expire.ts'
import { fetchLogos } from './fetch-logos.ts'
import { flushNotes } from './flush-notes.ts'
import { followChanges } from './follow-changes.ts'
import { eraseAudit, publishAuditHeads } from './keep-audit.ts'
import { remindOfSecrets } from './remind-of-secrets.ts'
import { reportHealth } from './report-health.ts'
import { rotateKeys } from './rotate-keys.ts'
import { sealAudit } from './seal-audit.ts'
import { type Job, startTicker, type Ticker } from './ticker.ts'

/**
 * Starts every job of this process. A turn that fails goes to `onError` with the name of its job.
 * Stop them before the store is closed: `stop` waits for the turns that are running.
 */
export function startJobs(deps: Deps, onError: (fault: unknown, job: string) => void): Ticker {
  const jobs = [
    followChanges(deps),
    expire(deps),
    sealAudit(deps),
    rotateKeys(deps),
    flushNotes(deps),
    deliverOutbox(deps),
    writeLetters(deps),
    deliverLetters(deps),
    fetchLogos(deps),
    remindOfSecrets(deps),
    checkOwners(deps),
    publishAuditHeads(deps),
    eraseAudit(deps),
    carryOutBulk(deps),
    reportHealth(deps),
  ]
  const tickers = jobs.map(job =>
    startTicker({ every: job.every, run: watched(deps, job), onError: fault => onError(fault, job.name) }),
  )
  return {
    async stop() {
      await Promise.all(tickers.map(ticker => ticker.stop()))
    },
  }
}

/** The same work, of which each turn is noted for operators. */
function watched(deps: Deps, job: Job): Job['run'] {
  return async () => {
    const began = deps.clock()
    try {
      await job.run()
      deps.health.ran(job, began, null)
    } catch (fault) {
      deps.health.ran(job, began, fault)
      throw fault
    }
  }
}
