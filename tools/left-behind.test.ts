import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { startWatchedProcess } from '../server/test/support/watched-process.ts'
import { endProcesses, findLeftBehind, runMark } from './left-behind.ts'

test('a process that carries the mark of a run is found and can be ended', {
  skip: !existsSync('/proc'),
}, async () => {
  const mark = randomUUID()
  const env = { ...process.env, [runMark]: mark }
  const child = await startWatchedProcess('sleep', ['600'], { env })
  const found = await findLeftBehind(mark, 0)
  assert.deepEqual(found, [{ pid: child.pid, command: 'sleep 600' }])
  endProcesses(found)
  assert.equal(await child.ended, null)
  assert.deepEqual(await findLeftBehind(mark, 5_000), [])
})

test('ending a process that has ended already is no fault', async () => {
  const child = await startWatchedProcess('true', [])
  assert.equal(await child.ended, 0)
  endProcesses([{ pid: child.pid, command: 'true' }])
})
