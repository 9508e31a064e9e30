import { randomUUID } from 'node:crypto'
import { startPostgres } from '../server/test/support/postgres.ts'
import { SAMPLE } from '../server/test/support/wire/stage.ts'
import { makeStageTemplate } from '../server/test/support/wire/stage-template.ts'
import { buildWebIfStale } from './build-web.ts'
import { endProcesses, findLeftBehind, runMark } from './left-behind.ts'
import { provideNeeds } from './needs.ts'
import { type Counts, countsLine, runTests } from './run-tests.ts'
import { stopSignal } from './stop-signal.ts'
import { compileCache, findTestFiles, groupTests, root } from './test-files.ts'

const suites = ['contract', 'server/src', 'server/test', 'guard', 'cli', 'examples', 'tools', 'web']
const minute = 60_000

/** Tests that may open the built web. */
const servesPages = /^(web|server\/test\/(flows|requirements|regressions))\//

/** Runs every suite, or the files whose path contains one of `filters`, on one shared PostgreSQL. */
async function testAll(filters: readonly string[], signal: AbortSignal): Promise<Counts> {
  const files = findTestFiles(root, suites, filters)
  if (files.length === 0) throw new Error(`No test file matches: ${filters.join(' ') || 'there are none'}`)
  provideNeeds(['chromium', 'postgresql'])
  if (files.some(file => servesPages.test(file))) await buildWebIfStale()
  const postgres = await startPostgres()
  process.env['LATCHKEY_TEST_POSTGRES_URL'] = postgres.url
  process.env['NODE_COMPILE_CACHE'] ??= compileCache
  const { groups, apart } = groupTests(files)
  let template: { remove(): void } | null = null
  try {
    template = await makeStageTemplate(postgres, SAMPLE)
    return await runTests({
      folder: root,
      files: apart,
      groups,
      concurrency: 2,
      testMs: 2 * minute,
      silentMs: 3 * minute,
      totalMs: 60 * minute,
      signal,
      out: process.stdout,
    })
  } finally {
    template?.remove()
    await postgres.stop()
  }
}

async function main(): Promise<void> {
  const mark = randomUUID()
  process.env[runMark] = mark
  const stop = stopSignal()
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  try {
    counts = await testAll(process.argv.slice(2), stop)
    if (counts.passed + counts.failed === 0) throw new Error('No test ran.')
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    counts = { ...counts, failed: counts.failed + 1 }
  }
  const left = await findLeftBehind(mark, 5_000)
  if (left.length > 0) {
    endProcesses(left)
    console.error('The tests left these processes behind, which are ended now:')
    for (const { pid, command } of left) console.error(`  ${pid} ${command}`)
    counts = { ...counts, failed: counts.failed + 1 }
  }
  console.log(countsLine(counts))
  process.exitCode = counts.failed > 0 || stop.aborted ? 1 : 0
}

await main()
