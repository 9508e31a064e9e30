import { readFileSync } from 'node:fs'
import { availableParallelism, hostname } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { type Config, readConfig } from './config.ts'
import type { Door } from './http/door.ts'
import { createServer } from './http/server.ts'
import { createThrottle } from './http/throttle.ts'
import { startJobs } from './jobs/all-jobs.ts'
import { checkNewPassword, createPasswordHasher } from './keys/passwords.ts'
import { newRecordId } from './keys/random.ts'
import { createSealer, loadSealingKey } from './keys/sealing.ts'
import { createMailer } from './outbound/mail/mailer.ts'
import { createOutbound } from './outbound/outbound.ts'
import { createCallbackUseLog } from './services/applications/urls/callback-use-log.ts'
import { createApplicationUseLog } from './services/audit/application-use-log.ts'
import { createCredentialUseLog } from './services/audit/credential-use-log.ts'
import { createRefusalLog } from './services/audit/refusal-log.ts'
import { ensurePlatform } from './services/bootstrap.ts'
import type { Deps } from './services/deps.ts'
import { keepSigningKeys } from './services/keys/keep-signing-keys.ts'
import { createKeyringHolder } from './services/keys/keyring-holder.ts'
import { createKeyOf } from './services/known/application-keys.ts'
import { createKnown } from './services/known/known.ts'
import { makeSetupLink } from './services/people/setup.ts'
import { createHealthLog, type Itself } from './services/platform/health-log.ts'
import { makeSample } from './services/sample/sample.ts'
import type { Store } from './store/handle.ts'
import { openStore } from './store/open.ts'

/** Prints why the server cannot start, in plain words, and ends. */
function refuseToStart(reasons: readonly string[]): never {
  for (const reason of reasons) console.error(`Latchkey cannot start: ${reason}`)
  process.exit(1)
}

function wireDeps(config: Config, store: Store): Deps {
  const key = loadSealingKey({
    fromEnvironment: config.sealingKey,
    dataFolder: config.dataFolder,
    generate: config.databaseUrl === null,
  })
  if (!key.ok) refuseToStart([key.error.message])
  const clock = Date.now
  const sealer = createSealer(key.value)
  const keys = createKeyringHolder(store, sealer, clock)
  const onKeysChanged = (): void => {
    keys.reload().catch((error: unknown) => console.error('The signing keys could not be read again:', error))
  }
  const known = createKnown(store, clock, onKeysChanged)
  const outbound = createOutbound({ loopback: isLoopback(config.url), allow: config.outboundAllow, clock })
  const credentialUses = createCredentialUseLog({ store, clock })
  return {
    store,
    clock,
    issuer: config.url,
    sealer,
    passwords: createPasswordHasher({
      concurrency: availableParallelism(),
      queueLimit: 100,
      queueMs: 2000,
      clock,
    }),
    keyring: keys.current,
    reloadKeys: keys.reload,
    known,
    refusals: createRefusalLog({ store, clock, known }),
    credentialUses,
    applicationUses: createApplicationUseLog({ store, clock }),
    callbackUses: createCallbackUseLog({ store, clock }),
    health: createHealthLog({ store, clock }, thisProcess()),
    ...outbound,
    mailer: config.mail === null ? null : createMailer(config.mail),
    keyOf: createKeyOf(outbound.fetch, clock, credentialUses.noteFetch),
  }
}

