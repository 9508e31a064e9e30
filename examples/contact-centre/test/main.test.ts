import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { at } from './stage.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

test('the process says when it is ready, answers without its issuer, and ends on SIGTERM', async t => {
  const env = { ...process.env, LATCHKEY_URL: 'http://127.0.0.1:9', LATCHKEY_EXAMPLE_PORT: '0' }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const [line] = await once(createInterface(child.stdout), 'line')
  const address = /is ready: (\S+)/.exec(String(line))?.[1] ?? ''
  assert.equal((await fetch(`${address}/healthz`)).status, 200)
  child.kill('SIGTERM')
  assert.deepEqual(await ended, [0, null])
})

test('the process names the fault and ends when the port is taken', async t => {
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise(resolve => other.close(resolve)))
  const env = { ...process.env, LATCHKEY_EXAMPLE_PORT: String(at(other.address(), 'port')) }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  t.after(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const [line] = await once(createInterface(child.stderr), 'line')
  assert.match(String(line), /EADDRINUSE/)
  assert.deepEqual(await ended, [1, null])
})
