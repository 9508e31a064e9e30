import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Writes one test file for each of `groups` that loads all of its files (paths from `folder`), so that they share a
 * process, and the server that a suite may start. Out: their paths, and how to remove them.
 */
export function bundleTests(
  folder: string,
  groups: readonly (readonly string[])[],
): { readonly files: readonly string[]; remove(): void } {
  const own = mkdtempSync(join(tmpdir(), 'latchkey-tests-'))
  const files = groups.map((group, place) => {
    const file = join(own, `together-${place + 1}.test.mjs`)
    const lines = group.map(name => `await import(${JSON.stringify(pathToFileURL(join(folder, name)).href)})`)
    writeFileSync(file, ["process.env['LATCHKEY_TEST_SHARED'] = '1'", ...lines, ''].join('\n'))
    return file
  })
  return { files, remove: () => rmSync(own, { recursive: true, force: true }) }
}
