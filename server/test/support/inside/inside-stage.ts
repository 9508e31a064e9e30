import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createServer } from '../../../src/http/server.ts'
import { createThrottle } from '../../../src/http/throttle.ts'
import type { Mailer } from '../../../src/outbound/mail/mailer.ts'
import { ensurePlatform } from '../../../src/services/bootstrap.ts'
import type { Deps } from '../../../src/services/deps.ts'
import { makeSample } from '../../../src/services/sample/sample.ts'
import { freePort } from '../free-port.ts'
import { startPostgres, type TestPostgres } from '../postgres.ts'
import { makeTempFolder } from '../temp-folder.ts'
import { makeTestDeps } from '../test-deps.ts'
import { type Browser, openBrowser, signIn } from '../wire/browser.ts'
import { type EngineName, PASSWORD, type Stage } from '../wire/stage.ts'

/** A stage whose server runs in this process. */
export type InsideStage = Stage & {
  readonly deps: Deps
  readonly app: FastifyInstance
  /** Moves its clock ahead, for good. In: milliseconds. */
  advance(ms: number): void
  /** Lets a user sign in in a new browser, which `person` gives from then on: the old one may have been signed out. */
  signInAgain(userName: string): Promise<Browser>
}

type Wanted = {
  readonly engine?: EngineName
  /** Default true: the sample's people and applications. Without it nobody can sign in. */
  readonly sample?: boolean
  /** Folder of the built console, for a browser; default: one with an empty page. */
  readonly webFolder?: string
  /** Default: none, so that letters are kept. */
  readonly mailer?: Mailer
  /** Proxies that are believed; default: none. */
  readonly trustedProxies?: readonly string[]
}

/** Runs a suite against one Latchkey in this process, on SQLite unless told. */
export function onInsideStage(
  subject: string,
  suite: (stage: () => InsideStage) => void,
  wanted: Wanted = {},
): void {
  describe(subject, () => {
    let stage: InsideStage | undefined
    before(async () => {
      stage = await startInside(wanted)
    })
    after(() => stage?.stop())
    suite(() => {
      if (stage === undefined) throw new Error('The stage has not been set.')
      return stage
    })
  })
}

/** How often another port is tried: one that was free a moment ago may be somebody else's by now. */
const PORTS = 5

/** Starts one on a free port of 127.0.0.1; `stop` ends all that it stands on. */
export async function startInside(wanted: Wanted = {}): Promise<InsideStage> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(wanted)
    } catch (fault) {
      const taken = fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE'
      if (!taken || attempt === PORTS) throw fault
    }
  }
}

async function startOnce({
  engine = 'sqlite',
  sample = true,
  webFolder,
  mailer,
  trustedProxies = [],
}: Wanted): Promise<InsideStage> {
  let ahead = 0
  const clock = () => Date.now() + ahead
  const postgres: TestPostgres | null = engine === 'postgres' ? await startPostgres() : null
  const databaseUrl = (await postgres?.createDatabase()) ?? null
  const made = await makeTestDeps({
    clock,
    ...(databaseUrl === null ? {} : { databaseUrl }),
    ...(mailer === undefined ? {} : { mailer }),
  })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const deps: Deps = { ...made.deps, issuer: url }
  const web = makeTempFolder()
  writeFileSync(join(web.path, 'index.html'), '<!doctype html><title>Console</title>')
  const exampleBaseUrl = 'http://127.0.0.1:9'
  await ensurePlatform(deps, { exampleBaseUrl })
  if (sample) await makeSample(deps, { password: PASSWORD, exampleBaseUrl })
  const throttle = createThrottle(clock)
  const app = await createServer(
    {
      deps,
      throttle,
      webFolder: webFolder ?? web.path,
      origin: url,
      secure: false,
      trustedProxies,
      isReady: () => true,
    },
    'silent',
  )
  const stop = async () => {
    await app.close()
    await made.close()
    await postgres?.stop()
    web.remove()
  }
  try {
    await app.listen({ host: '127.0.0.1', port })
  } catch (fault) {
    await stop()
    throw fault
  }
  return {
    url,
    engine,
    databaseUrl,
    deps,
    app,
    output: () => '',
    advance: ms => {
      ahead += ms
    },
    ...people(url),
    secondProcess: () => Promise.reject(new Error('A stage inside this process has no second process.')),
    stop,
  }
}

function people(url: string): Pick<InsideStage, 'person' | 'newPerson' | 'signInAgain'> {
  const known = new Map<string, Promise<Browser>>()
  const newPerson = async (userName: string) => {
    const browser = openBrowser(url)
    await signIn(browser, userName, PASSWORD)
    return browser
  }
  return {
    newPerson,
    signInAgain(userName) {
      const browser = newPerson(userName)
      known.set(userName, browser)
      return browser
    },
    person(userName) {
      const browser = known.get(userName) ?? newPerson(userName)
      known.set(userName, browser)
      return browser
    },
  }
}
