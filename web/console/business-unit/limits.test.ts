import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Lifetimes } from '@latchkey/contract/applications/client-metadata.ts'
import { boundsWords, endsSignIns, limitFaults, readLimits, sameLimits, typedLimits } from './limits.ts'

const NONE: Lifetimes = { accessToken: null, refreshIdle: null, refreshLongest: null }
const SOME: Lifetimes = { accessToken: 300, refreshIdle: 5400, refreshLongest: 7 * 86_400 }

describe('the limits of a business unit', () => {
  test('are shown in the largest unit that fits, and come back as they were', () => {
    assert.deepEqual(typedLimits(SOME), {
      accessToken: { text: '5', unit: 'minutes' },
      refreshIdle: { text: '90', unit: 'minutes' },
      refreshLongest: { text: '7', unit: 'days' },
    })
    for (const limits of [NONE, SOME]) {
      const read = readLimits(typedLimits(limits))
      assert.ok(read.ok && sameLimits(read.limits, limits))
    }
  })

  test('are empty fields in the unit people think in where there are none', () => {
    const { accessToken, refreshIdle, refreshLongest } = typedLimits(NONE)
    assert.deepEqual(
      [accessToken, refreshIdle, refreshLongest].map(({ text }) => text),
      ['', '', ''],
    )
    assert.deepEqual([accessToken.unit, refreshIdle.unit, refreshLongest.unit], ['minutes', 'days', 'days'])
  })

  test('say what they may be', () => {
    assert.equal(boundsWords('accessToken'), '1 minute to 1 hour. Empty: no limit of your own.')
    assert.equal(boundsWords('refreshLongest'), '5 minutes to 730 days. Empty: no limit of your own.')
  })

  test('that are no numbers are told all at once, each at its field', () => {
    const wrong = { text: 'soon', unit: 'days' } as const
    const read = readLimits({ ...typedLimits(SOME), accessToken: wrong, refreshLongest: wrong })
    assert.deepEqual(read.ok ? [] : read.faults.map(({ control }) => control), [
      'limits.accessToken',
      'limits.refreshLongest',
    ])
  })

  test('that the server refuses are told at their fields, and what has no field is left to its own words', () => {
    const error = (path: string) => ({ path, rule: 'range', message: 'Too long.' })
    const problem = { type: '/problems/invalid', title: '', status: 400, detail: '', requestId: 'req_1' }
    const faults = limitFaults({
      ...problem,
      errors: [error('/limits/refreshIdle'), error('/implicitAllowed')],
    })
    assert.deepEqual(faults, [
      { control: 'limits.refreshIdle', label: 'Refresh token lifetime, unused', message: 'Too long.' },
    ])
    assert.deepEqual(limitFaults(problem), [])
  })

  test('end sign-ins only when one of refresh tokens is lowered', () => {
    assert.equal(endsSignIns(NONE, SOME), true)
    assert.equal(endsSignIns(SOME, { ...SOME, refreshIdle: 5399 }), true)
    assert.equal(endsSignIns(SOME, { ...SOME, accessToken: 60 }), false)
    assert.equal(endsSignIns(SOME, NONE), false)
    assert.equal(endsSignIns(SOME, SOME), false)
  })
})
