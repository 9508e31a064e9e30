import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTypedList, typedList } from './typed-list.ts'

test('a list is read however it is parted, and read again as it was written', () => {
  assert.deepEqual(readTypedList(' night shift,, b@c.example;\nd ,'), ['night shift', 'b@c.example', 'd'])
  assert.deepEqual(readTypedList(' '), [])
  assert.deepEqual(readTypedList(typedList(['a', 'b c'])), ['a', 'b c'])
})
