import {
  type BacklogShown,
  getHealth,
  getPlatformNeeds,
  type Health as HealthShown,
  type JobShown,
} from '@latchkey/contract/platform/health.ts'
import type { FastifyInstance } from 'fastify'
import { SECOND } from '../../../lib/clock.ts'
import { ok } from '../../../lib/result.ts'
import { readPlatformNeeds } from '../../../services/platform/platform-needs.ts'
import { type Health, type JobHealth, readHealth } from '../../../services/platform/read-health.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

/** Serves how the platform does, and what waits for operators. */
export function registerHealth(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, getHealth, async ({ actor }) => {
    const health = await readHealth(deps, actor)
    return health.ok ? ok({ body: healthShape(health.value) }) : health
  })

  serve(app, door, getPlatformNeeds, async ({ actor }) => {
    const needs = await readPlatformNeeds(deps, actor)
    if (!needs.ok) return needs
    const { requests, mail, deliveries, jobs, silent, suspended, signingKeys } = needs.value
    return ok({
      body: {
        requests: { waiting: requests.waiting, oldestSince: maybe(requests.oldest) },
        mail,
        outbox: deliveries,
        jobs: [...jobs],
        silentProcesses: [...silent],
        suspended,
        signingKeys: { ...signingKeys, oldestSignsSince: maybe(signingKeys.oldestSignsSince) },
      },
    })
  })
}

function time(instant: number): string {
  return new Date(instant).toISOString()
}

function maybe(instant: number | null): string | null {
  return instant === null ? null : time(instant)
}

function healthShape(health: Health): HealthShown {
  const { version, engine, database, migrations, mailServer } = health
  return {
    version,
    engine,
    database,
    migrations,
    mailServer,
    processes: health.processes.map(({ delay, startedAt, seenAt, ...rest }) => ({
      ...rest,
      startedAt: time(startedAt),
      seenAt: time(seenAt),
      eventLoopDelay: { p50: delay.middle / 1000, p99: delay.high / 1000, max: delay.most / 1000 },
    })),
    jobs: health.jobs.map(jobShape),
    mail: backlogShape(health.mail),
    outbox: backlogShape(health.deliveries),
  }
}

function jobShape({ lastRunAt, lastFailure, pause, ...rest }: JobHealth): JobShown {
  return {
    ...rest,
    pauseSeconds: pause / SECOND,
    lastRunAt: time(lastRunAt),
    lastFailure: lastFailure === null ? null : { ...lastFailure, at: time(lastFailure.at) },
  }
}

function backlogShape({ waiting, tried, oldest, done, givenUp }: Health['mail']): BacklogShown {
  return { waiting, triedInVain: tried, oldestSince: maybe(oldest), sent: done, givenUp }
}
