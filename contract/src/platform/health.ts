import { type Static, Type } from 'typebox'
import { Time } from '../applications/applications.ts'
import { Count } from '../business-units/needs.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'

const Milliseconds = Type.Number({ minimum: 0, description: 'Milliseconds.' })
const MaybeTime = Type.Union([Time, Type.Null()])

const Process = Type.Object({
  id: Type.String(),
  name: Type.String({ description: 'Where it runs: a host and the number of the process there.' }),
  version: Type.String(),
  startedAt: Time,
  seenAt: Type.String({ format: 'date-time', description: 'When it last said how it does. UTC, RFC 3339.' }),
  alive: Type.Boolean({ description: 'false: it said nothing for two minutes, and did not end well.' }),
  memory: Type.Integer({ minimum: 0, description: 'Resident memory in bytes.' }),
  eventLoopDelay: Type.Object(
    { p50: Milliseconds, p99: Milliseconds, max: Milliseconds },
    { description: 'How late its event loop was within the last half minute.' },
  ),
})

const JOB_STATES = ['fine', 'failing', 'late'] as const

const Job = Type.Object({
  name: Type.String(),
  pauseSeconds: Type.Number({ description: 'How long it rests between two turns, in seconds.' }),
  lastRunAt: Time,
  lasted: Milliseconds,
  turns: Type.Integer({ description: 'How many since the processes that are alive began.' }),
  failures: Type.Integer(),
  lastFailure: Type.Union([
    Type.Object({ at: Time, message: Type.String(), process: Type.String() }),
    Type.Null(),
  ]),
  state: Type.Enum(JOB_STATES, {
    description:
      'failing: its last turn failed somewhere. late: no turn ended for much longer than it rests.',
  }),
})
export type JobShown = Static<typeof Job>

const Backlog = Type.Object({
  waiting: Type.Object(Count.properties, { description: 'What is still to be sent.' }),
  triedInVain: Type.Object(Count.properties, { description: 'Of what waits, what was tried before.' }),
  oldestSince: MaybeTime,
  sent: Count,
  givenUp: Count,
})
export type BacklogShown = Static<typeof Backlog>

const Health = Type.Object({
  version: Type.String(),
  engine: Type.Enum(['sqlite', 'postgres']),
  database: Type.Enum(['ready', 'read-only', 'away']),
  migrations: Type.Object({ applied: Type.Integer(), last: Type.Union([Type.String(), Type.Null()]) }),
  processes: Type.Array(Process, { description: 'The one heard of last first; at most 50.' }),
  jobs: Type.Array(Job, { description: 'Over all processes that are alive.' }),
  mailServer: Type.Boolean({ description: 'Whether one is set; else letters are kept.' }),
  mail: Type.Object(Backlog.properties, { description: 'Letters of the last seven days.' }),
  outbox: Type.Object(Backlog.properties, {
    description: 'Messages to applications of the last seven days: that a session ended.',
  }),
})
export type Health = Static<typeof Health>

const none = { count: 0, more: false } as const
const quiet = { waiting: none, triedInVain: none, oldestSince: null, sent: none, givenUp: none }

const example: Health = {
  version: '0.1.0',
  engine: 'sqlite',
  database: 'ready',
  migrations: { applied: 140, last: '0063-04-job-runs-by-seen' },
  processes: [
    {
      id: 'prc_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
      name: 'node-1:4711',
      version: '0.1.0',
      startedAt: '2026-11-22T09:00:00.000Z',
      seenAt: '2026-11-22T10:00:00.000Z',
      alive: true,
      memory: 180_000_000,
      eventLoopDelay: { p50: 0.2, p99: 2.1, max: 12.5 },
    },
  ],
  jobs: [
    {
      name: 'expire',
      pauseSeconds: 60,
      lastRunAt: '2026-11-22T09:59:30.000Z',
      lasted: 12,
      turns: 60,
      failures: 0,
      lastFailure: null,
      state: 'fine',
    },
  ],
  mailServer: true,
  mail: { ...quiet, sent: { count: 12, more: false } },
  outbox: quiet,
}

const PlatformNeeds = Type.Object({
  requests: Type.Object(
    { waiting: Count, oldestSince: MaybeTime },
    { description: 'What business units asked for, without an answer yet.' },
  ),
  mail: Type.Object({
    stuck: Type.Object(Count.properties, { description: 'Letters that were tried in vain or given up.' }),
    kept: Type.Object(Count.properties, {
      description: 'Letters that somebody has to hand on, since no mail server is set.',
    }),
  }),
  outbox: Type.Object({
    stuck: Type.Object(Count.properties, {
      description: 'Messages to applications that were tried in vain or given up.',
    }),
  }),
  jobs: Type.Array(Type.String(), { description: 'Names of jobs that fail or are late.' }),
  silentProcesses: Type.Array(Type.String(), {
    description: 'Names of processes that said nothing for two minutes, and did not end well.',
  }),
  suspended: Type.Object(Count.properties, { description: 'Business units that are inactive.' }),
  signingKeys: Type.Object({
    oldestSignsSince: MaybeTime,
    overdue: Type.Boolean({ description: 'Whether the job should have replaced it by now.' }),
  }),
})
export type PlatformNeeds = Static<typeof PlatformNeeds>

export const getHealth = defineRoute({
  id: 'getHealth',
  method: 'GET',
  path: '/platform/health',
  tag: 'Platform',
  summary: 'How the platform does',
  description:
    'Version, database, the processes that serve it, their jobs with the last turn and the last failure, and what waits to be sent. What a process says of itself is at most half a minute old. For operators.',
  permission: 'platform:view',
  responses: { ...COMMON_RESPONSES, 200: { description: 'How it does.', schema: Health } },
  example: { response: example },
})

export const getPlatformNeeds = defineRoute({
  id: 'getPlatformNeeds',
  method: 'GET',
  path: '/platform/needs',
  tag: 'Platform',
  summary: 'What needs an operator',
  description:
    'What operators should look into, as numbers: the first page of the platform. Each is counted up to 1,000. For operators.',
  permission: 'platform:view',
  responses: { ...COMMON_RESPONSES, 200: { description: 'The numbers.', schema: PlatformNeeds } },
  example: {
    response: {
      requests: { waiting: { count: 2, more: false }, oldestSince: '2026-11-20T09:00:00.000Z' },
      mail: { stuck: none, kept: none },
      outbox: { stuck: none },
      jobs: [],
      silentProcesses: [],
      suspended: { count: 1, more: false },
      signingKeys: { oldestSignsSince: '2026-10-22T09:00:00.000Z', overdue: false },
    },
  },
})
