import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { folderWithPrograms, pathFolders } from './find-program.ts'
import { freePort } from './free-port.ts'
import { makeTempFolder, type TempFolder } from './temp-folder.ts'
import { startWatchedProcess, type WatchedProcess } from './watched-process.ts'

const programs = ['initdb', 'postgres']
const readyWithinMs = 30_000
const stopWithinMs = 10_000

export type TestPostgres = {
  /** A superuser's address of the database `postgres`. */
  readonly url: string
  /**
   * Makes a database, empty or a copy of another, and returns its address. A name is of a-z, 0-9 and _; without one
   * it is random.
   */
  createDatabase(name?: string, copyOf?: string): Promise<string>
  /** Drops the databases made here, and ends the server unless it is shared. */
  stop(): Promise<void>
}

type Account = { readonly uid: number; readonly gid: number }
type Server = { readonly url: string; stop(): Promise<void> }

/**
 * Returns the folder with PostgreSQL's server programs, or null when this machine has none.
 * LATCHKEY_TEST_POSTGRES_BIN names one explicitly; a folder without the programs counts as none.
 */
export function findPostgres(): string | null {
  const chosen = process.env['LATCHKEY_TEST_POSTGRES_BIN']
  if (chosen !== undefined && chosen !== '') return folderWithPrograms([chosen], programs)
  const version = (folder: string) => Number(/\d+/.exec(folder)?.[0] ?? 0)
  const packaged = globSync([
    '/usr/lib/postgresql/*/bin',
    '/usr/pgsql-*/bin',
    '/opt/homebrew/opt/postgresql*/bin',
  ])
  packaged.sort((a, b) => version(b) - version(a))
  return folderWithPrograms([...packaged, ...pathFolders(), '/usr/local/bin'], programs)
}

/**
 * Gives a test its PostgreSQL: the one that LATCHKEY_TEST_POSTGRES_URL names (a superuser's address, set by
 * tools/test.ts so that all suites share one server), else a new one in a temporary folder on a free port of
 * 127.0.0.1. Durable files are not forced to disk, everything else is as in production.
 * Throws when this machine has no PostgreSQL or the server does not start.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const shared = process.env['LATCHKEY_TEST_POSTGRES_URL']
  const server = shared ? { url: shared, stop: async () => {} } : await startServerOnFreePort()
  const made: string[] = []
  return {
    url: server.url,
    createDatabase: async (name, copyOf = 'template1') => {
      const database = name ?? `latchkey_${randomBytes(6).toString('hex')}`
      for (const plain of [database, copyOf]) {
        if (!/^[a-z][a-z0-9_]*$/.test(plain)) throw new Error(`"${plain}" is no plain name for a database.`)
      }
      await runSql(server.url, `create database ${database} template ${copyOf}`)
      made.push(database)
      const url = new URL(server.url)
      url.pathname = `/${database}`
      return url.href
    },
    stop: async () => {
      for (const database of made.splice(0)) {
        await runSql(server.url, `drop database if exists ${database} with (force)`)
      }
      await server.stop()
    },
  }
}

/** Another process may take the free port before the server does, so a start that fails is tried again. */
async function startServerOnFreePort(): Promise<Server> {
  const bin = findPostgres()
  if (bin === null) throw new Error('This machine has no PostgreSQL. Run: node tools/needs.ts')
  let last: unknown
  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      return await startServer(bin)
    } catch (error) {
      last = error
    }
  }
  throw last
}

async function startServer(bin: string): Promise<Server> {
  const place = await makeCluster(bin)
  try {
    const port = await freePort()
    const child = await runCluster(place, port)
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`
    const stop = async () => {
      await child.stop('SIGINT', stopWithinMs)
      place.folder.remove()
    }
    await waitUntilReady(child, url, stop)
    return { url, stop }
  } catch (error) {
    place.folder.remove()
    throw error
  }
}

type Cluster = {
  readonly bin: string
  readonly folder: TempFolder
  readonly data: string
  readonly env: NodeJS.ProcessEnv
  readonly account: Account | null
}

async function makeCluster(bin: string): Promise<Cluster> {
  const folder = makeTempFolder()
  const account = unprivilegedAccount()
  if (account) chownSync(folder.path, account.uid, account.gid)
  const data = join(folder.path, 'data')
  const env = {
    PATH: process.env['PATH'],
    LC_ALL: 'C',
    TZ: 'UTC',
    LATCHKEY_TEST_RUN: process.env['LATCHKEY_TEST_RUN'],
  }
  try {
    await promisify(execFile)(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { cwd: folder.path, env, ...account },
    )
  } catch (error) {
    folder.remove()
    throw error
  }
  return { bin, folder, data, env, account }
}

function runCluster({ bin, folder, data, env, account }: Cluster, port: number): Promise<WatchedProcess> {
  return startWatchedProcess(join(bin, 'postgres'), postgresArguments(data, port), {
    cwd: folder.path,
    env,
    orphanSignal: 'INT',
    orphanFolder: folder.path,
    ...(account && { account }),
  })
}

export type FailingPostgres = {
  /** A superuser's address of the database `postgres`. */
  readonly url: string
  /** Ends it at once, as `pg_ctl stop -m immediate` does: every connection breaks. */
  crash(): Promise<void>
  /** Starts it again at the same address, and waits until it has recovered. */
  restart(): Promise<void>
  /** Stops all its processes without closing anything: what a frozen machine looks like. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

/** Starts a PostgreSQL of its own, never the shared one, that a test can take away and bring back. */
export async function startFailingPostgres(): Promise<FailingPostgres> {
  const bin = findPostgres()
  if (bin === null) throw new Error('This machine has no PostgreSQL. Run: node tools/needs.ts')
  const place = await makeCluster(bin)
  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  let child = await runCluster(place, port)
  const stop = async () => {
    signalAll(child.pid, 'SIGCONT')
    await child.stop('SIGQUIT', stopWithinMs)
    place.folder.remove()
  }
  await waitUntilReady(child, url, stop)
  return {
    url,
    stop,
    crash: () => child.stop('SIGQUIT', stopWithinMs),
    restart: async () => {
      child = await runCluster(place, port)
      await waitUntilReady(child, url, stop)
    },
    freeze: () => signalAll(child.pid, 'SIGSTOP'),
    thaw: () => signalAll(child.pid, 'SIGCONT'),
  }
}

/** Signals a process and its children. */
function signalAll(pid: number, signal: NodeJS.Signals): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  for (const each of [pid, ...children.filter(Boolean).map(Number)]) {
    try {
      process.kill(each, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
}

function postgresArguments(data: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // No socket file: the path of a temporary folder may be longer than such a file's name can be.
    unix_socket_directories: '',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'on',
    shared_buffers: '64MB',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

async function waitUntilReady(child: WatchedProcess, url: string, stop: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + readyWithinMs
  let last: unknown
  while (child.running() && Date.now() < deadline) {
    try {
      await runSql(url, 'select 1')
      if (child.running()) return
    } catch (error) {
      last = error
    }
    await pause(50)
  }
  await stop()
  throw new Error(`PostgreSQL did not start. It said:\n${child.output()}`, { cause: last })
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // The server may end while this connection is idle; without a listener that would end the test process.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end().catch(() => {})
  }
}

/** PostgreSQL refuses to run as root, so root hands it to the account `nobody`. */
function unprivilegedAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  if (!nobody) throw new Error('PostgreSQL does not run as root, and this machine has no account "nobody".')
  return { uid: Number(nobody[1]), gid: Number(nobody[2]) }
}
