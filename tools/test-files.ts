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

/** Suites whose files may share a process, since starting one costs more than most of them: by what they share. */
const rooms = [
  /^(contract|guard|cli|tools|web|server\/src)\//,
  /^server\/test\/store\//,
  /^server\/test\/requirements\//,
]

/** Tests that look at the process they run in, or set its clock: each has one of its own. */
const alone = /^(tools\/(run-tests|left-behind)\.|server\/src\/(jobs\/|outbound\/guarded-fetch\.))/

/** Splits test files into groups that may each share a process, and those that need one of their own. */
export function groupTests(files: readonly string[]): { groups: string[][]; apart: string[] } {
  const apart = files.filter(file => alone.test(file) || !rooms.some(room => room.test(file)))
  const groups = rooms.flatMap(room => {
    const shared = files.filter(file => room.test(file) && !alone.test(file))
    // Two, since two run at a time.
    return [0, 1].map(half => shared.filter((_, place) => place % 2 === half))
  })
  return { groups: groups.filter(group => group.length > 0), apart }
}

/** Where Node keeps what it compiled, so that each of the many processes does not strip and compile the same files. */
export const compileCache = join(root, 'node_modules/.cache/compiled')
