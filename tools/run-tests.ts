import { join, relative } from 'node:path'
import type { Writable } from 'node:stream'
import { run, type TestsStream } from 'node:test'
import { spec } from 'node:test/reporters'
import { bundleTests } from './bundle-tests.ts'

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

type TestRun = {
  /** The folder the paths of `files` start from. */
  readonly folder: string
  readonly files: readonly string[]
  /** Files that share a process with those of their group. */
  readonly groups?: readonly (readonly string[])[]
  /** How many of `files` run at once, each in a process of its own. */
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
  const { files, folder, out, groups = [] } = options
  const stop = new AbortController()
  const end = (reason: string) => {
    out.write(`${reason}\n`)
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
  const bundle = bundleTests(folder, groups)
  const stream = run({
    files: [...bundle.files, ...files.map(file => join(folder, file))],
    cwd: folder,
    concurrency: options.concurrency,
    timeout: options.testMs,
    signal: AbortSignal.any([options.signal, stop.signal]),
  })
  const wanted = [...files, ...groups.flat()]
  const { count, holding } = countTests(stream, folder, wanted)
  let success = true
  stream.on('test:complete', () => void silent.refresh())
  stream.on('test:dequeue', () => void silent.refresh())
  stream.on('test:summary', summary => {
    if (summary.file === undefined) success = summary.success
  })
  for await (const text of stream.compose(new spec())) out.write(text)
  clearTimeout(silent)
  clearTimeout(total)
  bundle.remove()
  for (const file of wanted.filter(file => !holding.has(file))) {
    out.write(`✖ ${file} holds no test\n`)
    count.failed += 1
  }
  // Node may fail a run for a reason that belongs to no test, such as a hook after all tests.
  if (!success && count.failed === 0) count.failed = 1
  return count
}

type Count = { passed: number; failed: number; skipped: number }

/** Counts tests as they end, and gathers the files that held one or failed. */
function countTests(stream: TestsStream, folder: string, files: readonly string[]) {
  const count: Count = { passed: 0, failed: 0, skipped: 0 }
  const holding = new Set<string>()
  stream.on('test:pass', ({ name, file, details, skip, todo }) => {
    if (details.type === 'suite' || isFile(name, folder, files)) return
    if (file !== undefined) holding.add(relative(folder, file))
    if (isSet(skip) || isSet(todo)) count.skipped += 1
    else count.passed += 1
  })
  stream.on('test:fail', ({ file, details, todo }) => {
    if (file !== undefined) holding.add(relative(folder, file))
    if (isSet(todo)) count.skipped += 1
    else if (details.type !== 'suite') count.failed += 1
  })
  return { count, holding }
}

/** A file that holds no test is reported as if it were one. */
function isFile(name: string, folder: string, files: readonly string[]): boolean {
  return files.includes(name) || files.includes(relative(folder, name))
}

/** `skip` and `todo` are a reason or true when set. */
function isSet(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false
}

/** Returns `3 passed, 0 failed`, and how many were skipped when any were. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
