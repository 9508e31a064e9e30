import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { checkName, MAX_NAME_LENGTH, type NameRule, nameKey } from './names.ts'

const SEED = 9562

function outcomeOf(text: string): string {
  const verdict = checkName(text, 'Vendor Name')
  return verdict.ok ? `kept: ${verdict.value}` : verdict.rule
}

const KEPT: readonly (readonly [text: string, value: string])[] = [
  ['Harbour Support', 'Harbour Support'],
  ['  Harbour Support \t', 'Harbour Support'],
  ['\u00a0Harbour\u3000', 'Harbour'],
  ['Cafe\u0301', 'Café'],
  ['株式会社テスト', '株式会社テスト'],
  ["O'Brien & Söhne <2>", "O'Brien & Söhne <2>"],
  ['__proto__', '__proto__'],
  ['🔑', '🔑'],
  ['🔑'.repeat(MAX_NAME_LENGTH), '🔑'.repeat(MAX_NAME_LENGTH)],
  ['e\u0301'.repeat(MAX_NAME_LENGTH), 'é'.repeat(MAX_NAME_LENGTH)],
]

const REFUSED: readonly (readonly [rule: NameRule, what: string, text: string])[] = [
  ['required', 'nothing', ''],
  ['required', 'spaces alone', ' \u3000\u00a0\n'],
  ['characters', 'a colon', 'Night:Reports'],
  ['characters', 'an @', 'Night@Reports'],
  ['characters', 'a full-width colon', 'Night：Reports'],
  ['characters', 'a full-width @', 'Night＠Reports'],
  ['characters', 'a small @', 'Night﹫Reports'],
  ['characters', 'a double colon equal', 'Night⩴Reports'],
  ['characters', 'NUL', 'Night\u0000Reports'],
  ['characters', 'a line feed inside', 'Night\nReports'],
  ['characters', 'an escape', '\u001b[31mNight'],
  ['characters', 'DEL', 'Night\u007f'],
  ['characters', 'a C1 control', 'Night\u0085Reports'],
  ['characters', 'a zero width space', 'Night\u200bReports'],
  ['characters', 'a zero width joiner', 'Night\u200dReports'],
  ['characters', 'a word joiner', 'Night\u2060Reports'],
  ['characters', 'a byte order mark inside', 'Night\ufeffReports'],
  ['characters', 'a soft hyphen', 'Night\u00adReports'],
  ['characters', 'a right-to-left override', '\u202eNight'],
  ['characters', 'a direction isolate', '\u2066Night\u2069'],
  ['characters', 'a line separator', 'Night\u2028Reports'],
  ['characters', 'a paragraph separator', 'Night\u2029Reports'],
  ['characters', 'a lone high surrogate', 'Night\ud83d'],
  ['characters', 'a lone low surrogate', '\ude00Night'],
  ['characters', 'surrogates the wrong way round', '\ude00\ud83d'],
  ['characters', 'a private-use character', '\ue000'],
  ['characters', 'an unassigned character', '\u{e01ff}'],
  ['characters', 'a noncharacter', '\uffff'],
  ['characters', 'a tag character', 'Night\u{e0041}'],
  ['characters', 'a Hangul filler alone', '\u3164'],
  ['characters', 'a combining grapheme joiner', 'Night\u034fReports'],
  ['characters', 'a variation selector', 'Night\ufe0fReports'],
  ['characters', 'a blank Braille cell alone', '\u2800'],
  ['too-long', '101 characters', 'a'.repeat(MAX_NAME_LENGTH + 1)],
  ['too-long', '101 characters outside the basic plane', '🔑'.repeat(MAX_NAME_LENGTH + 1)],
  ['too-long', '10 000 characters', 'a'.repeat(10_000)],
  ['too-long', '10 000 spaces', ' '.repeat(10_000)],
  ['too-long', '100 000 combining marks', '\u0301'.repeat(100_000)],
]

