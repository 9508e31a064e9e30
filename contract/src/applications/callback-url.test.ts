import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  type CallbackUrlRule,
  checkCallbackUrl,
  checkCallbackUrls,
  MAX_CALLBACK_URL_LENGTH,
} from './callback-url.ts'

const SEED = 6749

function ruleOf(text: string): CallbackUrlRule | 'accepted' {
  const verdict = checkCallbackUrl(text)
  return verdict.ok ? 'accepted' : verdict.rule
}

const ACCEPTED: readonly (readonly [kind: 'https' | 'loopback' | 'private-use', text: string])[] = [
  ['https', 'https://app.example.com/callback'],
  ['https', 'https://app.example.com'],
  ['https', 'https://app.example.com/'],
  ['https', 'https://app.example.com?tenant=1'],
  ['https', 'https://app.example.com/?tenant=1'],
  ['https', 'https://app.example.com:8443/cb?a=1&b=%20c'],
  ['https', 'https://app.example.com/a@b'],
  ['https', 'https://app.example.com/cb?mail=a@b'],
  ['https', 'https://app.example.com/a//b'],
  ['https', 'https://xn--bcher-kva.example/cb'],
  ['https', 'https://203.0.113.9/cb'],
  ['https', 'https://[2001:db8::1]/cb'],
  ['https', 'https://app.example.com./cb'],
  ['loopback', 'http://localhost/cb'],
  ['loopback', 'http://localhost:3000'],
  ['loopback', 'http://127.0.0.1:51004/cb'],
  ['loopback', 'http://[::1]:8080/cb'],
  ['loopback', 'https://localhost/cb'],
  ['private-use', 'com.example.app:/callback'],
  ['private-use', 'com.example.app://callback'],
  ['private-use', 'com.example.app-2:/callback?x=1'],
]

const REFUSED: readonly (readonly [rule: CallbackUrlRule, text: string])[] = [
  ['required', ''],
  ['too-long', `https://a.example/${'a'.repeat(10_240)}`],
  ['characters', ' https://a.example/cb'],
  ['characters', 'https://a.example/c b'],
  ['characters', 'https://a.example/cb\n'],
  ['characters', 'https://a.exam\tple/cb'],
  ['characters', 'java\nscript:alert(1)'],
  ['characters', 'https://a.example\u0000.evil.example/cb'],
  ['characters', 'https://bücher.example/cb'],
  ['characters', 'https://аpple.example/cb'],
  ['characters', 'https://a。example/cb'],
  ['characters', 'https://a.example\\@evil.example/cb'],
  ['characters', 'https:\\\\evil.example/cb'],
  ['characters', '/\\evil.example'],
  ['characters', 'https://a.example/<script>'],
  ['characters', 'https://a.example/"'],
  ['characters', 'https://{tenant}.example/cb'],
  ['characters', 'https://a.example/\ud800'],
  ['fragment', 'https://a.example/cb#'],
  ['fragment', 'https://a.example/cb#x'],
  ['fragment', 'https://good.example#@evil.example/cb'],
  ['fragment', 'com.example.app:/cb#x'],
  ['wildcard', 'https://*.example.com/cb'],
  ['wildcard', 'https://a.example/*'],
  ['wildcard', '*'],
  ['absolute', '//evil.example/cb'],
  ['absolute', '/callback'],
  ['absolute', 'callback'],
  ['absolute', 'app.example.com/callback'],
  ['absolute', '://a.example'],
  ['absolute', '1https://a.example/'],
  ['absolute', 'https:'],
  ['absolute', 'https://'],
  ['absolute', 'https://?x=1'],
  ['absolute', 'https:a.example/cb'],
  ['absolute', 'https:/a.example/cb'],
  ['absolute', 'https://a.example:99999/cb'],
  ['absolute', 'https://a.example:8o/cb'],
  ['absolute', 'https://[::1/cb'],
  ['absolute', 'https://a%00b.example/cb'],
  ['absolute', 'app.example.com:8080/callback'],
  ['absolute', 'com.example.app:'],
  ['absolute', 'com.example.app:callback'],
  ['scheme', 'javascript:alert(1)'],
  ['scheme', 'javascript://a.example/%0aalert(1)'],
  ['scheme', 'JaVaScRiPt:alert(1)'],
  ['scheme', 'data:text/html,x'],
  ['scheme', 'vbscript:x'],
  ['scheme', 'file:///etc/passwd'],
  ['scheme', 'blob:https://a.example/1'],
  ['scheme', 'ftp://a.example/'],
  ['scheme', 'ws://a.example/'],
  ['scheme', 'myapp:/cb'],
  ['scheme', 'urn:ietf:wg:oauth:2.0:oob'],
  ['scheme', 'localhost:3000/cb'],
  ['scheme', 'HTTPS://a.example/cb'],
  ['scheme', 'Com.Example.App:/cb'],
  ['scheme', 'com.example.:/cb'],
  ['scheme', 'com..example:/cb'],
  ['user-info', 'https://user@a.example/cb'],
  ['user-info', 'https://user:secret@a.example/cb'],
  ['user-info', 'https://good.example@evil.example/cb'],
  ['user-info', 'https://good@evil@good.example/cb'],
  ['user-info', 'https://@a.example/cb'],
  ['user-info', 'https://:@a.example/cb'],
  ['user-info', 'https:///good@evil.example/cb'],
  ['user-info', 'http://localhost:3000@evil.example/cb'],
  ['user-info', 'com.example.app://user@host/cb'],
  ['https', 'http://app.example.com/cb'],
  ['https', 'http://localhost.evil.example/cb'],
  ['https', 'http://127.0.0.1.evil.example/cb'],
  ['https', 'http://localhost./cb'],
  ['https', 'http://127.0.0.2/cb'],
  ['https', 'http://0.0.0.0/cb'],
  ['https', 'http://192.168.0.1/cb'],
  ['https', 'http://[::ffff:127.0.0.1]/cb'],
  ['https', 'http://[::2]/cb'],
  ['canonical', 'http://127.1/cb'],
  ['canonical', 'http://0x7f.1/cb'],
  ['canonical', 'http://2130706433/cb'],
  ['canonical', 'http://0177.0.0.1/cb'],
  ['canonical', 'http://127.0.0.1./cb'],
  ['canonical', 'http://[0:0:0:0:0:0:0:1]/cb'],
  ['canonical', 'http://%6cocalhost/cb'],
  ['canonical', 'http://LOCALHOST/cb'],
  ['canonical', 'https://APP.example.com/cb'],
  ['canonical', 'https://a.example:443/cb'],
  ['canonical', 'https://a.example:08443/cb'],
  ['canonical', 'http://localhost:80/cb'],
  ['canonical', 'https:///evil.example/cb'],
  ['canonical', 'https://a.example/x/../cb'],
  ['canonical', 'https://a.example/x/%2e%2e/cb'],
  ['canonical', 'https://a.example/x/%2E./cb'],
  ['canonical', 'https://a.example/./cb'],
  ['canonical', 'https://a.example/..'],
  ['canonical', "https://a.example/?q='"],
  ['canonical', 'com.example.app:/x/../cb'],
]

