import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** The setting that marks every process of one run: children inherit it. */
export const runMark = 'LATCHKEY_TEST_RUN'

type Process = { readonly pid: number; readonly command: string }

/**
 * Returns the processes that carry this run's mark, ourselves left out, once those that are just ending have
 * had `graceMs` milliseconds to do so. Where there is no /proc (macOS) it finds none.
 */
export async function findLeftBehind(mark: string, graceMs: number): Promise<Process[]> {
  const deadline = Date.now() + graceMs
  let found = marked(mark)
  while (found.length > 0 && Date.now() < deadline) {
    await pause(100)
    found = marked(mark)
  }
  return found
}

/** Ends processes at once. One that is gone meanwhile is no fault. */
export function endProcesses(processes: readonly Process[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}

function marked(mark: string): Process[] {
  const pids = readProc('/proc') ?? []
  return pids
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter(pid => readText(`/proc/${pid}/environ`).split('\0').includes(`${runMark}=${mark}`))
    .map(pid => ({
      pid: Number(pid),
      command: readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim().slice(0, 200),
    }))
}

function readProc(folder: string): string[] | null {
  try {
    return readdirSync(folder)
  } catch {
    return null
  }
}

/** A process of somebody else cannot be read, one that has ended neither: both are not ours. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
