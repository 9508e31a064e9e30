import { globSync } from 'node:fs'
import { join } from 'node:path'

/** The root of the repository. */
export const root = join(import.meta.dirname, '..')

/**
 * Returns the test files under `folders` (paths from `folder`, the root of a repository), sorted, each as a
 * path from there. With `filters` only those whose path contains one of them.
 */
export function findTestFiles(
  folder: string,
  folders: readonly string[],
  filters: readonly string[] = [],
): string[] {
  const files = globSync(
    folders.map(name => `${name}/**/*.test.ts`),
    { cwd: folder, exclude: ['**/node_modules/**', '**/dist/**'] },
  )
  const wanted = filters.map(filter => filter.replace(/^\.\//, ''))
  return files.filter(file => wanted.length === 0 || wanted.some(filter => file.includes(filter))).sort()
}
