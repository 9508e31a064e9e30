import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { DAY } from '../server/src/lib/clock.ts'
import type { ApplicationId } from '../server/src/lib/ids.ts'
import { searchKey } from '../server/src/registry/applications/application.ts'
import {
  type ApplicationListQuery,
  listAndCountApplications,
  listApplications,
} from '../server/src/store/applications/application-list.ts'
import { findApplication } from '../server/src/store/applications/applications.ts'
import { NO_CONDITIONS } from '../server/src/store/applications/lists/conditions.ts'
import type { Mark } from '../server/src/store/applications/lists/marks.ts'
import { findBusinessUnitByNumber } from '../server/src/store/business-units/business-units.ts'
import { inBusinessUnit, type Scoped } from '../server/src/store/handle.ts'
import { openStore } from '../server/src/store/open.ts'

const usage = `node bench/lists.ts --data <folder> | --database <postgres://…> [--rounds 40]
Asks the largest business unit of a database filled by fill.ts for every list, search and filter, page and total
together, and prints how long each took and how long the event loop was held up meanwhile.`

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    database: { type: 'string' },
    rounds: { type: 'string', default: '40' },
  },
})

const all: ApplicationListQuery = {
  kinds: ['internal', 'authorization'],
  search: null,
  active: null,
  conditions: NO_CONDITIONS,
  sort: 'name',
  descending: false,
  after: null,
  limit: 26,
}

const NOW = Date.now()

function marked(...marks: Mark[]): Pick<ApplicationListQuery, 'conditions'> {
  return { conditions: { ...NO_CONDITIONS, marks } }
}
const idleSince = NOW - 90 * DAY
const secretEnds = { from: NOW, until: NOW + 30 * DAY }
const [common, rare, late] = ['common', 'rare', 'late'].map(value => ({ kind: 'tag', value }) as const)
if (common === undefined || rare === undefined || late === undefined) throw new Error('There are no tags')

const questions: Readonly<Record<string, Partial<ApplicationListQuery>>> = {
  'by name': {},
  'by name, backwards': { descending: true },
  'by vendor': { sort: 'vendor' },
  'by age, newest first': { sort: 'created', descending: true },
  'deep within, by name': { after: { key: 'meadow', id: 'app_7' } },
  inactive: { active: false },
  'active external, by vendor': { active: true, kinds: ['authorization'], sort: 'vendor' },
  'internal, by age': { kinds: ['internal'], sort: 'created' },
  'search one letter': { search: 'q' },
  'search one rare letter': { search: '東' },
  'search two letters': { search: 'sh' },
  'search two letters, none': { search: 'qj' },
  'search a common word': { search: 'planner' },
  'search a common word, inactive': { search: 'planner', active: false },
  'search a common word, by age': { search: 'planner', sort: 'created' },
  'search two words': { search: 'shift planner' },
  'search what stands at the end': { search: 'winter', sort: 'name' },
  'search a rare name': { search: 'zz1' },
  'search a vendor': { search: 'größe' },
  'search a vendor, inactive': { search: 'söhne', active: false, sort: 'vendor' },
  'search nothing': { search: 'no such thing' },
  'a scope that all have': marked({ kind: 'scope', value: 'AgentApi' }),
  'a scope that some have, by age': {
    ...marked({ kind: 'scope', value: 'ReportingApi' }),
    sort: 'created',
    descending: true,
  },
  'a scope that none has': marked({ kind: 'scope', value: 'AdminApi' }),
  'a rare tag': marked(rare),
  'a common tag, by vendor': { ...marked(common), sort: 'vendor' },
  'a tag of those at the end': marked(late),
  'a tag of those at the end, inactive': { ...marked(late), active: false },
  'two tags and a scope': marked(common, late, { kind: 'scope', value: 'ReportingApi' }),
  'a common tag, search': { ...marked(common), search: 'planner' },
  legacy: marked({ kind: 'legacy' }),
  'without an active owner': marked({ kind: 'unowned' }),
  'idle for 90 days': { conditions: { ...NO_CONDITIONS, idleSince } },
  'idle for two years': { conditions: { ...NO_CONDITIONS, idleSince: NOW - 990 * DAY } },
  'idle, a common tag, search': {
    conditions: { ...NO_CONDITIONS, marks: [common], idleSince },
    search: 'sh',
  },
  'a secret ends': { conditions: { ...NO_CONDITIONS, secretEnds } },
  'a secret ends, a common tag, idle': { conditions: { marks: [common], idleSince, secretEnds } },
}

/** The whole query behind a question, its text folded as the service folds it. */
function queryOf(question: Partial<ApplicationListQuery> | undefined): ApplicationListQuery {
  const query = { ...all, ...question }
  return { ...query, search: searchKey(query.search) }
}

function percentile(times: readonly number[], part: number): string {
  const sorted = times.toSorted((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1).padStart(8)
}

async function ask(scope: Scoped, name: string, rounds: number): Promise<void> {
  const query = queryOf(questions[name])
  const times: number[] = []
  let [found, total] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    const page = await listAndCountApplications(scope, query)
    found = page.items.length
    total = page.total
    times.push(performance.now() - begun)
  }
  console.log(
    `${name.padEnd(34)}${percentile(times, 0.5)}${percentile(times, 0.95)} ms  ${found} of ${total > 1000 ? 'more than 1000' : total}`,
  )
}

/** Lists without a pause from four sides, while single applications are read as a token request reads them. */
async function hammer(scope: Scoped, id: ApplicationId): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const reads: number[] = []
  let over = false
  const listing = Array.from({ length: 4 }, async () => {
    while (!over)
      for (const question of Object.values(questions)) await listApplications(scope, queryOf(question))
  })
  await pause(500)
  delay.enable()
  const until = performance.now() + 10_000
  while (performance.now() < until) {
    const begun = performance.now()
    await findApplication(scope, id)
    reads.push(performance.now() - begun)
    await pause(2)
  }
  delay.disable()
  over = true
  await Promise.all(listing)
  console.log(
    `While lists are hammered: event loop delay p99 ${(delay.percentile(99) / 1e6 - 1).toFixed(2)} ms, ` +
      `a point read p50${percentile(reads, 0.5)} p99${percentile(reads, 0.99)} ms`,
  )
}

async function run(): Promise<void> {
  const { data, database } = values
  if (data === undefined && database === undefined) return console.error(usage)
  const store = await openStore({ databaseUrl: database ?? null, dataFolder: data ?? '' })
  const unit = await findBusinessUnitByNumber(store, '1000000')
  if (unit === null) throw new Error('Fill the database first')
  const scope = inBusinessUnit(store, unit.id)
  console.log(`${'page and total'.padEnd(34)}     p50     p95`)
  for (const name of Object.keys(questions)) await ask(scope, name, Number(values.rounds))
  const [any] = await listApplications(scope, all)
  if (any !== undefined) await hammer(scope, any.id)
  await store.close()
}

await run()
