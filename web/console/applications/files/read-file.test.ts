import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lineRange, readFile } from './read-file.ts'

const GOOD = `apiVersion: latchkey/v1
kind: Application
vendorName: Harbour Support
name: Night Reports
scopes:
  - ReportingApi
`

function faultsOf(text: string): string[] {
  const read = readFile(text)
  return read.ok ? [] : read.faults.map(({ line, pointer, message }) => `${line} ${pointer} ${message}`)
}

describe('a pasted file', () => {
  test('is one application, in YAML or JSON', () => {
    assert.deepEqual(faultsOf(GOOD), [])
    const json =
      '{"apiVersion":"latchkey/v1","kind":"Application","vendorName":"A","name":"B","scopes":["X"]}'
    assert.deepEqual(faultsOf(json), [])
  })

  test('says where a fault stands, also one that the server finds', () => {
    assert.deepEqual(
      faultsOf(`${GOOD}callbackUrls:\n  - http://a.example/\n`).map(line => line.slice(0, 20)),
      ['8 /callbackUrls/0 Us'],
    )
    const read = readFile(GOOD)
    assert.ok(read.ok)
    assert.equal(read.placed({ path: '/scopes/0', rule: 'unknown', message: 'No.' }).line, 6)
  })

  test('is refused in words where it could be read in two ways, is too much, or is nothing', () => {
    for (const [text, words] of [
      [`${GOOD}optionalScopes: &a [X]\n`, /Anchors are not read/],
      [`${GOOD}optionalScopes: *a\n`, /alias/i],
      [`${GOOD}implicitAllowed: !!str true\n`, /Tags are not read/],
      [`${GOOD}name: Another\n`, /given twice/],
      [`${GOOD}secret: lks_x\n`, /secret/],
      [`${GOOD}---\n${GOOD}`, /One application at a time/],
      ['', /holds no application/],
      ['# nothing\n', /holds no application/],
      ['a: '.padEnd(1024 * 1024 + 1, 'x'), /larger than 1 MB/],
      ['['.repeat(100_000), /nested too deeply|./],
    ] as const) {
      const began = performance.now()
      assert.match(faultsOf(text).join('\n'), words)
      assert.ok(performance.now() - began < 5000)
    }
  })

  test('a line is found in its text', () => {
    assert.deepEqual(lineRange('a\nbc\nd', 2), [2, 4])
    assert.deepEqual(lineRange('a\nbc\nd', 3), [5, 6])
    assert.deepEqual(lineRange('a', 9), [0, 1])
  })
})
