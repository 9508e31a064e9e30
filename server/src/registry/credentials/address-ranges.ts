import { MAX_ADDRESS_RANGES as MOST_RANGES } from '@latchkey/contract/applications/credentials/address-ranges.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { FieldFault } from '../refusal.ts'

/** An address as a number, and how many bits its family has. */
type Address = { readonly value: bigint; readonly bits: 32 | 128 }

const LONGEST = 64

function parseV4(text: string): bigint | null {
  const parts = text.split('.')
  if (parts.length !== 4) return null
  let value = 0n
  for (const part of parts) {
    // A leading zero means octal to some and decimal to others, so it means nothing here.
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null
    value = value * 256n + BigInt(part)
  }
  return value
}

/** The 16-bit groups of one side of `::`; an IPv4 address at the end counts as two. Null: not well formed. */
function groupsOf(text: string, mayEndInV4: boolean): bigint[] | null {
  if (text === '') return []
  const groups: bigint[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const v4 = mayEndInV4 && index === parts.length - 1 ? parseV4(part) : null
    if (v4 !== null) groups.push(v4 / 65_536n, v4 % 65_536n)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else return null
  }
  return groups
}

function parseV6(text: string): bigint | null {
  const sides = text.split('::')
  if (sides.length > 2) return null
  const [left, right] = [groupsOf(sides[0] ?? '', sides.length === 1), groupsOf(sides[1] ?? '', true)]
  if (left === null || right === null) return null
  const missing = 8 - left.length - right.length
  if (sides.length === 1 ? missing !== 0 : missing < 1) return null
  const zeros = Array.from({ length: missing }, () => 0n)
  return [...left, ...zeros, ...right].reduce((value, group) => value * 65_536n + group, 0n)
}

const MAPPED = 0xffffn

/** Reads an address; IPv4 that is written as IPv6 (::ffff:192.0.2.1) is IPv4. Null: it is none. */
function parseAddress(text: string): Address | null {
  if (text.length > LONGEST) return null
  const v4 = parseV4(text)
  if (v4 !== null) return { value: v4, bits: 32 }
  const v6 = parseV6(text.split('%')[0] ?? '')
  if (v6 === null) return null
  return v6 >> 32n === MAPPED ? { value: v6 & 0xffff_ffffn, bits: 32 } : { value: v6, bits: 128 }
}

/** The same address in the one way in which it is kept: IPv6 in lower case, its longest run of zeros as `::`. */
function written({ value, bits }: Address): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map(shift => String((value >> shift) & 255n)).join('.')
  const groups = Array.from({ length: 8 }, (_, n) => ((value >> BigInt(112 - 16 * n)) & 65_535n).toString(16))
  const runs = groups.join(':').match(/\b0(?::0)+\b/g) ?? []
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  if (longest === '') return groups.join(':')
  return groups.join(':').replace(new RegExp(`(^|:)${longest}(:|$)`), '::')
}

type Range = { readonly network: Address; readonly length: number }

function parseRange(text: string): Range | null {
  const [head = '', tail, ...more] = text.split('/')
  const network = parseAddress(head)
  if (network === null || more.length > 0 || head.includes('%')) return null
  if (tail === undefined) return { network, length: network.bits }
  // Of one that was IPv4 in IPv6 the length would count from elsewhere.
  if (!/^(0|[1-9]\d{0,2})$/.test(tail) || Number(tail) > network.bits) return null
  if (network.bits === 32 && head.includes(':')) return null
  return { network, length: Number(tail) }
}

function masked({ value, bits }: Address, length: number): bigint {
  const rest = BigInt(bits - length)
  return (value >> rest) << rest
}

/**
 * Checks from where an application may ask. In: ranges in CIDR notation, or single addresses.
 * Out: each once, in the one way it is written, bits beyond its length cleared. Refuses with all faults at once.
 */
export function checkRanges(texts: readonly string[]): Result<readonly string[], readonly FieldFault[]> {
  const faults: FieldFault[] = []
  if (texts.length > MOST_RANGES) {
    const message = `At most ${MOST_RANGES} ranges; these are ${texts.length}.`
    faults.push({ path: '/ranges', rule: 'maxItems', message })
  }
  const ranges = texts.slice(0, MOST_RANGES).flatMap((text, index) => {
    const range = parseRange(text.trim())
    const path = `/ranges/${index}`
    if (range === null) {
      const message = 'Write an address or a range such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.'
      faults.push({ path, rule: 'range', message })
      return []
    }
    if (range.length === 0) {
      faults.push({
        path,
        rule: 'everywhere',
        message: 'This is every address. Leave the list empty instead.',
      })
      return []
    }
    const { network, length } = range
    return [`${written({ ...network, value: masked(network, length) })}/${length}`]
  })
  return faults.length > 0 ? err(faults) : ok([...new Set(ranges)])
}

/** Whether an address is in one of the ranges that were checked; where there are none every address is. */
export function isWithin(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true
  const asked = parseAddress(address)
  if (asked === null) return false
  return ranges.some(text => {
    const range = parseRange(text)
    if (range === null || range.network.bits !== asked.bits) return false
    return masked(asked, range.length) === range.network.value
  })
}
