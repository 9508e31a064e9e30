import type { Terminal } from './print/terminal.ts'

/** An option of a command: whether it takes a value, and what the help says of it. */
export type Option = {
  readonly type: 'string' | 'boolean'
  readonly help: string
  /** What stands for the value in the help. */
  readonly value?: string
  readonly multiple?: true
}

/** What a command is run with. */
export type Input = {
  readonly args: readonly string[]
  readonly options: { readonly [name: string]: unknown }
  readonly terminal: Terminal
  readonly env: Readonly<Record<string, string | undefined>>
}

export type Command = {
  /** The words it is called by. */
  readonly name: string
  /** What stands behind them, for the help. */
  readonly usage: string
  /** One line of what it does. */
  readonly summary: string
  /** What else there is to say, in lines of at most eighty characters. */
  readonly details: string
  readonly options: { readonly [name: string]: Option }
  /** How many arguments it takes. */
  readonly takes: { readonly least: number; readonly most: number }
  /** Out: the exit code. */
  readonly run: (input: Input) => Promise<number>
}

/** The value of an option; undefined when it was not given. */
export function textOf({ options }: Input, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** The values of an option that can be given more than once. */
export function textsOf({ options }: Input, name: string): readonly string[] {
  const value: unknown = options[name]
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : []
}

/** Whether an option without a value was given. */
export function isSet({ options }: Input, name: string): boolean {
  return options[name] === true
}

/** How a command reaches the server. */
export const REACH = {
  url: {
    type: 'string',
    value: 'address',
    help: 'where Latchkey is (or LATCHKEY_URL; else where you last signed in)',
  },
  token: {
    type: 'string',
    value: 'token',
    help: 'an access token of scope AdminApi (better: LATCHKEY_TOKEN)',
  },
  'allow-http': { type: 'boolean', help: 'send the token to another machine without TLS' },
} as const satisfies Command['options']

export const JSON_OPTION = {
  json: { type: 'boolean', help: 'print JSON, for programs' },
} as const satisfies Command['options']

export const SECRET_FILE = {
  'secret-file': {
    type: 'string',
    value: 'path',
    help: 'write the new secret to this new file instead of printing it',
  },
} as const satisfies Command['options']

export const YES = {
  yes: { type: 'boolean', help: 'do not ask' },
} as const satisfies Command['options']