/** What this process is, and how it does: measured by Node, at no cost to requests. */
function thisProcess(): Itself {
  const resolution = 20
  const loop = monitorEventLoopDelay({ resolution })
  loop.enable()
  // What Node counts is the time between two looks, the pause between them included; before the first it is no number.
  const micro = (nanoseconds: number): number =>
    Number.isFinite(nanoseconds) ? Math.max(0, Math.round(nanoseconds / 1000) - resolution * 1000) : 0
  return {
    id: newRecordId('prc'),
    name: `${hostname()}:${process.pid}`,
    version: versionOf(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
    measure() {
      const delay = {
        middle: micro(loop.percentile(50)),
        high: micro(loop.percentile(99)),
        most: micro(loop.max),
      }
      loop.reset()
      return { memory: process.memoryUsage.rss(), delay }
    },
  }
}

function versionOf(packageJson: string): string {
  const read: unknown = JSON.parse(packageJson)
  const version = typeof read === 'object' && read !== null && 'version' in read ? read.version : null
  return typeof version === 'string' ? version : 'unknown'
}

/** Whether Latchkey itself is served to this machine alone, for development: then so may be what it asks. */
function isLoopback(url: string): boolean {
  return /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(url)
}

/** Tells who started the server where to go; the made-up password and the link are shown this once. */
async function welcome(config: Config, deps: Deps): Promise<string[]> {
  const { exampleBaseUrl, sample, url } = config
  const made = sample === null ? null : await makeSample(deps, { password: sample.password, exampleBaseUrl })
  const link = await makeSetupLink(deps)
  const lines = ['', `Latchkey is ready: ${url}`]
  if (link !== null)
    lines.push(
      '',
      'Nobody can sign in yet. Make the first operator with this link; it works once:',
      `  ${url}/setup?link=${link}`,
    )
  if (made !== null) lines.push('', ...made.lines)
  return [...lines, '']
}

async function start(): Promise<void> {
  const read = readConfig(process.env, checkNewPassword)
  if (!read.ok) refuseToStart(read.error)
  const config = read.value
  const store = await openStore({ databaseUrl: config.databaseUrl, dataFolder: config.dataFolder })
  const deps = wireDeps(config, store)
  // First of all: with a wrong sealing key nothing must be written.
  await deps.reloadKeys()
  await ensurePlatform(deps, { exampleBaseUrl: config.exampleBaseUrl })
  await keepSigningKeys(deps)
  const lines = await welcome(config, deps)
  let ready = false
  const door: Door = {
    deps,
    throttle: createThrottle(deps.clock),
    webFolder: fileURLToPath(new URL('../../web/dist', import.meta.url)),
    origin: new URL(config.url).origin,
    secure: config.url.startsWith('https:'),
    trustedProxies: config.trustedProxies,
    isReady: () => ready,
  }
  const server = await createServer(door, config.logLevel)
  const jobs = startJobs(deps, (fault, job) => server.log.error({ err: fault, job }, 'a job failed'))
  await server.listen({ host: config.host, port: config.port })
  ready = true
  for (const line of lines) console.log(line)

  endWell(async () => {
    ready = false
    await server.close()
    await jobs.stop()
    deps.mailer?.close()
    await deps.refusals.flush()
    await deps.credentialUses.flush()
    await deps.applicationUses.flush()
    await deps.callbackUses.flush()
    await deps.health.forget()
    await store.close()
  })
}

/** What a supervisor is told after a fault that nothing caught (EX_SOFTWARE of sysexits): start me again. */
const FAULT_CODE = 70
const LONGEST_DRAIN_MS = 10_000

/**
 * Drains and ends on SIGTERM and SIGINT. The last line: so it does on a fault that nothing caught, since what it left
 * half done in memory is unknown; what was acknowledged is in the database. A second fault, or a drain that takes
 * longer than ten seconds, ends the process at once.
 */
function endWell(stop: () => Promise<void>): void {
  const end = (code: number): void => {
    setTimeout(() => process.exit(code === 0 ? 1 : code), LONGEST_DRAIN_MS).unref()
    stop().then(
      () => process.exit(code),
      () => process.exit(code === 0 ? 1 : code),
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(0))
  let faulty = false
  process.on('uncaughtException', (fault, origin) => {
    console.error(`Latchkey ends: a fault that nothing caught (${origin}).`, fault)
    if (faulty) process.exit(FAULT_CODE)
    faulty = true
    end(FAULT_CODE)
  })
}

start().catch((error: unknown) => refuseToStart([error instanceof Error ? error.message : String(error)]))
