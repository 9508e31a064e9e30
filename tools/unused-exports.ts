import { type Module, readModules } from '../server/test/support/module-links.ts'
import { isTest, readSourceTree } from '../server/test/support/source-tree.ts'
import { exportsOf } from './exports-of.ts'
import { root } from './test-files.ts'

/** Files that a program outside of ours loads by name. */
const entries = /(^|\/)(main|vite\.config)\.tsx?$/

/**
 * Returns one sentence for each export that no other file imports, tests included. Types of the guard are
 * exempt: they are for the programs that use it.
 */
export function unusedExports(modules: readonly Module[]): string[] {
  const used = usedNames(modules)
  const faults = modules
    .filter(module => !entries.test(module.path) && !/\.test\.tsx?$/.test(module.path))
    .flatMap(module => {
      const names = used.get(module.path)
      if (names?.has('*')) return []
      return exportsOf(module)
        .filter(({ name, typeOnly }) => !names?.has(name) && !(typeOnly && isForOutsiders(module.path)))
        .map(({ name }) => `${module.path} exports ${name}, which nothing imports`)
    })
  // A schema and the type read from it share one name.
  return [...new Set(faults)]
}

function isForOutsiders(path: string): boolean {
  return path.startsWith('guard/src/') && !isTest(path)
}

/** For each file the names that others take from it; `*` when one of them takes all of it. */
function usedNames(modules: readonly Module[]): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>()
  for (const { links } of modules) {
    for (const { target, names } of links) {
      if (target.kind !== 'file') continue
      const known = used.get(target.path) ?? new Set()
      used.set(target.path, known)
      for (const name of names ?? ['*']) known.add(name)
    }
  }
  return used
}

if (import.meta.main) {
  const unused = unusedExports(readModules(readSourceTree(root)))
  for (const line of unused) console.error(line)
  process.exitCode = unused.length > 0 ? 1 : 0
}