describe('a callback URL', () => {
  for (const [kind, text] of ACCEPTED) {
    test(`is accepted as ${kind}: ${text}`, () =>
      assert.deepEqual(checkCallbackUrl(text), { ok: true, kind }))
  }
  for (const [rule, text] of REFUSED) {
    test(`breaks the rule ${rule}: ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.equal(ruleOf(text), rule)
    })
  }

  test('holds none of the characters that a URL may hold only encoded', () => {
    const unwise = '\\ " < > ^ ` { | }'.split(' ')
    for (const character of unwise) {
      for (const head of ['https://a.example/', 'https://a.example/?', 'com.example.app:/']) {
        assert.equal(ruleOf(head + character), 'characters')
      }
    }
  })

  test('may be exactly as long as the longest', () => {
    const longest = `https://a.example/${'a'.repeat(MAX_CALLBACK_URL_LENGTH - 18)}`
    assert.equal(longest.length, MAX_CALLBACK_URL_LENGTH)
    assert.equal(ruleOf(longest), 'accepted')
    assert.equal(ruleOf(`${longest}a`), 'too-long')
  })

  test('of 100 kB is refused before anything else looks at it', () => {
    const parts = ['a', 'a.', '@', '/', '/..', '%2e%2e/', '*', '#', ':', '[', '?', '\\', '\u00e9']
    for (const part of parts) {
      const long = part.repeat(Math.ceil(102_400 / part.length))
      for (const text of [long, `https://${long}`, `a.${long}:/`, `http://localhost${long}`]) {
        assert.equal(ruleOf(text), 'too-long', part)
      }
    }
  })

  test('of the longest length in any one character is judged', () => {
    for (const part of ['a', 'a.', '.', '@', '/', '/..', '%2e/', ':', '[', '?', '-', ';', '=']) {
      for (const head of [
        '',
        'https://',
        'http://localhost',
        'a.',
        'com.example.app:/',
        'https://a.example/',
      ]) {
        const text = (head + part.repeat(MAX_CALLBACK_URL_LENGTH)).slice(0, MAX_CALLBACK_URL_LENGTH)
        assert.notEqual(ruleOf(text), 'too-long')
      }
    }
  })

  test('is refused with a sentence that tells how to write it', () => {
    const verdict = checkCallbackUrl('https://APP.example.com:443/x/../cb')
    assert.ok(!verdict.ok)
    assert.equal(verdict.message, 'Write it as https://app.example.com/cb, which is where it leads.')
    const capitals = checkCallbackUrl('HTTPS://app.example.com/cb')
    assert.ok(!capitals.ok)
    assert.equal(capitals.message, 'Write the scheme in lower case.')
  })

  test('mended as its refusal says is accepted or refused for another reason', () => {
    for (const [rule, text] of REFUSED.filter(([name]) => name === 'canonical')) {
      const verdict = checkCallbackUrl(text)
      const mended = verdict.ok ? '' : /^Write it as (.*), which/.exec(verdict.message)?.[1]
      assert.ok(mended !== undefined && mended !== '', text)
      assert.notEqual(ruleOf(mended), rule, text)
    }
  })
})

