import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { compressAssets } from './web/compress-assets.ts'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'web/dist')
const stamp = join(dist, '.stamp')

/**
 * Builds `web/` with Vite, and compresses what it built, when `web/dist` is missing or was made from other sources than
 * those that stand there now. Without Vite (an installation without devDependencies) a `web/dist` that is there is taken
 * as it is.
 * Throws with one clear line when there is nothing to serve and nothing to build it with, or the build fails.
 */
export async function buildWebIfStale(): Promise<void> {
  const vite = findVite()
  if (vite === null) {
    if (existsSync(join(dist, 'index.html'))) return
    throw new Error(
      'The web is not built, and Vite is not installed to build it. Run: npm ci && npm run build',
    )
  }
  const sources = hashSources(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  console.log('Building the web …')
  await runVite(vite)
  await compressAssets(join(dist, 'assets'))
  // Vite empties the folder first, so a build that broke off leaves no stamp.
  writeFileSync(stamp, sources)
}

/**
 * Returns the SHA-256 (hex) over names and contents of all that the build of the web reads in the repository
 * at `folder` (a path): the web, the contract, the locked versions of the packages, and this tool itself.
 */
export function hashSources(folder: string): string {
  const exclude = ['**/node_modules/**', 'web/dist/**', '**/*.md', '**/*.test.ts']
  const read = ['web/**/*', 'contract/src/**/*', 'package-lock.json', 'tools/build-web.ts', 'tools/web/*.ts']
  const files = globSync(read, { cwd: folder, exclude, withFileTypes: true })
  const paths = files.filter(file => file.isFile()).map(file => join(file.parentPath, file.name))
  const hash = createHash('sha256')
  for (const path of paths.sort()) {
    const content = readFileSync(path)
    hash.update(`${path.slice(folder.length)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function findVite(): string | null {
  try {
    const manifest = createRequire(join(root, 'web/package.json')).resolve('vite/package.json')
    return join(dirname(manifest), 'bin/vite.js')
  } catch {
    return null
  }
}

/** What Vite writes is shown only when the build fails. */
async function runVite(vite: string): Promise<void> {
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`The web could not be built.\n${output}`)
}

if (import.meta.main) {
  try {
    await buildWebIfStale()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
