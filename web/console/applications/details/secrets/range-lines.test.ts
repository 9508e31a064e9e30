import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesOf, rangeFaults } from './range-lines.ts'

test('one range stands on each line, or between commas', () => {
  assert.deepEqual(linesOf(' 10.0.0.1\n\n10.0.0.2, 10.0.0.3\r\n'), ['10.0.0.1', '10.0.0.2', '10.0.0.3'])
  assert.deepEqual(linesOf(' \n'), [])
})

test('a fault is told with the line it is about', () => {
  const errors = [
    { path: '/ranges/1', rule: 'range', message: 'No.' },
    { path: '/ranges', rule: 'maxItems', message: 'Too many.' },
    { path: '/other', rule: 'x', message: 'Else.' },
  ]
  const problem = { type: '', title: '', status: 400, detail: '', requestId: '', errors }
  assert.deepEqual(rangeFaults(problem, ['10.0.0.1', 'office']), ['office: No.', 'Too many.'])
  assert.deepEqual(rangeFaults(null, []), [])
})
