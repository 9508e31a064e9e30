import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ACR_VALUES, answeredContext, type Context, canBeMet, contextOf } from './authentication-context.ts'

/** A ladder of two, as it will be with a second factor. */
const LADDER: readonly Context<'one' | 'two'>[] = [
  { method: 'one', acr: 'low' },
  { method: 'two', acr: 'high' },
]

describe('the class of an authentication', () => {
  for (const [method, values, essential, expected] of [
    ['one', null, false, 'low'],
    ['two', null, false, 'high'],
    ['one', ['high'], false, 'low'],
    ['one', ['high', 'low'], false, 'low'],
    ['two', ['low', 'high'], false, 'low'],
    ['two', ['high', 'low'], false, 'high'],
    ['two', ['low'], true, 'low'],
    ['two', ['unknown'], false, 'high'],
    ['one', ['high'], true, null],
    ['one', ['high', 'low'], true, 'low'],
    ['two', ['unknown'], true, null],
    ['two', [], true, null],
  ] as const) {
    const asked =
      values === null
        ? 'nothing is asked for'
        : `${essential ? 'one' : 'best one'} of [${values.join(' ')}] is`
    test(`is ${expected} after ${method}, when ${asked}`, () => {
      const wish = values === null ? null : { values, essential }
      assert.equal(answeredContext(method, wish, LADDER), expected)
    })
  }

  test('is never one that is not published', () => {
    for (const values of [[], ['1', '2'], ACR_VALUES]) {
      const answer = contextOf('password', { values, essential: false })
      assert.ok(answer !== null && ACR_VALUES.includes(answer))
    }
  })

  test('can be demanded where some way to sign in satisfies it, and wished for anyhow', () => {
    assert.equal(canBeMet(null), true)
    assert.equal(canBeMet({ values: ['1'], essential: false }), true)
    assert.equal(canBeMet({ values: ['1'], essential: true }), false)
    assert.equal(canBeMet({ values: [], essential: true }), false)
    assert.equal(canBeMet({ values: ['1', ...ACR_VALUES], essential: true }), true)
  })
})
