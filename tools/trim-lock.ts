import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './test-files.ts'

/**
 * Takes out of a lock file which Node its packages ask for. npm would compare that with the Node it runs on itself and
 * print five lines for each, though everything of ours runs on the Node that is pinned as a dependency.
 * In and out: the text of package-lock.json.
 */
export function trimLock(text: string): string {
  const lock: { readonly packages: Readonly<Record<string, object>> } = JSON.parse(text)
  const packages = Object.fromEntries(
    Object.entries(lock.packages).map(([path, entry]) => [
      path,
      Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'engines')),
    ]),
  )
  return `${JSON.stringify({ ...lock, packages }, null, 2)}\n`
}

if (import.meta.main) {
  const file = join(root, 'package-lock.json')
  writeFileSync(file, trimLock(readFileSync(file, 'utf8')))
}
