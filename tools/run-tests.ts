import type { Writable } from 'node:stream'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

type TestRun = {
  /** The folder the paths of `files` start from. */
  readonly folder: string
  readonly files: readonly string[]
  /** How many files run at once, each in a process of its own. */
  readonly concurrency: number
  /** How long one test may take. */
  readonly testMs: number
  /** How long the whole run may stay silent: a file whose tests are over but whose process goes on is stopped. */
  readonly silentMs: number
  /** How long all of it may take. */
  readonly totalMs: number
  /** Ends the run early. What had not finished counts as failed. */
  readonly signal: AbortSignal
  readonly out: Writable
}

/**
 * Runs test files and writes each test to `out` as it ends. Returns how many tests (suites not counted) passed,
 * failed and were skipped. A file that holds no test, does not load or does not end counts as one failure.
 */
export async function runTests(options: TestRun): Promise<Counts> {
  const { files, folder, out } = options
  const stop = new AbortController()
  const say = (text: string) => out.write(`${text}\n`)
  const end = (reason: string) => {
    say(reason)
    stop.abort()
  }
  const silent = setTimeout(
    () => end(`Nothing happened for ${options.silentMs / 1000} s: stopping.`),
    options.silentMs,
  )
  const total = setTimeout(
    () => end(`The tests took more than ${options.totalMs / 1000} s: stopping.`),
    options.totalMs,
  )
  const stream = run({
    files: [...files],
    cwd: folder,
    concurrency: options.concurrency,
    timeout: options.testMs,
    signal: AbortSignal.any([options.signal, stop.signal]),
  })
  const count = { passed: 0, failed: 0, skipped: 0 }
  let success = true
  stream.on('test:complete', () => void silent.refresh())
  stream.on('test:dequeue', () => void silent.refresh())
  stream.on('test:summary', summary => {
    if (summary.file === undefined) success = summary.success
  })
  stream.on('test:pass', ({ name, details, skip, todo }) => {
    if (details.type === 'suite') return
    if (files.includes(name)) {
      say(`✖ ${name} holds no test`)
      count.failed += 1
    } else if (isSet(skip) || isSet(todo)) count.skipped += 1
    else count.passed += 1
  })
  stream.on('test:fail', ({ details, todo }) => {
    if (isSet(todo)) count.skipped += 1
    else if (details.type !== 'suite') count.failed += 1
  })
  const report = stream.compose(new spec())
  for await (const text of report) out.write(text)
  clearTimeout(silent)
  clearTimeout(total)
  // Node may fail a run for a reason that belongs to no test, such as a hook after all tests.
  if (!success && count.failed === 0) count.failed = 1
  return count
}

/** `skip` and `todo` are a reason or true when set. */
function isSet(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false
}

/** Returns `3 passed, 0 failed`, and how many were skipped when any were. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
