import type { Time } from '../column-groups.ts'

/** Tables of the platform itself; none is of a business unit. */
export type PlatformTables = {
  /** Processes that serve this database, each as it last said of itself. */
  processes: {
    id: string
    name: string
    version: string
    started_at: Time
    seen_at: Time
    /** Resident memory in bytes. */
    memory: number
    /** Delay of the event loop in microseconds since the time before. */
    delay_middle: number
    delay_high: number
    delay_most: number
  }
  /** The last turn of each job in each process. */
  job_runs: {
    process_id: string
    job: string
    /** The pause between two turns in milliseconds. */
    pause: number
    started_at: Time
    /** Milliseconds. */
    lasted: number
    turns: number
    failures: number
    failed_at: Time | null
    failure: string | null
    seen_at: Time
  }
}
