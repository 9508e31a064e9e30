import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'

/** Where a command writes, and whom it can ask. */
export type Terminal = {
  /** What was asked for, with a line end. */
  readonly out: (text: string) => void
  /** What is said about it, with a line end. */
  readonly err: (text: string) => void
  /** Whether a person can be asked. */
  readonly interactive: boolean
  /** Asks, and gives the answer; empty where the input ended instead. */
  readonly ask: (question: string) => Promise<string>
  /** Text in a colour, where there are colours. */
  readonly paint: (colour: Colour, text: string) => string
}

type Colour = 'green' | 'red' | 'yellow' | 'bold' | 'faint'

const CODES = { green: 32, red: 31, yellow: 33, bold: 1, faint: 2 } as const satisfies Record<Colour, number>

/** The terminal of this process. In: its environment; NO_COLOR and TERM=dumb are heard. */
export function openTerminal(env: Readonly<Record<string, string | undefined>>): Terminal {
  const { stdin, stdout, stderr } = process
  const colours = stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
  return {
    out: text => void stdout.write(`${text}\n`),
    err: text => void stderr.write(`${text}\n`),
    interactive: stdin.isTTY && stderr.isTTY,
    async ask(question) {
      const lines = createInterface({ input: stdin, output: stderr })
      try {
        return await Promise.race([lines.question(question), once(lines, 'close').then(() => '')])
      } catch (error) {
        // Ctrl-C and Ctrl-D: no answer is one.
        if (error instanceof Error && error.name === 'AbortError') return ''
        throw error
      } finally {
        lines.close()
      }
    },
    paint: (colour, text) => (colours ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text),
  }
}

/** Text from elsewhere as it may stand in a terminal: without control, direction and invisible characters. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
}