describe('a name', () => {
  for (const [text, value] of KEPT) {
    test(`is kept as ${value.slice(0, 20)}: ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.equal(outcomeOf(text), `kept: ${value}`)
    })
  }
  for (const [rule, what, text] of REFUSED) {
    test(`of ${what} breaks the rule ${rule}`, () => assert.equal(outcomeOf(text), rule))
  }

  test('is called by its label when it is refused', () => {
    const verdict = checkName('a'.repeat(10_000), 'Application Name')
    assert.ok(!verdict.ok)
    assert.equal(verdict.message, 'Application Name may have at most 100 characters; this has 10000.')
  })
})

// Pieces that normalise, fold or vanish, between arbitrary text, lone surrogates included.
const unit = fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code))
const tricky = fc.constantFrom(
  'ﬁ',
  'Å',
  'Å',
  'ß',
  'ẞ',
  'SS',
  'Σ',
  'ς',
  'İ',
  'ı',
  'ǆ',
  '\u0301',
  '①',
  'Ａ',
  '　',
)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.oneof(unit, tricky, fc.constantFrom('a', 'B', ' ', ':', '@', '：'))).map(list => list.join('')),
)

describe(`any text (seed ${SEED})`, () => {
  test('that is kept as a name is visible, normal, short, and kept as it is the second time', () => {
    let kept = 0
    fc.assert(
      fc.property(text, typed => {
        const verdict = checkName(typed, 'Name')
        if (!verdict.ok) return
        kept += 1
        const { value } = verdict
        assert.equal(value, value.normalize('NFC'))
        assert.equal(value, value.trim())
        assert.ok(value.isWellFormed())
        assert.doesNotMatch(value.normalize('NFKC'), /[:@\p{Cc}\p{Cf}\p{Cs}]/u)
        const length = Array.from(value).length
        assert.ok(length >= 1 && length <= MAX_NAME_LENGTH)
        assert.deepEqual(checkName(value, 'Name'), verdict)
        assert.notEqual(nameKey(value), '')
      }),
      { seed: SEED, numRuns: 3000 },
    )
    assert.ok(kept > 100, `only ${kept} were kept`)
  })

  test('has a key that does not change when it is keyed again', () => {
    fc.assert(
      fc.property(text, typed => assert.equal(nameKey(nameKey(typed)), nameKey(typed))),
      { seed: SEED, numRuns: 3000 },
    )
  })
})

const TWINS: readonly (readonly [a: string, b: string])[] = [
  ['Night Reports', 'night reports'],
  ['Night Reports', 'NIGHT  REPORTS'],
  ['Night Reports', ' Night\u00a0Reports '],
  ['Night Reports', 'Ｎｉｇｈｔ　Ｒｅｐｏｒｔｓ'],
  ['Office', 'Oﬀice'],
  ['Café', 'Cafe\u0301'],
  ['Kelvin', '\u212aelvin'],
  ['Straße', 'STRASSE'],
  ['STRAẞE', 'strasse'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['2', '²'],
]

describe('the key of a name', () => {
  for (const [a, b] of TWINS) {
    test(`is the same for ${a} and ${b}`, () => assert.equal(nameKey(a), nameKey(b)))
  }
  test('differs for names that look different', () => {
    for (const [a, b] of [
      ['Night Reports', 'NightReports'],
      ['Cafe', 'Café'],
      ['A', 'B'],
    ] as const) {
      assert.notEqual(nameKey(a), nameKey(b))
    }
  })
  test(`does not depend on case or on Unicode's normal forms (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), typed => {
        const key = nameKey(typed)
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) assert.equal(nameKey(typed.normalize(form)), key)
        assert.equal(nameKey(typed.toUpperCase()), key)
        assert.equal(nameKey(typed.toLowerCase()), key)
      }),
      { seed: SEED, numRuns: 2000 },
    )
  })
})
