import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { after, before, describe } from 'node:test'
import { pathToFileURL } from 'node:url'
import { freePort } from '../free-port.ts'
import { startPostgres, type TestPostgres } from '../postgres.ts'
import { type RunningServer, startLatchkey } from '../server-process.ts'
import { makeTempFolder } from '../temp-folder.ts'
import { type Browser, openBrowser, signIn } from './browser.ts'
import { layTemplate } from './stage-template.ts'

/** The password of every user of the sample, in tests. */
export const PASSWORD = 'a long test password, 27 w0rds'

/** The settings that ask for the sample. */
export const SAMPLE = { LATCHKEY_SAMPLE: '1', LATCHKEY_SAMPLE_PASSWORD: PASSWORD }

export const MANAGER = 'manager@harbour.example'
export const SUPERVISOR = 'supervisor@harbour.example'
export const AGENT = 'agent@harbour.example'
export const OTHER_MANAGER = 'manager@meadow.example'
export const OPERATOR = 'operator@latchkey.example'

export const HARBOUR = '4512345'
export const MEADOW = '4598765'

export type EngineName = 'sqlite' | 'postgres'

/** A started Latchkey with its sample, and who signed in to it. */
export type Stage = {
  /** Base address and issuer. */
  readonly url: string
  readonly engine: EngineName
  /** The address of its PostgreSQL database; null on SQLite. */
  readonly databaseUrl: string | null
  /** What it wrote so far. */
  output(): string
  /** A browser in which the user is signed in; the same one each time. */
  person(userName: string): Promise<Browser>
  /** A browser of its own in which the user is signed in. */
  newPerson(userName: string): Promise<Browser>
  /** A second process at the same data, whose clock is ahead; one for each lead. Out: its base address. */
  secondProcess(secondsAhead?: number): Promise<string>
  stop(): Promise<void>
}

/** The engines a suite is run on: the one that LATCHKEY_TEST_ENGINE names, else those given. */
function engines(usual: readonly EngineName[]): readonly EngineName[] {
  const chosen = process.env['LATCHKEY_TEST_ENGINE']
  if (chosen === undefined || chosen === '') return usual
  if (chosen !== 'sqlite' && chosen !== 'postgres') {
    throw new Error(`LATCHKEY_TEST_ENGINE is sqlite or postgres, not "${chosen}".`)
  }
  return [chosen]
}

/** Runs a suite against one Latchkey on SQLite, or on the engine that LATCHKEY_TEST_ENGINE names. */
export function onStage(subject: string, suite: (stage: () => Stage) => void): void {
  for (const engine of engines(['sqlite'])) staged(subject, engine, stageOf, suite)
}

/** Runs a suite against a Latchkey on SQLite and one on PostgreSQL. */
export function onBothStages(subject: string, suite: (stage: () => Stage) => void): void {
  for (const engine of engines(['sqlite', 'postgres'])) staged(subject, engine, stageOf, suite)
}

/**
 * As onStage, for a suite that speaks of what only an untouched Latchkey says, or lets time pass: its Latchkey is its
 * own wherever it runs.
 */
export function onFreshStage(subject: string, suite: (stage: () => Stage) => void): void {
  for (const engine of engines(['sqlite'])) staged(subject, engine, startStage, suite)
}

/** As onFreshStage, on SQLite and on PostgreSQL. */
export function onFreshStages(subject: string, suite: (stage: () => Stage) => void): void {
  for (const engine of engines(['sqlite', 'postgres'])) staged(subject, engine, startStage, suite)
}

/** Runs a suite against one Latchkey on PostgreSQL. */
export function onPostgresStage(subject: string, suite: (stage: () => Stage) => void): void {
  staged(subject, 'postgres', stageOf, suite)
}

type Staging = (engine: EngineName) => Promise<Stage>

function staged(
  subject: string,
  engine: EngineName,
  begin: Staging,
  suite: (stage: () => Stage) => void,
): void {
  describe(`${subject} on ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`, () => {
    let stage: Stage | undefined
    before(async () => {
      stage = await begin(engine)
    })
    after(() => stage?.stop())
    suite(() => {
      if (stage === undefined) throw new Error('The stage has not been set.')
      return stage
    })
  })
}

/** What the suites of this process share, where they do: starting a Latchkey costs more than most suites. */
const shared = new Map<EngineName, Promise<Stage>>()

const sharing = process.env['LATCHKEY_TEST_SHARED'] === '1'
if (sharing) {
  after(async () => {
    for (const stage of shared.values()) await (await stage).stop()
  })
}

/** A Latchkey of the suite's own or, where they are shared, browsers of its own before the one of all. */
async function stageOf(engine: EngineName): Promise<Stage> {
  if (!sharing) return startStage(engine)
  const started = shared.get(engine) ?? startStage(engine)
  shared.set(engine, started)
  const stage = await started
  return { ...stage, person: remembering(userName => stage.newPerson(userName)), stop: async () => undefined }
}

async function startStage(engine: EngineName): Promise<Stage> {
  const folder = makeTempFolder()
  let postgres: TestPostgres | null = null
  const processes: RunningServer[] = []
  const stop = async () => {
    for (const running of processes.splice(0).reverse()) await running.stop()
    await postgres?.stop()
    folder.remove()
  }
  try {
    postgres = engine === 'postgres' ? await startPostgres() : null
    const begun = await layTemplate(folder.path, postgres, () => randomBytes(32).toString('base64'))
    const { databaseUrl } = begun
    const env = { ...SAMPLE, ...begun.env }
    const server = await startLatchkey({ env })
    processes.push(server)
    return { ...acting(server, env, processes), engine, databaseUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function acting(
  server: RunningServer,
  env: Readonly<Record<string, string>>,
  processes: RunningServer[],
): Omit<Stage, 'engine' | 'databaseUrl' | 'stop'> {
  const { url } = server
  const ahead = new Map<number, Promise<string>>()
  const startAhead = async (seconds: number) => {
    const port = await freePort()
    const preload = pathToFileURL(join(import.meta.dirname, 'clock-ahead.ts')).href
    const own = { LATCHKEY_URL: url, LATCHKEY_PORT: String(port), LATCHKEY_TEST_AHEAD: String(seconds) }
    const second = await startLatchkey({ env: { ...env, ...own, NODE_OPTIONS: `--import=${preload}` } })
    processes.push(second)
    return `http://127.0.0.1:${port}`
  }
  const newPerson = async (userName: string) => {
    const browser = openBrowser(url)
    await signIn(browser, userName, PASSWORD)
    return browser
  }
  return {
    url,
    output: () => server.output(),
    newPerson,
    person: remembering(newPerson),
    secondProcess(secondsAhead = 0) {
      const known = ahead.get(secondsAhead) ?? startAhead(secondsAhead)
      ahead.set(secondsAhead, known)
      return known
    },
  }
}

/** The same browser each time a user is asked for. */
function remembering(newPerson: Stage['newPerson']): Stage['person'] {
  const people = new Map<string, Promise<Browser>>()
  return userName => {
    const known = people.get(userName) ?? newPerson(userName)
    people.set(userName, known)
    return known
  }
}
