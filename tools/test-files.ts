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

/** Rooms without clock, network or state: their tests share one process, since starting one costs more than they do. */
const pure = /^(contract\/|server\/src\/(lib|protocol|registry)\/|web\/)/

/** Splits test files into those that may share a process and those that need one of their own. */
export function splitByRoom(files: readonly string[]): { together: string[]; apart: string[] } {
  return { together: files.filter(file => pure.test(file)), apart: files.filter(file => !pure.test(file)) }
}

/** Where Node keeps what it compiled, so that each of the many processes does not strip and compile the same files. */
export const compileCache = join(root, 'node_modules/.cache/compiled')
