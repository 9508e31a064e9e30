import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { attemptCounter } from './attempt-counter.ts'

const NOW = 1_790_000_000_000

function counterAt(keys = 10) {
  let now = NOW
  const counter = attemptCounter({ most: 3, window: 10_000, keys, clock: () => now })
  return { counter, advance: (ms: number) => void (now += ms) }
}

describe('attempts', () => {
  test('are let through up to the limit, and then told how long to wait', () => {
    const { counter, advance } = counterAt()
    assert.deepEqual(
      [1, 2, 3].map(() => counter.count('a')),
      [null, null, null],
    )
    advance(2_500)
    assert.deepEqual(counter.count('a'), { seconds: 8 })
    assert.equal(counter.count('b'), null)
  })

  test('begin anew when the window is over, and never wait for nothing', () => {
    const { counter, advance } = counterAt()
    for (let attempt = 0; attempt < 100; attempt++) counter.count('a')
    advance(9_999)
    assert.deepEqual(counter.count('a'), { seconds: 1 })
    advance(1)
    assert.equal(counter.count('a'), null)
  })

  test('that are only looked at do not count', () => {
    const { counter } = counterAt()
    for (let look = 0; look < 100; look++) assert.equal(counter.look('a'), null)
    for (let attempt = 0; attempt < 3; attempt++) assert.equal(counter.count('a'), null)
    assert.deepEqual(counter.look('a'), { seconds: 10 })
  })

  test('are taken back one by one, or forgotten at once', () => {
    const { counter } = counterAt()
    for (let attempt = 0; attempt < 3; attempt++) counter.count('a')
    counter.takeBack('a')
    assert.equal(counter.count('a'), null)
    assert.notEqual(counter.count('a'), null)
    counter.forget('a')
    assert.equal(counter.count('a'), null)
    counter.takeBack('nobody')
    assert.equal(counter.look('nobody'), null)
  })

  test('wait no longer than a window when the clock is set back', () => {
    const { counter, advance } = counterAt()
    for (let attempt = 0; attempt < 9; attempt++) counter.count('a')
    advance(-3_600_000)
    assert.equal(counter.count('a'), null)
  })
})

describe('when more names come than are counted', () => {
  test('the one whose window ends first gives way, so that what is kept is bounded', () => {
    const { counter, advance } = counterAt(2)
    for (const key of ['a', 'b']) {
      for (let attempt = 0; attempt < 3; attempt++) counter.count(key)
      advance(1_000)
    }
    counter.count('c')
    assert.equal(counter.look('a'), null)
    assert.notEqual(counter.look('b'), null)
  })

  test('a name that begins anew counts as the youngest', () => {
    const { counter, advance } = counterAt(2)
    counter.count('a')
    advance(5_000)
    for (let attempt = 0; attempt < 3; attempt++) counter.count('b')
    advance(5_000)
    for (let attempt = 0; attempt < 3; attempt++) counter.count('a')
    counter.count('c')
    assert.equal(counter.look('b'), null)
    assert.notEqual(counter.look('a'), null)
  })
})
