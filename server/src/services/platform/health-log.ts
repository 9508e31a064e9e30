import type { Clock, Instant } from '../../lib/clock.ts'
import type { Store } from '../../store/handle.ts'
import { forgetProcess, type JobRun, type ProcessRecord, writeHealth } from '../../store/platform/health.ts'

/** This process, and what can be read off it at any time. */
export type Itself = Pick<ProcessRecord, 'id' | 'name' | 'version'> & {
  /** Resident memory in bytes, and how late the event loop was since it was asked before, in microseconds. */
  readonly measure: () => Pick<ProcessRecord, 'memory' | 'delay'>
}

export type HealthLog = {
  readonly itself: Pick<ProcessRecord, 'id' | 'name' | 'version'>
  /** Notes a turn of a job, which ends now. In: why it failed, or null. */
  readonly ran: (
    job: { readonly name: string; readonly every: number },
    startedAt: Instant,
    fault: unknown,
  ) => void
  /** Writes how this process and its jobs do. */
  readonly flush: () => Promise<void>
  /** Forgets this process, which ends well. */
  readonly forget: () => Promise<void>
}

const LONGEST_FAILURE = 300

/** What a fault says, in one line that can be kept and shown. */
function failureOf(fault: unknown): string {
  const said = fault instanceof Error ? fault.message : String(fault)
  return said
    .toWellFormed()
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_FAILURE)
}

/** Makes the log of one process: the last turn of each of its jobs, kept where operators of all processes see it. */
export function createHealthLog(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { measure, ...itself }: Itself,
): HealthLog {
  const startedAt = clock()
  const runs = new Map<string, JobRun>()
  return {
    itself,
    ran(job, began, fault) {
      const before = runs.get(job.name)
      const now = clock()
      const failed = fault === null ? null : { failedAt: now, failure: failureOf(fault) }
      runs.set(job.name, {
        job: job.name,
        pause: job.every,
        startedAt: began,
        lasted: Math.max(0, now - began),
        turns: (before?.turns ?? 0) + 1,
        failures: (before?.failures ?? 0) + (failed === null ? 0 : 1),
        failedAt: failed?.failedAt ?? before?.failedAt ?? null,
        failure: failed?.failure ?? before?.failure ?? null,
      })
    },
    async flush() {
      const told = { ...itself, startedAt, seenAt: clock(), ...measure() }
      await store.transact(tx => writeHealth(tx, told, [...runs.values()]))
    },
    forget: () => store.transact(tx => forgetProcess(tx, itself.id)),
  }
}