const marks = fc.constantFrom(
  ':',
  '/',
  '//',
  '///',
  '\\',
  '@',
  '#',
  '?',
  '*',
  '%2e',
  '..',
  ';',
  '.',
  '%',
  '[',
  '=',
)
const spaces = fc.constantFrom('\t', '\n', ' ', 'é', 'A', 'a', '0', '&', ':443', ':80', ':8080')
const heads = fc.constantFrom('https://', 'http://', 'https:', 'javascript:', 'data:', 'com.example.app:/')
const hosts = fc.constantFrom('localhost', '127.0.0.1', '127.1', '0x7f.1', '[::1]', 'good.example', 'evil')
const piece = fc.oneof(marks, spaces, heads, hosts)
const hostile = fc.array(piece, { maxLength: 9 }).map(pieces => pieces.join(''))
const plausible = fc
  .tuple(
    fc.constantFrom('https://', 'http://', 'com.example.app:/', 'com.example.app://'),
    fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'good.example', 'a.good.example', ''),
    fc.constantFrom('', ':1', ':8080', ':443', ':80'),
    fc.array(fc.constantFrom('', '/', '/cb', '/a@b', '/%2e', '/..', '/..;', '/%20', "/'"), { maxLength: 3 }),
    fc.constantFrom('', '?', '?a=b', "?a='", '??', '?a=b&c=/../d'),
  )
  .map(([scheme, host, port, path, query]) => `${scheme}${host}${port}${path.join('')}${query}`)
const anything = fc.oneof(hostile, plausible, fc.webUrl(), fc.string({ unit: 'binary' }))

describe(`whatever is accepted as a callback URL (seed ${SEED})`, () => {
  test('leads exactly where it is written, and plain http stays on the machine', () => {
    const accepted = { https: 0, loopback: 0, 'private-use': 0 }
    fc.assert(
      fc.property(anything, text => {
        const verdict = checkCallbackUrl(text)
        if (!verdict.ok) return
        accepted[verdict.kind] += 1
        const url = new URL(text)
        const query = text.indexOf('?')
        const end = query < 0 ? text.length : query
        const withSlash = `${text.slice(0, end)}/${text.slice(end)}`
        assert.ok(url.href === text || (url.pathname === '/' && url.href === withSlash), text)
        assert.match(text, /^[\x21-\x7e]+$/)
        assert.doesNotMatch(text, /[#*\\]/)
        assert.equal(url.username + url.password + url.hash, '')
        if (url.protocol === 'http:') assert.ok(['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
        else if (url.protocol !== 'https:') assert.match(url.protocol, /^[a-z][a-z0-9+-]*\.[a-z0-9+.-]+:$/)
        assert.equal(verdict.kind === 'private-use', !/^https?:/.test(text))
      }),
      { seed: SEED, numRuns: 3000 },
    )
    assert.ok(
      Object.values(accepted).every(count => count > 20),
      JSON.stringify(accepted),
    )
  })

  test('is refused as soon as a character is added that hides where it leads', () => {
    const spoilers = fc.constantFrom(
      '#',
      '*',
      '\\',
      ' ',
      '\n',
      '\t',
      '\u0000',
      '\u200b',
      'é',
      '"',
      '<',
      '{',
      '^',
    )
    fc.assert(
      fc.property(fc.constantFrom(...ACCEPTED), spoilers, fc.nat(), ([, text], spoiler, at) => {
        const place = at % (text.length + 1)
        assert.notEqual(ruleOf(text.slice(0, place) + spoiler + text.slice(place)), 'accepted')
      }),
      { seed: SEED, numRuns: 500 },
    )
  })
})

describe('a list of callback URLs', () => {
  const five = [1, 2, 3, 4, 5].map(n => `https://a.example/${n}`)

  test('may be empty and may hold five', () => {
    assert.deepEqual(checkCallbackUrls([]), [])
    assert.deepEqual(checkCallbackUrls(five), [])
  })

  test('may not hold a sixth, which is a fault of the list', () => {
    const faults = checkCallbackUrls([...five, 'https://a.example/6'])
    assert.deepEqual(
      faults.map(({ index, rule }) => ({ index, rule })),
      [{ index: null, rule: 'too-many' }],
    )
    assert.match(faults[0]?.message ?? '', /at most 5 .* there are 6/)
  })

  test('may not hold one twice; the comparison is exact', () => {
    const faults = checkCallbackUrls(['https://a.example/', 'https://a.example', 'https://a.example/'])
    assert.deepEqual(
      faults.map(({ index, rule }) => ({ index, rule })),
      [{ index: 2, rule: 'duplicate' }],
    )
  })

  test('tells all its faults at once, each with its position', () => {
    const faults = checkCallbackUrls(['', ...five, 'http://a.example/', 'https://a.example/1', 'x'])
    assert.deepEqual(
      faults.map(({ index, rule }) => [index, rule]),
      [
        [null, 'too-many'],
        [0, 'required'],
        [6, 'https'],
        [7, 'duplicate'],
        [8, 'absolute'],
      ],
    )
  })
})
