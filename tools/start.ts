import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildWebIfStale } from './build-web.ts'
import { stopSignal } from './stop-signal.ts'
import { root } from './test-files.ts'

const readyWithinMs = 60_000
const stopWithinMs = 15_000

type Ports = { readonly server: number; readonly example: number }
type Started = { readonly name: string; readonly child: ChildProcess; readonly ended: Promise<number> }

function readPorts(): Ports {
  const server = readPort('LATCHKEY_PORT', 3000)
  const example = readPort('LATCHKEY_EXAMPLE_PORT', server + 1)
  if (server === example) throw new Error('LATCHKEY_PORT and LATCHKEY_EXAMPLE_PORT must differ.')
  return { server, example }
}

function readPort(name: string, otherwise: number): number {
  const text = process.env[name] ?? ''
  const port = text === '' ? otherwise : Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`${name} must be a port between 1 and 65535, not "${text === '' ? otherwise : text}".`)
}

/** A server may listen on both families, so a port counts as free only when it is free on each. */
async function refuseTakenPort(port: number, name: string): Promise<void> {
  for (const host of ['127.0.0.1', '0.0.0.0', '::1', '::']) {
    const code = await listenFault(port, host)
    if (code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is in use. Stop what uses it, or choose another: ${name}=… npm start`)
    }
    if (code === 'EACCES') {
      throw new Error(`Port ${port} is not open to this account. Choose another: ${name}=… npm start`)
    }
  }
}

async function listenFault(port: number, host: string): Promise<string | null> {
  const probe = createServer()
  const outcome = Promise.withResolvers<string | null>()
  probe.once('error', error => outcome.resolve('code' in error ? String(error.code) : error.message))
  probe.listen({ port, host, exclusive: true }, () => outcome.resolve(null))
  const fault = await outcome.promise
  if (fault === null) {
    probe.close()
    await once(probe, 'close')
  }
  return fault
}

/** Settings for somebody who has set none: the sample, and addresses that agree with each other. */
function settings(ports: Ports): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LATCHKEY_SAMPLE: process.env['LATCHKEY_SAMPLE'] ?? '1',
    // What a newcomer should read are the lines below, not one for each request.
    LATCHKEY_LOG: process.env['LATCHKEY_LOG'] || 'warn',
    LATCHKEY_PORT: String(ports.server),
    LATCHKEY_EXAMPLE_PORT: String(ports.example),
    LATCHKEY_URL: process.env['LATCHKEY_URL'] || `http://localhost:${ports.server}`,
  }
}

/** In a process group of its own, so that Ctrl-C reaches it once, through us. */
function startProgram(name: string, file: string, env: NodeJS.ProcessEnv): Started {
  const child = spawn(process.execPath, [join(root, file)], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  const ended = once(child, 'exit').then(() => child.exitCode ?? 1)
  return { name, child, ended }
}

async function waitUntilReady(program: Started, address: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + readyWithinMs
  while (!hasEnded(program) && !signal.aborted) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    if (Date.now() > deadline) {
      throw new Error(`${program.name} is not ready after ${readyWithinMs / 1000} s (${address}).`)
    }
    await pause(50)
  }
}

function hasEnded({ child }: Started): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Asks once, and after a while ends the program and whatever it has started. */
async function stopProgram(program: Started): Promise<void> {
  if (!hasEnded(program)) program.child.kill('SIGTERM')
  const timer = setTimeout(() => killGroup(program), stopWithinMs)
  await program.ended
  clearTimeout(timer)
}

function killGroup(program: Started): void {
  if (program.child.pid !== undefined && !hasEnded(program)) process.kill(-program.child.pid, 'SIGKILL')
}

/** Where this machine reaches its own servers: a host that stands for every address is not one to call. */
function localAddress(port: number): string {
  const host = process.env['LATCHKEY_HOST'] ?? ''
  if (host === '' || host === '0.0.0.0' || host === '::') return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Runs both programs until a signal asks for the end (0) or one of them ends (its code). Returns the exit code. */
async function runBoth(ports: Ports, stop: AbortSignal): Promise<number> {
  const env = settings(ports)
  const started: Started[] = []
  const killAll = () => {
    for (const program of started) killGroup(program)
  }
  process.on('exit', killAll)
  const programs = [
    ['Latchkey', 'server/src/main.ts', `${localAddress(ports.server)}/readyz`],
    [
      'The contact-centre example',
      'examples/contact-centre/src/main.ts',
      `${localAddress(ports.example)}/healthz`,
    ],
  ] as const
  try {
    for (const [name, file, address] of programs) {
      if (stop.aborted) return 0
      const program = startProgram(name, file, env)
      started.push(program)
      await waitUntilReady(program, address, stop)
      if (hasEnded(program)) break
    }
    return await firstEnd(started, stop)
  } finally {
    await Promise.all(started.map(stopProgram))
    process.off('exit', killAll)
  }
}

async function firstEnd(started: readonly Started[], stop: AbortSignal): Promise<number> {
  if (stop.aborted) return 0
  const asked = once(stop, 'abort').then(() => null)
  const ends = started.map(async ({ name, ended }) => ({ name, code: await ended }))
  const first = await Promise.race([asked, ...ends])
  if (first === null) return 0
  console.error(`${first.name} has ended with code ${first.code}.`)
  return first.code
}

async function main(): Promise<void> {
  const stop = stopSignal()
  try {
    const ports = readPorts()
    await refuseTakenPort(ports.server, 'LATCHKEY_PORT')
    await refuseTakenPort(ports.example, 'LATCHKEY_EXAMPLE_PORT')
    await buildWebIfStale()
    process.exitCode = await runBoth(ports, stop)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

await main()
