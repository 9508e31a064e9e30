import type { BusinessUnitId } from '../../lib/ids.ts'
import type { Bit, Time } from '../column-groups.ts'

/** Tables of the platform itself: its APIs, and the processes that serve it. */
export type PlatformTables = {
  apis: {
    name: string
    description: string
    audience: string
    base_url: string
    try_path: string | null
    position: number
    german: string | null
    audience_key: string | null
    name_key: string | null
    edited_at: Time | null
    ends_at: Time | null
    version: number | null
  }
  scopes: {
    name: string
    api_name: string
    description: string
    without_user: Bit
    position: number
    /** Null: not said, and so not. */
    sensitive: Bit | null
    german: string | null
    edited_at: Time | null
    ends_at: Time | null
    version: number | null
  }
  business_unit_apis: { business_unit_id: BusinessUnitId; api_name: string }
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
