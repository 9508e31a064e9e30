import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { makeTempFolder } from './temp-folder.ts'
import { startWatchedProcess } from './watched-process.ts'

/** A process that has ended but was not yet collected by its parent counts as gone. */
async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (Date.now() < deadline) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await pause(50)
  }
  return false
}

test('a program that ignores the polite signal is ended all the same', async () => {
  const child = await startWatchedProcess('sh', [
    '-c',
    'trap "" TERM; echo ready; while :; do sleep 0.05; done',
  ])
  while (!child.output().includes('ready')) await pause(10)
  assert.equal(child.running(), true)
  await child.stop('SIGTERM', 300)
  assert.equal(child.running(), false)
  assert.equal(await isGone(child.pid, 1_000), true)
})

test('a program that cannot be started is a clear error', async () => {
  await assert.rejects(startWatchedProcess('/no/such/program', []), /ENOENT/)
})

test('a program and its folder do not outlive a test process that is killed', async t => {
  const folder = makeTempFolder()
  t.after(() => folder.remove())
  const kept = makeTempFolder()
  t.after(() => kept.remove())
  const file = join(kept.path, 'parent.ts')
  writeFileSync(
    file,
    `import { startWatchedProcess } from ${JSON.stringify(join(import.meta.dirname, 'watched-process.ts'))}
    const child = await startWatchedProcess('sleep', ['600'], { orphanFolder: ${JSON.stringify(folder.path)} })
    console.log(child.pid)`,
  )
  const parent = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(parent.stdout, 'data')
  parent.kill('SIGKILL')
  assert.equal(await isGone(Number(line), 5_000), true)
  const deadline = Date.now() + 10_000
  while (existsSync(folder.path) && Date.now() < deadline) await pause(50)
  assert.equal(existsSync(folder.path), false)
})
