import { parseArgs } from 'node:util'
import type { Command, Input, Option } from './command.ts'
import { appsApply } from './commands/apps-apply.ts'
import { appsCreate } from './commands/apps-create.ts'
import { appsExport } from './commands/apps-export.ts'
import { appsList } from './commands/apps-list.ts'
import { appsPlan } from './commands/apps-plan.ts'
import { appsRotate } from './commands/apps-rotate.ts'
import { appsShow } from './commands/apps-show.ts'
import { call } from './commands/call.ts'
import { login } from './commands/login.ts'
import { logout } from './commands/logout.ts'
import { operations } from './commands/operations.ts'
import { schema } from './commands/schema.ts'
import { Failure } from './failure.ts'
import { plain } from './print/terminal.ts'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  appsList,
  appsShow,
  appsExport,
  appsPlan,
  appsApply,
  appsCreate,
  appsRotate,
  call,
  operations,
  login,
  logout,
  schema,
]

/** What was typed: a command with its arguments and options, or a wish for help with some or one of them. */
type Typed =
  | { readonly kind: 'run'; readonly command: Command; readonly input: Pick<Input, 'args' | 'options'> }
  | { readonly kind: 'help'; readonly text: string }

/** Reads what was typed behind `latchkey`. Refuses an unknown command or option, and too few or too many arguments. */
export function readCommandLine(typed: readonly string[]): Typed {
  const [first = '', second = ''] = typed
  const wantsHelp = typed.includes('--help') || typed.includes('-h')
  if (typed.length === 0 || first === 'help' || first.startsWith('-')) {
    if (typed.length === 0 || first === 'help' || wantsHelp) return { kind: 'help', text: helpOf(COMMANDS) }
    throw new Failure(`Begin with a command, options come behind it. See: latchkey --help`)
  }
  const command = COMMANDS.find(({ name }) => name === first || name === `${first} ${second}`)
  if (command === undefined) {
    const group = COMMANDS.filter(({ name }) => name.startsWith(`${first} `))
    if (group.length > 0 && (second === '' || wantsHelp)) return { kind: 'help', text: helpOf(group) }
    const called = group.length > 0 ? `${first} ${second}` : first
    throw new Failure(plain(`There is no command "${called}". See: latchkey --help`))
  }
  if (wantsHelp) return { kind: 'help', text: helpOfOne(command) }
  return { kind: 'run', command, input: parse(command, typed.slice(command.name.split(' ').length)) }
}

function parse(command: Command, typed: readonly string[]): Pick<Input, 'args' | 'options'> {
  const seeHelp = `See: latchkey ${command.name} --help`
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  )
  let parsed: { readonly values: Input['options']; readonly positionals: readonly string[] }
  try {
    parsed = parseArgs({ args: [...typed], options, allowPositionals: true, strict: true })
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new Failure(plain(`${said.split(/\. |\n/)[0] ?? ''}. ${seeHelp}`), error)
  }
  const { least, most } = command.takes
  const { length } = parsed.positionals
  if (length < least)
    throw new Failure(`Something is missing: latchkey ${command.name} ${command.usage}. ${seeHelp}`)
  if (length > most) {
    throw new Failure(plain(`There is too much: "${parsed.positionals[most] ?? ''}". ${seeHelp}`))
  }
  return { args: parsed.positionals, options: parsed.values }
}

function helpOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'The command line of Latchkey: API applications as files, their secrets, and every operation.',
    '',
    'Usage: latchkey <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'latchkey <command> --help says more of each. Exit codes: 0 done, 1 not done, and of',
    '"apps plan" 2 when something would change.',
  ].join('\n')
}

function helpOfOne({ name, usage, summary, details, options }: Command): string {
  const rows = Object.entries(options).map(([option, each]) => [nameOf(option, each), each.help] as const)
  const width = Math.max(0, ...rows.map(([head]) => head.length))
  const call = ['Usage: latchkey', name, usage, rows.length > 0 ? '[options]' : ''].filter(
    part => part !== '',
  )
  return [
    `${summary}.`,
    '',
    call.join(' '),
    ...(details === '' ? [] : ['', details]),
    ...(rows.length === 0
      ? []
      : ['', 'Options:', ...rows.map(([head, help]) => `  ${head.padEnd(width)}  ${help}`)]),
  ].join('\n')
}

function nameOf(name: string, { type, value = 'value' }: Option): string {
  return type === 'string' ? `--${name} <${value}>` : `--${name}`
}
