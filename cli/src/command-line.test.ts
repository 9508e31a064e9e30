import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { COMMANDS, readCommandLine } from './command-line.ts'
import { Failure } from './failure.ts'

const helpOf = (...typed: string[]): string => {
  const read = readCommandLine(typed)
  return read.kind === 'help' ? read.text : ''
}
const refusalOf = (...typed: string[]): string => {
  try {
    readCommandLine(typed)
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
  return ''
}

describe('what is typed', () => {
  test('is a command of one or two words with its arguments and options', () => {
    const read = readCommandLine(['apps', 'create', '--scope', 'A', '--name=N', '--scope', 'B', 'file.yaml'])
    assert.equal(read.kind, 'run')
    if (read.kind !== 'run') return
    assert.equal(read.command.name, 'apps create')
    assert.deepEqual(read.input.args, ['file.yaml'])
    assert.deepEqual({ ...read.input.options }, { scope: ['A', 'B'], name: 'N' })
  })

  test('may be - for the standard input', () => {
    const read = readCommandLine(['apps', 'plan', '-'])
    assert.deepEqual(read.kind === 'run' && read.input.args, ['-'])
  })

  test('is a wish for help when it is nothing, or says so', () => {
    for (const typed of [[], ['--help'], ['-h'], ['help']])
      assert.match(helpOf(...typed), /Usage: latchkey <command>/)
    assert.match(helpOf('apps'), /apps rotate/)
    assert.doesNotMatch(helpOf('apps', '--help'), /logout/)
  })

  for (const { name, options } of COMMANDS) {
    test(`may be a wish for help with ${name}, which names all its options`, () => {
      const text = helpOf(...name.split(' '), '--help')
      assert.match(text, new RegExp(`Usage: latchkey ${name}`))
      for (const option of Object.keys(options)) assert.match(text, new RegExp(`--${option}\\b`))
      for (const line of text.split('\n')) assert.ok(line.length <= 100, line)
    })
  }

  test('is refused when there is no such command or option, and when too much or too little is said', () => {
    assert.match(refusalOf('applications'), /There is no command "applications"/)
    assert.match(refusalOf('apps', 'destroy'), /There is no command "apps destroy"/)
    assert.match(
      refusalOf('apps', 'list', '--colour'),
      /Unknown option '--colour'\. See: latchkey apps list --help/,
    )
    assert.match(refusalOf('apps', 'list', '--url'), /--url/)
    assert.match(refusalOf('apps', 'list', 'more'), /There is too much: "more"/)
    assert.match(refusalOf('apps', 'plan'), /Something is missing: latchkey apps plan <file>…/)
    assert.match(refusalOf('--url', 'https://x.example', 'apps', 'list'), /options come behind it/)
    assert.ok(!refusalOf('\u001b[31m').includes('\u001b'))
  })
})

test('docs/command-line.md names every command', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/command-line.md'), 'utf8')
  for (const { name } of COMMANDS) assert.match(page, new RegExp(`latchkey ${name}\\b`), name)
})
