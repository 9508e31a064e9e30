import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseDocuments } from './parse-documents.ts'

const SEED = 1212

const valuesOf = (text: string) => parseDocuments(text).map(({ value }) => value)
/** The faults of a text, each as `line:column pointer message`. */
const faultsOf = (text: string) =>
  parseDocuments(text).flatMap(({ faults }) =>
    faults.map(({ line, column, pointer, message }) => `${line}:${column} ${pointer} ${message}`),
  )

describe('a text', () => {
  test('is read as YAML 1.2, where yes and no are words', () => {
    assert.deepEqual(valuesOf('a: yes\nb: 12\nc: null\nd: [true, "1"]\n'), [
      { a: 'yes', b: 12, c: null, d: [true, '1'] },
    ])
  })

  test('is read as JSON, with tabs and escapes', () => {
    assert.deepEqual(valuesOf('{\n\t"a": "\\ud83d\\ude00\\/\\u0041",\n\t"b": [\n\t\t1\n\t]\n}\n'), [
      { a: '😀/A', b: [1] },
    ])
  })

  test('gives back any JSON as it was', () => {
    const holds = (value: unknown) => {
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
        assert.deepEqual(faultsOf(text), [])
        assert.equal(JSON.stringify(valuesOf(text)[0]), JSON.stringify(value))
      }
    }
    const values = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue())
    fc.assert(fc.property(values, holds), { seed: SEED })
  })

  test('may hold several documents, and empty ones are none', () => {
    assert.deepEqual(valuesOf('---\na: 1\n---\nb: 2\n---\n'), [{ a: 1 }, { b: 2 }])
    assert.deepEqual(valuesOf('# a comment and nothing else\n'), [])
    assert.deepEqual(valuesOf(''), [])
  })

  test('says where each part of it stands, and where what is missing would', () => {
    const [document] = parseDocuments('a:\n  b/c:\n    - 1\n    - 2\n')
    assert.deepEqual(document?.placeOf('/a/b~1c/1', 'value'), { line: 4, column: 7 })
    assert.deepEqual(document?.placeOf('/a/b~1c', 'key'), { line: 2, column: 3 })
    assert.deepEqual(document?.placeOf('/a/missing', 'value'), { line: 1, column: 1 })
    assert.deepEqual(document?.placeOf('/other', 'value'), { line: 1, column: 1 })
  })

  test('keeps a key called __proto__ as a key', () => {
    const [value] = valuesOf('__proto__: {polluted: true}\n')
    assert.deepEqual(Object.keys(value ?? {}), ['__proto__'])
    assert.equal(Reflect.get({}, 'polluted'), undefined)
  })
})

describe('a hostile text', () => {
  test('is refused for anchors, aliases and merges', () => {
    assert.deepEqual(faultsOf('a: &x [1]\nb: *x\n'), [
      '1:7 /a Anchors are not read: write it out where it belongs.',
      '2:4 /b Aliases are not read: write it out where it belongs.',
    ])
    assert.deepEqual(faultsOf('a: &x {b: 1}\n<<: *x\n').length, 2)
  })

  test('is refused for an alias bomb without being blown up', () => {
    const lines = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`)
    const started = performance.now()
    assert.ok(faultsOf(['a0: &a0 lol', ...lines].join('\n')).length > 30)
    assert.ok(performance.now() - started < 2000)
  })

  test('is refused for tags, and runs nothing', () => {
    for (const text of ['a: !!js/function "() => 1"', 'a: !secret x', 'a: !!binary aGk=', 'a: !!str 1']) {
      assert.match(faultsOf(text).join(), /^1:\d+ \/a Tags are not read/, text)
    }
    assert.match(faultsOf('%TAG ! tag:x.example,2000:\n---\na: !y 1\n').join(), /Tags are not read/)
  })

  test('is refused for a key given twice, however it is written', () => {
    assert.deepEqual(faultsOf('a: 1\nb: {c: 1, "c": 2}\n"a": 3\n'), [
      '2:11 /b/c This key is given twice: keep one of the two.',
      '3:1 /a This key is given twice: keep one of the two.',
    ])
    assert.match(faultsOf('{"a": 1, "a": 1}').join(), /given twice/)
  })

  test('is refused for keys that are no text', () => {
    for (const text of ['[a]: 1', '{a: 1}: 2', '&x a: 1', '!t a: 1', '*x : 1']) {
      assert.notEqual(faultsOf(text).length, 0, text)
    }
  })

  test('is refused for another version of YAML', () => {
    assert.match(faultsOf('%YAML 1.1\n---\na: yes\n').join(), /read as YAML 1\.2, not 1\.1/)
    assert.deepEqual(faultsOf('%YAML 1.2\n---\na: yes\n'), [])
  })

  test('is refused when it cannot be parsed, with the place', () => {
    assert.match(faultsOf('a: [1\nb: 2\n').join(), /^2:1 {2}/)
    assert.match(faultsOf('{"a": 1,\n "b" 2}').join(), /^2:/)
    assert.match(faultsOf('a: "no end\n').join(), /quote/)
  })

  for (const [what, text] of [
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['lists in lists', '['.repeat(5000) + ']'.repeat(5000)],
    ['maps in maps', Array.from({ length: 1300 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
    ['dashes', '- '.repeat(5000)],
    ['question marks', '? '.repeat(5000)],
  ] as const) {
    test(`is refused for nesting: ${what}`, () => {
      const faults = faultsOf(text)
      assert.equal(faults.length, 1)
      assert.match(faults.join(), /nested too deeply/)
    })
  }

  test('of sixty thousand keys is read in seconds, not minutes', () => {
    const started = performance.now()
    const text = Array.from({ length: 60_000 }, (_, n) => `key${n}: 1`).join('\n')
    assert.deepEqual(faultsOf(text), [])
    assert.ok(performance.now() - started < 20_000)
  })

  test('of too many documents is refused', () => {
    assert.match(faultsOf('---\na: 1\n'.repeat(1001)).join(), /more than 1000 documents/)
  })

  test('never makes the parser throw', () => {
    const bits = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      '&x ',
      '*x',
      '!t ',
      '"',
      "'",
      '|',
      '%',
      '---',
      '? ',
      '#',
      '\t',
      '\0',
      '\ud800',
    )
    const texts = fc.array(bits, { maxLength: 30 }).map(parts => parts.join(''))
    fc.assert(
      fc.property(texts, text => void parseDocuments(text)),
      { seed: SEED, numRuns: 2000 },
    )
  })
})
