import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { makeTempFolder, type TempFolder } from './temp-folder.ts'
import { startWatchedProcess, type WatchedProcess } from './watched-process.ts'

const root = join(import.meta.dirname, '../../..')
const readyWithinMs = 30_000
const stopWithinMs = 10_000

export type RunningServer = {
  /** Its base address, without a slash at the end. */
  readonly url: string
  /** What it wrote to both streams so far. */
  output(): string
  /** Ends it as an operator would: SIGTERM, and SIGKILL when it has not ended after ten seconds. */
  stop(): Promise<void>
  /** Ends it as a power cut would: SIGKILL. Its data folder stays until `stop`. */
  kill(): Promise<void>
  signal(signal: NodeJS.Signals): void
  /** Resolves with its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>
}

/** `env` is laid over the settings a test server starts with; an empty string unsets one of them. */
type ServerOptions = { readonly env?: Readonly<Record<string, string>> }

/**
 * Starts Latchkey on a free port with a data folder of its own and returns once `/readyz` answers 200.
 * Set LATCHKEY_DATABASE_URL in `env` for PostgreSQL, and LATCHKEY_DATA to keep a folder over several starts.
 * Throws, with what the server wrote, when it ends or is not ready within 30 seconds.
 */
export async function startLatchkey(options: ServerOptions = {}): Promise<RunningServer> {
  const port = await freePort()
  const folder = makeTempFolder()
  const url = options.env?.['LATCHKEY_URL'] ?? `http://localhost:${port}`
  const env = settings({
    LATCHKEY_PORT: String(port),
    LATCHKEY_HOST: '127.0.0.1',
    LATCHKEY_URL: url,
    LATCHKEY_DATA: folder.path,
    ...options.env,
  })
  const address = `http://127.0.0.1:${env['LATCHKEY_PORT'] ?? port}`
  const file = join(root, 'server/src/main.ts')
  return await startNode({ file, env, url, readyAt: `${address}/readyz`, folder })
}

/**
 * Starts the contact-centre example on a free port, trusting the Latchkey at `issuer` (a base address), and
 * returns once `/healthz` answers 200. Throws as `startLatchkey` does.
 */
export async function startExample(
  options: ServerOptions & { readonly issuer: string },
): Promise<RunningServer> {
  const port = await freePort()
  const env = settings({
    LATCHKEY_URL: options.issuer,
    LATCHKEY_EXAMPLE_PORT: String(port),
    ...options.env,
  })
  const url = `http://localhost:${env['LATCHKEY_EXAMPLE_PORT'] ?? port}`
  const file = join(root, 'examples/contact-centre/src/main.ts')
  return await startNode({ file, env, url, readyAt: `${url}/healthz` })
}

/** The environment of this process without the settings a developer may have, so that tests run alike anywhere. */
function settings(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('LATCHKEY_') || name.startsWith('LATCHKEY_TEST_'),
  )
  const chosen = Object.entries(own).filter(([, value]) => value !== '')
  return Object.fromEntries([...inherited, ...chosen])
}

type NodeProgram = {
  readonly file: string
  readonly env: NodeJS.ProcessEnv
  readonly url: string
  readonly readyAt: string
  readonly folder?: TempFolder
}

async function startNode(program: NodeProgram): Promise<RunningServer> {
  const child = await startWatchedProcess(process.execPath, [program.file], {
    env: program.env,
    cwd: root,
    orphanSignal: 'TERM',
    ...(program.folder && { orphanFolder: program.folder.path }),
  })
  const stop = async () => {
    await child.stop('SIGTERM', stopWithinMs)
    program.folder?.remove()
  }
  const reason = await waitUntilReady(child, program.readyAt)
  if (reason !== null) {
    await stop()
    throw new Error(`${program.file} ${reason}. It wrote:\n${child.output()}`)
  }
  return {
    url: program.url,
    output: () => child.output(),
    stop,
    kill: () => child.stop('SIGKILL', stopWithinMs),
    signal: signal => void process.kill(child.pid, signal),
    ended: child.ended,
  }
}

/** Returns null once the address answers 200, else why it does not. */
async function waitUntilReady(child: WatchedProcess, address: string): Promise<string | null> {
  const deadline = Date.now() + readyWithinMs
  let last = 'no answer'
  while (Date.now() < deadline) {
    if (!child.running()) return `ended with code ${await child.ended} before it was ready`
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(2_000) })
      await response.body?.cancel()
      if (response.status === 200) return null
      last = `status ${response.status}`
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
    await pause(50)
  }
  return `was not ready within ${readyWithinMs / 1000} s (${address}: ${last})`
}
