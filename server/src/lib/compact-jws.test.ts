import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { compactParts, decodeJwt } from './compact-jws.ts'

const SEED = 7515
const LONGEST = 10_000

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
}

const HEAD = encode({ alg: 'ES256' })
const BODY = encode({ iss: 'app_1' })

describe('a compact JWS', () => {
  test('has three parts, the last of which may be empty', () => {
    assert.deepEqual(compactParts('e30.e30.AA', LONGEST), ['e30', 'e30', 'AA'])
    assert.deepEqual(compactParts('e30.e30.', LONGEST), ['e30', 'e30', ''])
  })

  for (const [what, text] of [
    ['nothing', ''],
    ['one part', 'e30'],
    ['two parts', 'e30.e30'],
    ['four parts', 'e30.e30.AA.AA'],
    ['five parts, as of a JWE', 'e30.e30.AA.AA.AA'],
    ['an empty header', '.e30.AA'],
    ['an empty payload', 'e30..AA'],
    ['padding', 'e30=.e30.AA'],
    ['bits that decoding drops', 'e30.e30.AB'],
    ['a character that base64url has not', 'e30.e30.A+'],
    ['one character alone', 'e30.e30.A'],
    ['a space before it', ' e30.e30.AA'],
    ['a line end behind it', 'e30.e30.AA\n'],
    ['a NUL within', 'e30.e30.A\0A'],
    ['more characters than are allowed', `e30.e30.${'A'.repeat(LONGEST)}`],
  ] as const) {
    test(`is none with ${what}`, () => assert.equal(compactParts(text, LONGEST), null))
  }

  test(`is one spelling for its bytes: no changed text has the same (seed ${SEED})`, () => {
    const part = fc
      .uint8Array({ minLength: 1, maxLength: 20 })
      .map(bytes => Buffer.from(bytes).toString('base64url'))
    const character = fc.constantFrom('A', 'B', 'a', '0', '-', '_', '=', '.', '+', '/', ' ')
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.nat(), character, (parts, place, put) => {
        const text = parts.join('.')
        assert.deepEqual(compactParts(text, LONGEST), parts)
        const at = place % text.length
        const changed = text.slice(0, at) + put + text.slice(at + 1)
        const bytes = (all: readonly string[]) =>
          all.map(one => Buffer.from(one, 'base64url').toString('hex'))
        const read = compactParts(changed, LONGEST)
        if (changed !== text && read !== null) {
          assert.notDeepEqual(bytes(read), bytes(parts))
        }
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })
})

describe('a decoded JWT', () => {
  test('has header and claims as they stand, and says whether anything is signed', () => {
    const header = { alg: 'ES256', kid: '../../etc/passwd', jku: 'https://evil.example/' }
    const token = `${encode(header)}.${BODY}`
    assert.deepEqual(decodeJwt(`${token}.AA`, LONGEST), { header, claims: { iss: 'app_1' }, signed: true })
    assert.equal(decodeJwt(`${token}.`, LONGEST)?.signed, false)
  })

  for (const [what, text] of [
    ['a header that is no JSON', `${encode('{')}.${BODY}.AA`],
    ['a header that is a list', `${encode([])}.${BODY}.AA`],
    ['a header that is null', `${encode(null)}.${BODY}.AA`],
    ['claims that are a string', `${HEAD}.${encode('"x"')}.AA`],
    ['claims that are a list', `${HEAD}.${encode([{}])}.AA`],
    [
      'claims that are not UTF-8',
      `${HEAD}.${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]).toString('base64url')}.AA`,
    ],
    ['claims behind a byte order mark', `${HEAD}.${encode('\ufeff{}')}.AA`],
    ['claims with something behind them', `${HEAD}.${encode('{} x')}.AA`],
    ['a header that asks for an extension', `${encode({ alg: 'ES256', crit: ['exp'] })}.${BODY}.AA`],
    ['a header with an empty crit', `${encode({ alg: 'ES256', crit: [] })}.${BODY}.AA`],
    ['a payload that is not encoded', `${encode({ alg: 'ES256', b64: false, crit: ['b64'] })}.${BODY}.AA`],
  ] as const) {
    test(`is none with ${what}`, () => assert.equal(decodeJwt(text, LONGEST), null))
  }

  test('changes no prototype, and is read however deep it is', () => {
    const polluting = `${HEAD}.${encode('{"__proto__":{"polluted":1},"constructor":2}')}.AA`
    assert.equal(decodeJwt(polluting, LONGEST)?.claims['polluted'], undefined)
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false)
    const deep = `${HEAD}.${encode(`{"claims":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)}.AA`
    assert.ok(decodeJwt(deep, 64 * 1024) !== null)
  })
})
