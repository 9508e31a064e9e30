import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changeLines, valueWords } from './plan-words.ts'
import { table } from './table.ts'
import { plain } from './terminal.ts'

const paint = (_: string, text: string) => text

describe('what is printed', () => {
  test('holds nothing that moves the cursor, turns the direction or cannot be seen', () => {
    assert.equal(plain('a\u001b[2Jb\u202ec\u200bd\ne\u009bf'), 'a?[2Jb?c?d?e?f')
    assert.equal(plain('Bücher – 夜間 ✓'), 'Bücher – 夜間 ✓')
  })

  test('is a table of columns as wide as their widest cell', () => {
    assert.equal(
      table(
        ['A', 'LONGER'],
        [
          ['one', 'x'],
          ['夜', 'y\tz'],
        ],
      ),
      'A    LONGER\none  x\n夜    y?z',
    )
  })

  test('shows a value on one line, and not all of a long one', () => {
    assert.equal(valueWords('public'), 'public')
    assert.equal(valueWords('{\n "keys": []}'), '"{\\n \\"keys\\": []}"')
    assert.equal(valueWords(''), '""')
    assert.equal(valueWords(null), 'null')
    assert.equal(valueWords(300), '300')
    assert.equal(valueWords(false), 'false')
    assert.match(valueWords('x'.repeat(5000)), /^x{200}… \(5000 characters\)$/)
  })

  test('says of a list what comes and what goes, and both whole where only the order changes', () => {
    const list = { kind: 'list', field: 'scopes', before: ['A', 'B'], after: ['B', 'C'] } as const
    assert.deepEqual(changeLines({ paint }, { ...list, added: ['C'], removed: ['A'] }, false), [
      '    ~ scopes',
      '        - A',
      '        + C',
    ])
    assert.deepEqual(changeLines({ paint }, { ...list, after: ['B', 'A'], added: [], removed: [] }, false), [
      '    ~ scopes: A, B → B, A',
    ])
  })

  test('says of a new application what it will be, and nothing of what was not', () => {
    const value = { kind: 'value', field: 'lifetimes.accessToken', before: null, after: 300 } as const
    assert.deepEqual(changeLines({ paint }, value, true), ['    + lifetimes.accessToken: 300'])
    assert.deepEqual(changeLines({ paint }, value, false), ['    ~ lifetimes.accessToken: null → 300'])
  })
})
