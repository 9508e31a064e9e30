import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { makeTempFolder } from '../server/test/support/temp-folder.ts'
import { countsLine } from './run-tests.ts'

const folder = makeTempFolder()
after(() => folder.remove())

const texts: Readonly<Record<string, string>> = {
  'mixed.test.ts': `
    describe('a suite', () => { test('one', () => {}); test('two', { skip: true }, () => {}) })
    test('three', async t => { await t.test('four', () => {}) })
    test('five', () => { throw new Error('no') })`,
  'empty.test.ts': '',
  'broken.test.ts': "throw new Error('does not load')",
  'late.test.ts': "test('one', () => {}); setTimeout(() => { throw new Error('late') }, 50)",
  'hook.test.ts':
    "describe('a suite', () => { before(() => { throw new Error('no') }); test('one', () => {}) })",
  'endless.test.ts': "test('one', () => {}); setInterval(() => {}, 1000)",
}

/** Node refuses to run tests from within a test's process, so a process outside of this run does it. */
function run(...files: string[]): Promise<{ counts: unknown; out: string }> {
  return runParts({ files, groups: [] })
}

async function runParts(parts: {
  readonly files: readonly string[]
  readonly groups: readonly (readonly string[])[]
}) {
  for (const file of [...parts.files, ...parts.groups.flat()]) {
    const text = `import { before, describe, test } from 'node:test'\n${texts[file] ?? ''}\nexport { before, describe, test }\n`
    writeFileSync(join(folder.path, file), text)
  }
  const options = JSON.stringify({
    folder: folder.path,
    ...parts,
    concurrency: 2,
    testMs: 20_000,
    silentMs: 3_000,
    totalMs: 60_000,
  })
  const script = `
    import { runTests } from ${JSON.stringify(join(import.meta.dirname, 'run-tests.ts'))}
    const counts = await runTests({ ...${options}, signal: new AbortController().signal, out: process.stderr })
    process.stdout.write(JSON.stringify(counts))`
  const program = join(folder.path, 'run.mjs')
  writeFileSync(program, script)
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program], { env })
  return { counts: JSON.parse(stdout), out: stderr }
}

describe('running test files', () => {
  test('counts tests and not suites, and sums over files', async () => {
    const { counts, out } = await run('mixed.test.ts', 'late.test.ts')
    assert.deepEqual(counts, { passed: 4, failed: 2, skipped: 1 })
    assert.match(out, /four/)
  })
  test('counts a file that holds no test as a failure', async () => {
    const { counts, out } = await run('empty.test.ts')
    assert.deepEqual(counts, { passed: 0, failed: 1, skipped: 0 })
    assert.match(out, /empty\.test\.ts holds no test/)
  })
  test('counts a file that does not load, and a suite whose hook throws, as failures', async () => {
    assert.deepEqual((await run('broken.test.ts', 'hook.test.ts')).counts, {
      passed: 0,
      failed: 2,
      skipped: 0,
    })
  })
  test('stops a file whose process goes on after its tests, and counts it as a failure', async () => {
    const { counts, out } = await run('endless.test.ts')
    assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 })
    assert.match(out, /Nothing happened for 3 s/)
  })
  test('runs the files of a group in one process, and misses none that holds no test or does not load', async () => {
    const { counts, out } = await runParts({
      files: ['hook.test.ts'],
      groups: [['mixed.test.ts', 'empty.test.ts', 'broken.test.ts'], ['late.test.ts']],
    })
    assert.deepEqual(counts, { passed: 4, failed: 5, skipped: 1 })
    assert.match(out, /empty\.test\.ts holds no test/)
    assert.match(out, /does not load/)
  })
  test('says the counts in one line, skipped ones only when there are any', () => {
    assert.equal(countsLine({ passed: 3, failed: 0, skipped: 0 }), '3 passed, 0 failed')
    assert.equal(countsLine({ passed: 3, failed: 1, skipped: 2 }), '3 passed, 1 failed, 2 skipped')
  })
})
