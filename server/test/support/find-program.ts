import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Returns the folders of PATH, in its order. */
export function pathFolders(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '')
}

/** Tells whether `path` is a file that this process may run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Returns the first folder that holds every one of `programs`, or null. */
export function folderWithPrograms(folders: readonly string[], programs: readonly string[]): string | null {
  return folders.find(folder => programs.every(program => isProgram(join(folder, program)))) ?? null
}
