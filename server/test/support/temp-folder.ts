import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TempFolder = { readonly path: string; remove(): void }

/**
 * Makes an empty folder that only this user can read. `remove` deletes it with all it holds; a folder that
 * nobody removed goes when the process exits.
 */
export function makeTempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  const remove = () => {
    process.off('exit', remove)
    rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  }
  process.on('exit', remove)
  return { path, remove }
}
