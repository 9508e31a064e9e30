import { type Instant, MINUTE } from '../../lib/clock.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import type { DatabaseState, Store } from '../../store/handle.ts'
import {
  type Backlog,
  readHealth as load,
  type ProcessRecord,
  readDeliveryBacklog,
  readMailBacklog,
  readMigrations,
} from '../../store/platform/health.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand } from '../people/actor.ts'

/** A job of the platform, over all processes that are alive. */
export type JobHealth = {
  readonly name: string
  /** The pause between two turns in milliseconds. */
  readonly pause: number
  /** Its last turn anywhere. */
  readonly lastRunAt: Instant
  readonly lasted: number
  readonly turns: number
  readonly failures: number
  readonly lastFailure: { readonly at: Instant; readonly message: string; readonly process: string } | null
  /** failing: the last turn of a process failed. late: none ended for much longer than the pause. */
  readonly state: 'fine' | 'failing' | 'late'
}

type ProcessHealth = ProcessRecord & { readonly alive: boolean }

/** How the platform does. */
export type Health = {
  readonly version: string
  readonly engine: Store['engine']
  readonly database: DatabaseState
  readonly migrations: Awaited<ReturnType<typeof readMigrations>>
  readonly processes: readonly ProcessHealth[]
  readonly jobs: readonly JobHealth[]
  readonly mail: Backlog
  readonly mailServer: boolean
  readonly deliveries: Backlog
}

/** A process that said nothing for so long is not alive: it speaks every half minute. */
const SILENT_AFTER = 2 * MINUTE
/** A job is late when no turn ended for three pauses, and for a while longer than processes speak. */
const LATE_PAUSES = 3

/** How the platform does: its processes, their jobs, and what waits. Refuses without `platform:view`. */
export async function readHealth(deps: Deps, actor: Actor): Promise<Result<Health, RegistryRefusal>> {
  const allowed = demand(actor, 'platform:view')
  if (!allowed.ok) return allowed
  const [database, migrations, standing, mail, deliveries] = await Promise.all([
    deps.store.state(),
    readMigrations(deps.store),
    readProcesses(deps),
    readMailBacklog(deps.store),
    readDeliveryBacklog(deps.store),
  ])
  return ok({
    version: deps.health.itself.version,
    engine: deps.store.engine,
    database,
    migrations,
    ...standing,
    mail,
    mailServer: deps.mailer !== null,
    deliveries,
  })
}

/** Processes, the one heard of last first, and jobs by name. */
export async function readProcesses(deps: Deps): Promise<Pick<Health, 'processes' | 'jobs'>> {
  const now = deps.clock()
  const { processes, runs } = await load(deps.store)
  const told = processes.map(each => ({ ...each, alive: now - each.seenAt <= SILENT_AFTER }))
  const alive = new Map(told.filter(each => each.alive).map(each => [each.id, each.name]))
  const names = [...new Set(runs.map(({ job }) => job))].toSorted()
  const jobs = names.flatMap(name => {
    const living = runs.filter(({ job, processId }) => job === name && alive.has(processId))
    return jobOf(living, alive, now) ?? []
  })
  return { processes: told, jobs }
}

type Run = Awaited<ReturnType<typeof load>>['runs'][number]

function jobOf(runs: readonly Run[], alive: ReadonlyMap<string, string>, now: Instant): JobHealth | null {
  const [newest] = runs.toSorted((a, b) => b.startedAt - a.startedAt)
  if (newest === undefined) return null
  const [failed] = runs
    .flatMap(({ failedAt, failure, processId }) =>
      failedAt === null
        ? []
        : [{ at: failedAt, message: failure ?? '', process: alive.get(processId) ?? processId }],
    )
    .toSorted((a, b) => b.at - a.at)
  const endedAt = newest.startedAt + newest.lasted
  const late = now - endedAt > LATE_PAUSES * newest.pause + SILENT_AFTER
  const failing = runs.some(run => run.failedAt !== null && run.failedAt >= run.startedAt)
  return {
    name: newest.job,
    pause: newest.pause,
    lastRunAt: newest.startedAt,
    lasted: newest.lasted,
    turns: runs.reduce((sum, { turns }) => sum + turns, 0),
    failures: runs.reduce((sum, { failures }) => sum + failures, 0),
    lastFailure: failed ?? null,
    state: failing ? 'failing' : late ? 'late' : 'fine',
  }
}
