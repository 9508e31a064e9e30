import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_ADDRESS_RANGES } from '@latchkey/contract/applications/credentials/address-ranges.ts'
import { checkRanges, isWithin } from './address-ranges.ts'

const kept: readonly (readonly [typed: string, kept: string])[] = [
  ['203.0.113.7', '203.0.113.7/32'],
  [' 203.0.113.7/24 ', '203.0.113.0/24'],
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['2001:DB8::1', '2001:db8::1/128'],
  ['2001:db8:0:0:1:0:0:0/64', '2001:db8::/64'],
  ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
  ['::1', '::1/128'],
  ['1::', '1::/128'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3/128'],
  ['::ffff:192.0.2.1', '192.0.2.1/32'],
  ['2001:db8::192.0.2.1', '2001:db8::c000:201/128'],
]

test('ranges are kept in one way of writing, whatever bits stand beyond their length', () => {
  for (const [typed, expected] of kept) {
    assert.deepEqual(checkRanges([typed]), { ok: true, value: [expected] }, typed)
  }
  assert.deepEqual(checkRanges(['10.0.0.1', '10.0.0.1/32', '::ffff:10.0.0.1']), {
    ok: true,
    value: ['10.0.0.1/32'],
  })
})

test('what is no range is refused, all of it at once', () => {
  const bad = [
    '',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '1:2:3',
    '1::2::3',
    '1:2:3:4:5:6:7::8',
    'fe80::1%eth0',
    '::ffff:10.0.0.0/104',
    'office',
    '１0.0.0.1',
    `1${':'.repeat(500)}`,
  ]
  const checked = checkRanges(bad)
  assert.ok(!checked.ok)
  assert.deepEqual(
    checked.error.map(({ path, rule }) => [path, rule]),
    bad.map((_, index) => [`/ranges/${index}`, 'range']),
  )
  for (const everywhere of ['0.0.0.0/0', '::/0']) {
    const refused = checkRanges([everywhere])
    assert.equal(!refused.ok && refused.error[0]?.rule, 'everywhere')
  }
  assert.equal(checkRanges(Array<string>(MAX_ADDRESS_RANGES + 1).fill('10.0.0.1')).ok, false)
})

test('an address is within a range of its own family, in whatever way it is written', () => {
  const ranges = ['203.0.113.0/24', '2001:db8::/32']
  for (const address of ['203.0.113.0', '203.0.113.255', '::ffff:203.0.113.9', '2001:0DB8:ffff::1']) {
    assert.equal(isWithin(address, ranges), true, address)
  }
  for (const address of ['203.0.112.255', '203.0.114.0', '2001:db9::', '::203.0.113.1', '', 'x']) {
    assert.equal(isWithin(address, ranges), false, address)
  }
  assert.equal(isWithin('198.51.100.1', []), true)
})
