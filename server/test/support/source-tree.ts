import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One file of the repository: its path from the root with `/` between the parts, and what is written in it. */
export type SourceFile = { readonly path: string; readonly text: string }

/** The directories that hold code of ours. */
const sourceRoots = ['contract', 'server', 'guard', 'cli', 'examples', 'web', 'tools', 'bench']

const skipped = new Set(['node_modules', 'dist', '.git', 'data'])

/** Reads every .ts, .tsx and .md file under the source roots of the repository at `root` (a path). */
export function readSourceTree(root: string): SourceFile[] {
  const files: SourceFile[] = []
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) visit(path)
      } else if (/\.(tsx?|md)$/.test(entry.name)) {
        files.push({ path, text: readFileSync(join(root, path), 'utf8') })
      }
    }
  }
  const present = new Set(readdirSync(root))
  for (const folder of sourceRoots) if (present.has(folder)) visit(folder)
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Tells whether a path names code, tests included. */
export function isCode(path: string): boolean {
  return /\.tsx?$/.test(path)
}

/** Tells whether a path names a test or stands among the tests. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)test\//.test(path)
}
