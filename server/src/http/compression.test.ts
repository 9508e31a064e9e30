import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedCoding } from './compression.ts'

test('the coding is the one that weighs most, brotli among equals, and none where none is named', () => {
  for (const [header, coding] of [
    [undefined, null],
    ['', null],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['deflate, zstd', null],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['BR ; Q=1.0 , gzip', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0, br;q=0, *', null],
    ['*;q=0', null],
    ['gzip, *;q=0', 'gzip'],
    ['identity', null],
    ['identity, gzip;q=0.5', null],
    ['identity;q=0.5, gzip', 'gzip'],
    ['identity, gzip', 'gzip'],
    [',, ,gzip,', 'gzip'],
  ] as const) {
    assert.equal(acceptedCoding(header).coding, coding, String(header))
  }
})

test('a weight that cannot be read refuses the coding', () => {
  for (const weight of ['', '2', '-1', '0.0001', '1.5', 'a', '1;q=0', '.5']) {
    assert.equal(acceptedCoding(`gzip;q=${weight}`).coding, null, weight)
  }
  assert.equal(acceptedCoding('gzip;level=9').coding, null)
})

test('the answer as it stands is refused by name, or with everything else, and by nothing less', () => {
  for (const [header, refused] of [
    [undefined, false],
    ['gzip', false],
    ['identity;q=0', true],
    ['gzip, identity;q=0', true],
    ['gzip, *;q=0', true],
    ['identity;q=0.001, *;q=0', false],
  ] as const) {
    assert.equal(acceptedCoding(header).identityRefused, refused, String(header))
  }
})
