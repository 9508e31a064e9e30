import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import { COUNTED, type Tally, tallyOf } from '../../lib/tally.ts'
import { type Handle, together } from '../handle.ts'

/** A process as it last said of itself. Memory in bytes, delays of the event loop in microseconds. */
export type ProcessRecord = {
  readonly id: string
  /** Where it runs, for people: a host and a number. */
  readonly name: string
  readonly version: string
  readonly startedAt: Instant
  readonly seenAt: Instant
  readonly memory: number
  readonly delay: { readonly middle: number; readonly high: number; readonly most: number }
}

/** The last turn of a job in one process. Times in milliseconds. */
export type JobRun = {
  readonly job: string
  readonly pause: number
  readonly startedAt: Instant
  readonly lasted: number
  readonly turns: number
  readonly failures: number
  readonly failedAt: Instant | null
  readonly failure: string | null
}

/** As many processes as are told of, the one heard of last first. */
const MOST_PROCESSES = 50
const MOST_RUNS = 2000
/** Of letters and messages, so many of the newest are looked at. */
const LOOKED_AT = 10_000

/** Writes what a process says of itself and of its jobs, in place of what it said before. */
export async function writeHealth(
  handle: Handle,
  process: ProcessRecord,
  runs: readonly JobRun[],
): Promise<void> {
  const { id, name, version, startedAt, seenAt, memory, delay } = process
  await together(handle, async tx => {
    const values = {
      name,
      version,
      started_at: startedAt,
      seen_at: seenAt,
      memory,
      delay_middle: delay.middle,
      delay_high: delay.high,
      delay_most: delay.most,
    }
    await tx.db
      .insertInto('processes')
      .values({ id, ...values })
      .onConflict(conflict => conflict.column('id').doUpdateSet(values))
      .execute()
    for (const run of runs) {
      const told = {
        pause: run.pause,
        started_at: run.startedAt,
        lasted: run.lasted,
        turns: run.turns,
        failures: run.failures,
        failed_at: run.failedAt,
        failure: run.failure,
        seen_at: seenAt,
      }
      await tx.db
        .insertInto('job_runs')
        .values({ process_id: id, job: run.job, ...told })
        .onConflict(conflict => conflict.columns(['process_id', 'job']).doUpdateSet(told))
        .execute()
    }
  })
}

/** Forgets a process that ended well. */
export async function forgetProcess(handle: Handle, id: string): Promise<void> {
  await together(handle, async tx => {
    await tx.db.deleteFrom('job_runs').where('process_id', '=', id).execute()
    await tx.db.deleteFrom('processes').where('id', '=', id).execute()
  })
}

/** The processes of the platform, the one heard of last first, and the last turns of their jobs. */
export async function readHealth(handle: Handle): Promise<{
  readonly processes: readonly ProcessRecord[]
  readonly runs: readonly (JobRun & { readonly processId: string })[]
}> {
  const processes = await handle.lists
    .selectFrom('processes')
    .selectAll()
    .orderBy('seen_at', 'desc')
    .limit(MOST_PROCESSES)
    .execute()
  const runs = await handle.lists
    .selectFrom('job_runs')
    .selectAll()
    .orderBy('seen_at', 'desc')
    .limit(MOST_RUNS)
    .execute()
  return {
    processes: processes.map(row => ({
      id: row.id,
      name: row.name,
      version: row.version,
      startedAt: row.started_at,
      seenAt: row.seen_at,
      memory: row.memory,
      delay: { middle: row.delay_middle, high: row.delay_high, most: row.delay_most },
    })),
    runs: runs.map(row => ({
      processId: row.process_id,
      job: row.job,
      pause: row.pause,
      startedAt: row.started_at,
      lasted: row.lasted,
      turns: row.turns,
      failures: row.failures,
      failedAt: row.failed_at,
      failure: row.failure,
    })),
  }
}

/** How many migrations this database has, and which is the last. */
export async function readMigrations(
  handle: Handle,
): Promise<{ readonly applied: number; readonly last: string | null }> {
  const { rows } = await sql<{ applied: number; last: string | null }>`
    select count(*) as applied, max(name) as last from migrations`.execute(handle.lists)
  return { applied: Number(rows[0]?.applied ?? 0), last: rows[0]?.last ?? null }
}

/** What waits to be sent, of the newest ten thousand: since when the oldest does, and how much came through or was given up. */
export type Backlog = {
  readonly waiting: Tally
  /** Of what waits, what was tried in vain. */
  readonly tried: Tally
  readonly oldest: Instant | null
  readonly done: Tally
  readonly givenUp: Tally
}

/** How letters do. */
export function readMailBacklog(handle: Handle): Promise<Backlog> {
  const newest = sql`select next_at, attempts, created_at, sent_at as done_at from mail order by id desc limit ${LOOKED_AT}`
  return backlogOf(handle, newest)
}

/** How messages to applications do. */
export function readDeliveryBacklog(handle: Handle): Promise<Backlog> {
  const newest = sql`select next_at, attempts, created_at, delivered_at as done_at from deliveries
    order by created_at desc limit ${LOOKED_AT}`
  return backlogOf(handle, newest)
}

type Counted = Record<'waiting' | 'tried' | 'done' | 'given_up' | 'looked_at', number> & {
  readonly oldest: number | null
}

async function backlogOf(handle: Handle, newest: RawBuilder<unknown>): Promise<Backlog> {
  const { rows } = await sql<Counted>`select
      count(*) filter (where next_at is not null) as waiting,
      count(*) filter (where next_at is not null and attempts > 0) as tried,
      count(*) filter (where done_at is not null) as done,
      count(*) filter (where next_at is null and done_at is null) as given_up,
      min(case when next_at is not null then created_at end) as oldest,
      count(*) as looked_at
    from (${newest}) as newest`.execute(handle.lists)
  const [row] = rows
  const whole = Number(row?.looked_at ?? 0) < LOOKED_AT
  const tally = (count: number | undefined) => tallyOf(Number(count ?? 0), whole)
  return {
    waiting: tally(row?.waiting),
    tried: tally(row?.tried),
    oldest: row === undefined || row.oldest === null ? null : Number(row.oldest),
    done: tally(row?.done),
    givenUp: tally(row?.given_up),
  }
}

/** How many requests of business units wait for an answer of the operators, and since when the oldest does. */
export async function countAskedOfOperators(
  handle: Handle,
): Promise<{ readonly waiting: Tally; readonly oldest: Instant | null }> {
  const { rows } = await sql<{ found: number; oldest: number | null }>`
    select count(*) as found, min(created_at) as oldest from (
      select created_at from application_requests where state = 'requested' order by id limit ${COUNTED + 1}
    ) as counted`.execute(handle.lists)
  const oldest = rows[0]?.oldest ?? null
  return { waiting: tallyOf(Number(rows[0]?.found ?? 0)), oldest: oldest === null ? null : Number(oldest) }
}
