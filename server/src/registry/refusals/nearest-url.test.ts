import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { nearestUrl } from './nearest-url.ts'

const SEED = 20_261_129
const CB = 'https://app.example/cb'

describe('the nearest registered URL', () => {
  for (const [name, came, registered, differsAt, words] of [
    [
      'a slash too many',
      `${CB}/`,
      CB,
      22,
      /^A slash came at the end.* one ends after 22 characters, .* goes on with "\/"\.$/,
    ],
    [
      'a slash too few',
      CB,
      `${CB}/`,
      22,
      /^The slash at the end.* came ends after 22 characters, .* with "\/"\.$/,
    ],
    [
      'the beginning of it',
      'https://app.example/c',
      CB,
      21,
      /path differs.*ends after 21 characters, where the registered one goes on with "b"/,
    ],
    [
      'http for https',
      'http://app.example/cb',
      CB,
      4,
      /^The scheme differs: http came, https is registered\./,
    ],
    [
      'another port',
      'http://localhost:3001/cb',
      'http://localhost:3000/cb',
      20,
      /^The port differs: 3001 came/,
    ],
    ['a port where none is', 'https://app.example:8443/cb', CB, 19, /^The port 8443 came; none is/],
    ['no port where one is', 'http://localhost/cb', 'http://localhost:3000/cb', 16, /^No port came; 3000 is/],
    ['a host in another case', 'https://App.example/cb', CB, 8, /^Upper and lower case differ in the host/],
    ['a path in another case', 'https://app.example/CB', CB, 20, /^Upper and lower case differ in the path/],
    ['another host', 'https://app2.example/cb', CB, 11, /^The host differs: app2\.example came/],
    ['a query', `${CB}?x=1`, CB, 22, /^The query x=1 came; none is registered\./],
    ['a fragment', `${CB}#…`, CB, 22, /^The fragment … came/],
    ['a user name', 'https://…@app.example/cb', CB, 8, /^The user name … came/],
    ['a letter that looks the same', 'https://аpp.example/cb', CB, 8, /U\+0430 came, "a" is registered/],
    ['a character outside the plane', 'https://app.example/𝒳b', CB, 20, /U\+1D4B3 came, "c" is/],
    ['an address in brackets', 'http://[::1]:4/cb', 'http://[::1]:5/cb', 13, /^The port differs: 4 came/],
    ['a private-use scheme', 'com.example.app:/cd', 'com.example.app:/cb', 18, /^The path differs/],
    ['no URL at all', '', CB, 0, /ends after 0 characters, where the registered one goes on with "h"\.$/],
  ] as const) {
    test(`is compared with ${name}`, () => {
      const compared = nearestUrl(came, [registered])
      assert.deepEqual([compared.came, compared.nearest, compared.differsAt], [came, registered, differsAt])
      assert.match(compared.words, words)
    })
  }

  test('is the same URL where that is registered, whatever stands before it', () => {
    const same = nearestUrl(CB, [`${CB}/`, CB])
    assert.deepEqual(same, { came: CB, nearest: CB, differsAt: null, words: 'It is registered by now.' })
  })

  test('is none where none is registered', () => {
    assert.equal(nearestUrl(CB, []).nearest, null)
  })

  test('is the one that differs in the least, part by part', () => {
    const registered = [
      'https://other.example/cb/',
      'https://app.example/callback',
      'http://localhost:3000/cb',
    ]
    for (const [came, nearest] of [
      ['http://app.example/callback/', 'https://app.example/callback'],
      ['http://localhost:5173/cb', 'http://localhost:3000/cb'],
      ['https://OTHER.example/cb', 'https://other.example/cb/'],
      ['https://app.example/Callback', 'https://app.example/callback'],
    ] as const) {
      assert.equal(nearestUrl(came, registered).nearest, nearest)
    }
  })

  test(`is found for any text, and both begin alike up to where they differ (seed ${SEED})`, () => {
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(CB, `${CB}/`, 'http://app.example/cb'),
    )
    const cases = fc.record({ came: url, registered: fc.array(url, { minLength: 1, maxLength: 5 }) })
    fc.assert(
      fc.property(cases, ({ came, registered }) => {
        const { nearest, differsAt } = nearestUrl(came, registered)
        assert.ok(nearest !== null && registered.includes(nearest))
        assert.equal(differsAt === null, registered.includes(came))
        if (differsAt === null) return
        const [a, b] = [Array.from(came), Array.from(nearest)]
        assert.deepEqual(a.slice(0, differsAt), b.slice(0, differsAt))
        assert.notEqual(a[differsAt], b[differsAt])
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })

  test('of five URLs of two thousand characters is found at once', () => {
    const long = (end: string) => `https://app.example/${'a'.repeat(1970)}${end}`
    const compared = nearestUrl(long('x'), ['b', 'c', 'd', 'e', 'f'].map(long))
    assert.equal(compared.differsAt, 1990)
  })
})
