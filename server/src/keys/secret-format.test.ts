import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { hasValidChecksum, newToken, SECRET_PATTERN, secretHint, type TokenKind } from './secret-format.ts'

const KINDS: readonly TokenKind[] = ['lks', 'lkr', 'lkc', 'lkp']
const BASE62 = [...Array(62).keys()].map(i =>
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.charAt(i),
)
const kind = fc.constantFrom(...KINDS)
const token = kind.map(k => ({ kind: k, text: newToken(k) }))

describe('new tokens', () => {
  test('a new token has a valid checksum for its own kind and for no other', () => {
    fc.assert(
      fc.property(token, ({ kind: own, text }) => {
        for (const other of KINDS) assert.equal(hasValidChecksum(text, other), other === own)
      }),
    )
  })

  test('a new token is its prefix and 49 letters or digits', () => {
    assert.match(newToken('lks'), /^lks_[0-9A-Za-z]{49}$/)
  })

  test('every letter comes up equally often', () => {
    const counts = new Map(BASE62.map(letter => [letter, 0]))
    const draws = 43 * 3000
    for (let i = 0; i < 3000; i++) {
      for (const letter of newToken('lks').slice(4, 47)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
    const expected = draws / 62
    const chiSquare = counts.values().reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 61 degrees of freedom: fair letters exceed 160 once in 10^10 runs; a plain modulo of a byte reaches 600.
    assert.ok(chiSquare < 160, `chi-square ${chiSquare}`)
  })
})

describe('checksum', () => {
  test('the checksum is the CRC-32 of all before it in six base62 digits', () => {
    // CRC-32 of this text, computed by another program: 0xb254a5b2.
    const text = `lks_${'0'.repeat(43)}`
    assert.equal(hasValidChecksum(`${text}3GTfko`, 'lks'), true)
  })

  test('a change of any single character is noticed', () => {
    fc.assert(
      fc.property(token, fc.nat({ max: 48 }), fc.constantFrom(...BASE62), (made, at, letter) => {
        const i = at + 4
        fc.pre(made.text[i] !== letter)
        const changed = made.text.slice(0, i) + letter + made.text.slice(i + 1)
        assert.equal(hasValidChecksum(changed, made.kind), false)
      }),
      { numRuns: 2000 },
    )
  })

  test('a swap of two neighbours is noticed', () => {
    fc.assert(
      fc.property(token, fc.integer({ min: 4, max: 51 }), (made, i) => {
        const [a = '', b = ''] = made.text.slice(i, i + 2)
        fc.pre(a !== b)
        const swapped = made.text.slice(0, i) + b + a + made.text.slice(i + 2)
        assert.equal(hasValidChecksum(swapped, made.kind), false)
      }),
      { numRuns: 1000 },
    )
  })

  test('no text of another form passes', () => {
    const made = newToken('lks')
    const others = ['', 'lks_', made.slice(0, -1), `${made}0`, ` ${made}`, `${made}\n`, made.toUpperCase()]
    for (const other of others) assert.equal(hasValidChecksum(other, 'lks'), false, JSON.stringify(other))
  })

  test('no text that is not ours passes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), kind, (text, k) => hasValidChecksum(text, k) === false),
    )
  })
})

describe('scanners and people', () => {
  test('the published expression finds a secret of every kind inside other text', () => {
    for (const k of KINDS) {
      const made = newToken(k)
      assert.equal(SECRET_PATTERN.exec(`CLIENT_SECRET="${made}"`)?.[0], made)
    }
  })

  test('the published expression leaves Application IDs and longer words alone', () => {
    assert.equal(SECRET_PATTERN.test('app_0123456789abcdef0123456789abcdef'), false)
    assert.equal(SECRET_PATTERN.test(`${newToken('lks')}x`), false)
  })

  test('the hint of a secret is its last four characters', () => {
    assert.equal(secretHint('lks_0000Zz9q'), 'Zz9q')
  })
})
