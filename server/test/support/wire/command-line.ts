import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request as ask, createServer } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { freePort } from '../free-port.ts'
import { register } from './management.ts'
import { tokensFor } from './oauth.ts'
import { MANAGER, type Stage } from './stage.ts'

const program = join(import.meta.dirname, '../../../../cli/bin/latchkey.js')

/** How a run of the command line ended. */
export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

type RunOptions = {
  readonly env?: Readonly<Record<string, string>>
  /** What stands on its standard input. */
  readonly input?: string
  readonly cwd?: string
}

/** Starts the command line as a process of its own. Nobody can be asked there. */
export function startCommandLine(args: readonly string[], { env, cwd }: RunOptions = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('LATCHKEY_'))
  return spawn(process.execPath, [program, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
    timeout: 60_000,
  })
}

/** Runs the command line to its end. */
export async function runCommandLine(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = startCommandLine(args, options)
  // It may end without having read what it is sent.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const closed = once(child, 'close')
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  await closed
  return { code: child.exitCode, out, err }
}

/** An access token of scope AdminApi for a user. */
export async function adminToken(stage: Stage, userName = MANAGER): Promise<string> {
  const client = await register(stage, { scopes: ['AdminApi'] })
  return (await tokensFor(stage, client, {}, userName)).access
}

/** Something that stands between the command line and the server. */
type Between = { readonly url: string; close(): void }

/**
 * Stands between: `before` runs before a request goes on, and whoever it says `lost` to never hears the answer.
 * In: the server's base address; what to do, by method and path.
 */
export async function standBetween(
  target: string,
  before: (method: string, path: string) => Promise<'pass' | 'lost'>,
): Promise<Between> {
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming
    const pass = (fate: 'pass' | 'lost') => {
      const onward = ask(`${target}${url}`, { method, headers: incoming.headers }, answer => {
        if (fate === 'pass') answer.pipe(outgoing.writeHead(answer.statusCode ?? 500, answer.headers))
        else answer.resume().on('end', () => outgoing.destroy())
      })
      onward.on('error', () => outgoing.destroy())
      incoming.pipe(onward)
    }
    before(method, url).then(pass, () => outgoing.destroy())
  })
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
