import type { Problem } from '@latchkey/contract/problem.ts'

/** What stands on each line, without spaces around it and without empty lines. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/[\n,]/)
    .map(line => line.trim())
    .filter(line => line !== '')
}

/** What the server said of the ranges, each with the line it is about. */
export function rangeFaults(problem: Problem | null, lines: readonly string[]): readonly string[] {
  return (problem?.errors ?? [])
    .filter(({ path }) => path.startsWith('/ranges'))
    .map(({ path, message }) => {
      const line = lines[Number(path.slice('/ranges/'.length))]
      return path === '/ranges' || line === undefined ? message : `${line}: ${message}`
    })
}
