import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { DurationUnit } from '@latchkey/contract/duration.ts'
import { readDuration, typedDuration } from './typed-duration.ts'

describe('a typed length of time', () => {
  for (const [text, unit, seconds] of [
    ['', 'minutes', null],
    ['  ', 'days', null],
    ['15', 'minutes', 900],
    [' 2 ', 'hours', 7200],
    ['1.5', 'hours', 5400],
    ['1.1', 'hours', 3960],
    ['0', 'days', 0],
    ['90', 'seconds', 90],
  ] as const satisfies readonly (readonly [string, DurationUnit, number | null])[]) {
    test(`"${text}" ${unit} is read as ${seconds} seconds`, () => {
      assert.deepEqual(readDuration({ text, unit }), { ok: true, seconds })
    })
  }

  for (const [text, unit, words] of [
    ['soon', 'minutes', /number such as 15/],
    ['-5', 'minutes', /number such as 15/],
    ['1e3', 'minutes', /number such as 15/],
    ['1,5', 'hours', /number such as 15/],
    ['0.5', 'seconds', /smaller unit/],
    ['99999999999', 'days', /too long/],
  ] as const satisfies readonly (readonly [string, DurationUnit, RegExp])[]) {
    test(`"${text}" ${unit} is refused with the way to mend it`, () => {
      const read = readDuration({ text, unit })
      assert.match(read.ok ? '' : read.message, words)
    })
  }

  test('seconds come back as they were, whatever unit shows them', () => {
    for (const seconds of [0, 60, 61, 900, 3600, 5400, 86_400, 7_776_000]) {
      assert.deepEqual(readDuration(typedDuration(seconds, 'minutes')), { ok: true, seconds })
    }
  })

  test('none is an empty field in the unit that people expect there', () => {
    assert.deepEqual(typedDuration(null, 'days'), { text: '', unit: 'days' })
  })
})
