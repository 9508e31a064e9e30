import { readCommandLine } from './command-line.ts'
import { Failure } from './failure.ts'
import { openTerminal, type Terminal } from './print/terminal.ts'

/** Runs what was typed. Out: the exit code. */
async function run(typed: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const read = readCommandLine(typed)
    if (read.kind === 'run') return await read.command.run({ ...read.input, terminal, env: process.env })
    terminal.out(read.text)
    return 0
  } catch (error) {
    // A bug is told with where it is; what was to be expected, in a sentence.
    const words =
      error instanceof Failure ? error.message : error instanceof Error ? error.stack : String(error)
    terminal.err(`latchkey: ${words}`)
    return 1
  }
}

// Who reads the output may stop, as head does: nothing is wrong then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
process.exitCode = await run(process.argv.slice(2), openTerminal(process.env))
