import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  type AddressKind,
  canonicalAddress,
  kindOfAddress,
  mayReach,
  type Reach,
} from './special-addresses.ts'

const SEED = 6890

/** A range by arithmetic alone: the first number of it, and how many of the low bits are free. */
type Range = readonly [text: string, kind: Exclude<AddressKind, 'public'>]

const RANGES_4: readonly Range[] = [
  ['0.0.0.0/8', 'special'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'private'],
  ['127.0.0.0/8', 'loopback'],
  ['168.63.129.16/32', 'special'],
  ['169.254.0.0/16', 'special'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'special'],
  ['192.0.2.0/24', 'special'],
  ['192.88.99.0/24', 'special'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'special'],
  ['198.51.100.0/24', 'special'],
  ['203.0.113.0/24', 'special'],
  ['224.0.0.0/4', 'special'],
  ['240.0.0.0/4', 'special'],
]

const RANGES_6: readonly Range[] = [
  ['0:0:0:0:0:0:0:0/128', 'special'],
  ['0:0:0:0:0:0:0:1/128', 'loopback'],
  ['0:0:0:0:0:ffff:0:0/96', 'special'],
  ['64:ff9b:0:0:0:0:0:0/96', 'special'],
  ['64:ff9b:1:0:0:0:0:0/48', 'special'],
  ['100:0:0:0:0:0:0:0/64', 'special'],
  ['2001:0:0:0:0:0:0:0/23', 'special'],
  ['2001:db8:0:0:0:0:0:0/32', 'special'],
  ['2002:0:0:0:0:0:0:0/16', 'special'],
  ['3fff:0:0:0:0:0:0:0/20', 'special'],
  ['5f00:0:0:0:0:0:0:0/16', 'special'],
  ['fc00:0:0:0:0:0:0:0/7', 'private'],
  ['fe80:0:0:0:0:0:0:0/10', 'special'],
  ['ff00:0:0:0:0:0:0:0/8', 'special'],
]

function toNumber(address: string): bigint {
  const [separator, bits, prefix] = address.includes(':') ? [':', 16n, '0x'] : ['.', 8n, '']
  return address.split(separator).reduce((sum, part) => (sum << bits) | BigInt(prefix + part), 0n)
}

function write4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map(shift => (value >> shift) & 255n).join('.')
}

function write6(value: bigint): string {
  return Array.from({ length: 8 }, (_, group) =>
    ((value >> BigInt(112 - group * 16)) & 65_535n).toString(16),
  ).join(':')
}

/** First and last number of a range. */
function limits(range: string, width: number): readonly [first: bigint, last: bigint] {
  const [network = '', bits = ''] = range.split('/')
  const first = toNumber(network)
  return [first, first + (1n << BigInt(width - Number(bits))) - 1n]
}

function isWithin(value: bigint, ranges: readonly Range[], width: number): boolean {
  return ranges.some(([range]) => {
    const [first, last] = limits(range, width)
    return value >= first && value <= last
  })
}

const families = [
  { name: 'IPv4', width: 32, ranges: RANGES_4, write: write4 },
  { name: 'IPv6', width: 128, ranges: RANGES_6, write: write6 },
]

for (const { name, width, ranges, write } of families) {
  describe(`an ${name} address`, () => {
    for (const [range, kind] of ranges) {
      test(`in ${range} is ${kind}, wherever it stands there`, () => {
        const [first, last] = limits(range, width)
        assert.deepEqual([first, last].map(write).map(kindOfAddress), [kind, kind])
        fc.assert(
          fc.property(fc.bigInt(first, last), value => assert.equal(kindOfAddress(write(value)), kind)),
          { seed: SEED, numRuns: 200 },
        )
      })
      test(`just beside ${range} is judged by the other ranges alone`, () => {
        const [first, last] = limits(range, width)
        const beside = [first - 1n, last + 1n].filter(value => value >= 0n && value < 1n << BigInt(width))
        for (const value of beside) {
          const outside = width === 128 && value >> 125n !== 1n
          const expected = !isWithin(value, ranges, width) && !outside
          assert.equal(kindOfAddress(write(value)) === 'public', expected, write(value))
        }
      })
    }
  })
}

test('every other IPv4 address is public', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, (1n << 32n) - 1n), value => {
      fc.pre(!isWithin(value, RANGES_4, 32))
      assert.equal(kindOfAddress(write4(value)), 'public')
    }),
    { seed: SEED, numRuns: 2000 },
  )
})

test('every other IPv6 address of global unicast is public, and none outside of it', () => {
  fc.assert(
    fc.property(fc.bigInt(1n << 125n, (1n << 126n) - 1n), value => {
      fc.pre(!isWithin(value, RANGES_6, 128))
      assert.equal(kindOfAddress(write6(value)), 'public')
    }),
    { seed: SEED, numRuns: 2000 },
  )
  fc.assert(
    fc.property(fc.bigInt(0n, (1n << 128n) - 1n), value => {
      fc.pre(value >> 125n !== 1n)
      assert.notEqual(kindOfAddress(write6(value)), 'public')
    }),
    { seed: SEED, numRuns: 2000 },
  )
})

test('an IPv4 address within IPv6 is special, public or not, in either spelling', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, (1n << 32n) - 1n), value => {
      const tail = `${(value >> 16n).toString(16)}:${(value & 65_535n).toString(16)}`
      for (const head of ['::ffff:', '64:ff9b::']) {
        assert.equal(kindOfAddress(head + write4(value)), 'special')
        assert.equal(kindOfAddress(head + tail), 'special')
      }
    }),
    { seed: SEED, numRuns: 500 },
  )
})

test('what is no address is special and has no spelling', () => {
  const texts = [
    '',
    ' ',
    'localhost',
    '127.1',
    '0177.0.0.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    '8.8.8.8 ',
    '8.8.8.8\0',
  ]
  for (const text of [...texts, '2a00::1%lo', 'fe80::1%eth0', '1.2.3.4.5', '8.8.8.8/32', ':::']) {
    assert.equal(kindOfAddress(text), 'special', text)
    assert.equal(canonicalAddress(text), null, text)
  }
})

test('an address has one spelling, however it was written', () => {
  const spellings = ['2A00:0:0:0::1', '2a00::0001', '2a00:0000::0:1']
  assert.deepEqual(new Set(spellings.map(canonicalAddress)), new Set(['2a00::1']))
  assert.equal(canonicalAddress('93.184.216.34'), '93.184.216.34')
})

test('a URL reaches the kinds of address that its reach allows, and never a special one', () => {
  const kinds: readonly AddressKind[] = ['public', 'private', 'loopback', 'special']
  const reached = (reach: Reach) => kinds.filter(kind => mayReach(reach, kind))
  assert.deepEqual(reached('public'), ['public'])
  assert.deepEqual(reached('loopback'), ['loopback'])
  assert.deepEqual(reached('trusted'), ['public', 'private', 'loopback'])
})
