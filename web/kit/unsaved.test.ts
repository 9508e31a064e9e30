import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdPage, isPageHeld } from './unsaved.ts'

test('a page is held until the last of those who hold it lets go, and letting go twice counts once', () => {
  assert.equal(isPageHeld(), false)
  const [one, other] = [holdPage(), holdPage()]
  one()
  one()
  assert.equal(isPageHeld(), true)
  other()
  assert.equal(isPageHeld(), false)
})
