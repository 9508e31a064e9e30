import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { startPostgres, type TestPostgres } from '../server/test/support/postgres.ts'
import { SAMPLE } from '../server/test/support/wire/stage.ts'
import { makeStageTemplate } from '../server/test/support/wire/stage-template.ts'
import { bundleTests } from './bundle-tests.ts'
import { provideNeeds } from './needs.ts'
import { stopSignal } from './stop-signal.ts'
import { compileCache, findTestFiles, groupTests, root } from './test-files.ts'

type Step = {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}
type Outcome = { readonly good: boolean; readonly output: string }

const binaries = join(root, 'node_modules/.bin')

/** Steps that no test is needed for. */
const reading: readonly Step[] = [
  { name: 'format', command: join(binaries, 'biome'), args: ['check', '.'] },
  // The rules need the types anyhow: whoever knows them says what is wrong with them too.
  { name: 'lint and types', command: join(binaries, 'oxlint'), args: ['--type-aware', '--type-check'] },
  { name: 'build of the web', command: process.execPath, args: [join(root, 'tools/build-web.ts')] },
  { name: 'unused exports', command: process.execPath, args: [join(root, 'tools/unused-exports.ts')] },
]

/** On both engines they take twice as long; `npm test` runs them on both. */
const REQUIREMENTS = 'requirements on SQLite'

/** Steps that run tests, in the order of what is told soonest. */
const testing: readonly (readonly [name: string, ...folders: string[]])[] = [
  ['architecture', 'server/test/architecture'],
  ['unit', 'contract', 'server/src', 'guard', 'cli', 'tools'],
  ['store, both engines', 'server/test/store'],
  [REQUIREMENTS, 'server/test/requirements'],
]

const testArgs = ['--test', '--test-concurrency=2', '--test-timeout=60000', '--test-reporter=dot']

function testStep([name, ...folders]: readonly [name: string, ...folders: string[]]): (Step | string)[] {
  const all = findTestFiles(root, ['contract', 'server', 'guard', 'cli', 'tools'])
  const files = all.filter(file => folders.some(folder => file.startsWith(folder)))
  // A suite that cannot be found was moved, and would never run again.
  if (files.length === 0) return [`${name}: no test file in ${folders.join(', ')}`]
  const { groups, apart } = groupTests(files)
  const env = name === REQUIREMENTS ? { LATCHKEY_TEST_ENGINE: 'sqlite' } : {}
  const bundle = bundleTests(root, groups)
  process.once('exit', () => bundle.remove())
  return [{ name, command: process.execPath, args: [...testArgs, ...bundle.files, ...apart], env }]
}

async function runStep(step: Step, stop: AbortSignal): Promise<boolean> {
  if (stop.aborted) return false
  const started = performance.now()
  const { good, output } = await runCommand(step, stop)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${good ? '✔' : '✖'} ${step.name} (${seconds} s)`)
  if (!good) console.log(output.trimEnd())
  return good
}

async function runCommand({ command, args, env }: Step, stop: AbortSignal): Promise<Outcome> {
  const child = spawn(command, [...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = () => void child.kill()
  stop.addEventListener('abort', end)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  await once(child, 'close')
  stop.removeEventListener('abort', end)
  return { good: child.exitCode === 0, output }
}

/** Runs the steps in their order, two at a time, and returns how many failed. */
async function runSteps(steps: readonly Step[], stop: AbortSignal): Promise<number> {
  const waiting = [...steps]
  let failed = 0
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await runStep(step, stop))) failed += 1
    }
  }
  await Promise.all([work(), work()])
  return failed
}

async function main(): Promise<void> {
  const started = performance.now()
  const stop = stopSignal()
  let postgres: TestPostgres | null = null
  let template: { remove(): void } | null = null
  let failed = 0
  try {
    provideNeeds(['postgresql'])
    postgres = await startPostgres()
    process.env['LATCHKEY_TEST_POSTGRES_URL'] = postgres.url
    process.env['NODE_COMPILE_CACHE'] ??= compileCache
    template = await makeStageTemplate(postgres, SAMPLE)
    const tests = testing.flatMap(testStep)
    const empty = tests.filter(step => typeof step === 'string')
    for (const line of empty) console.log(`✖ ${line}`)
    failed =
      empty.length + (await runSteps([...reading, ...tests.filter(step => typeof step !== 'string')], stop))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    failed += 1
  }
  template?.remove()
  await postgres?.stop()
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(failed === 0 ? `All is well (${seconds} s).` : `${failed} of the steps failed (${seconds} s).`)
  process.exitCode = failed === 0 ? 0 : 1
}

await main()
