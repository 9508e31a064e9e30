import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const keptOutput = 200_000

type ProcessOptions = {
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Runs the program as this account. Only root may ask for it. */
  readonly account?: { readonly uid: number; readonly gid: number }
  /** Sent first when the test process dies without stopping the program; SIGKILL follows two seconds later. */
  readonly orphanSignal?: 'TERM' | 'INT' | 'KILL'
  /** A folder deleted once the orphaned program is gone. */
  readonly orphanFolder?: string
}

export type WatchedProcess = {
  readonly pid: number
  /** What the program wrote to both streams so far, the last 200 kB of it. */
  output(): string
  /** True until the program has ended. */
  running(): boolean
  /** Resolves when the program has ended, with its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>
  /** Sends `signal`, waits for the end, and after `graceMs` milliseconds sends SIGKILL. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>
}

/**
 * Starts a program that cannot outlive this process: a small shell waits on a pipe from us, and when the pipe
 * closes, which the kernel sees to even after SIGKILL, it ends the program and deletes its folder.
 * Throws when the program cannot be started at all.
 */
export async function startWatchedProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<WatchedProcess> {
  const child = spawn(command, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.env && { env: options.env }),
    ...(options.cwd && { cwd: options.cwd }),
    ...options.account,
  })
  await once(child, 'spawn')
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} has no process id.`)
  const watcher = startWatcher(pid, options)
  const output = collectOutput(child)
  const ended = endOf(child).then(async code => {
    watcher.kill('SIGKILL')
    await endOf(watcher)
    return code
  })
  const running = () => child.exitCode === null && child.signalCode === null
  const stop = async (signal: NodeJS.Signals, graceMs: number) => {
    if (running()) child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
    await ended
    clearTimeout(timer)
  }
  return { pid, output, running, ended, stop }
}

function startWatcher(pid: number, options: ProcessOptions): ChildProcess {
  const script = [
    'read -r _',
    `kill -${options.orphanSignal ?? 'KILL'} "$0" 2>/dev/null && sleep 2 && kill -KILL "$0" 2>/dev/null`,
    '[ -z "$1" ] || rm -rf "$1"',
  ].join('\n')
  // In a session of its own, so that Ctrl-C in a terminal does not end the watcher together with the tests.
  return spawn('sh', ['-c', script, String(pid), options.orphanFolder ?? ''], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
}

function collectOutput(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => {
      text = (text + chunk).slice(-keptOutput)
    })
  }
  return () => text
}

async function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
