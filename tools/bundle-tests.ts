import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Bundle = { readonly files: readonly string[]; remove(): void }

/**
 * Writes one test file that loads all of `files` (paths from `folder`), so that they share a process: starting one
 * costs more than most tests of a pure room. Out: its path, none where there is nothing to load, and how to remove it.
 */
export function bundleTests(folder: string, files: readonly string[]): Bundle {
  if (files.length === 0) return { files: [], remove: () => undefined }
  const own = mkdtempSync(join(tmpdir(), 'latchkey-tests-'))
  const file = join(own, 'together.test.mjs')
  const lines = files.map(name => `await import(${JSON.stringify(pathToFileURL(join(folder, name)).href)})`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return { files: [file], remove: () => rmSync(own, { recursive: true, force: true }) }
}
