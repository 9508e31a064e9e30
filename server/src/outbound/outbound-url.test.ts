import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  checkOutboundUrl,
  type OutboundRules,
  type OutboundUrlRule,
  readOutboundUrl,
} from './outbound-url.ts'

const SEED = 9101
const PLAIN: OutboundRules = { loopback: false, allow: [] }
const DEVELOPMENT: OutboundRules = { loopback: true, allow: [] }
const TRUSTING: OutboundRules = {
  loopback: false,
  allow: ['rp.internal:8443', '10.0.0.7:443', '[fd00::7]:8443', '169.254.169.254:443', 'localhost:8443'],
}

function ruleOf(text: string, rules: OutboundRules): OutboundUrlRule | 'accepted' {
  const verdict = checkOutboundUrl(text, rules)
  return verdict.ok ? 'accepted' : verdict.error.rule
}

const ACCEPTED: readonly (readonly [text: string, rules: OutboundRules])[] = [
  ['https://rp.example/', PLAIN],
  ['https://rp.example/logout?tenant=1&b=%20c', PLAIN],
  ['https://rp.example/?', PLAIN],
  ['https://rp.example/a@b', PLAIN],
  ['https://rp.example/a//b', PLAIN],
  ['https://xn--bcher-kva.example/keys', PLAIN],
  ['https://93.184.216.34/keys', PLAIN],
  ['https://[2a00::1]/keys', PLAIN],
  ['https://localhost.example/', PLAIN],
  ['https://rp.example/', DEVELOPMENT],
  ['http://localhost:4000/logout', DEVELOPMENT],
  ['http://localhost/', DEVELOPMENT],
  ['http://127.0.0.1:4000/', DEVELOPMENT],
  ['http://[::1]:4000/', DEVELOPMENT],
  ['https://localhost:8443/', DEVELOPMENT],
  ['https://rp.internal:8443/logout', TRUSTING],
  ['https://10.0.0.7/', TRUSTING],
  ['https://[fd00::7]:8443/', TRUSTING],
  ['https://localhost:8443/', TRUSTING],
]

const REFUSED: readonly (readonly [rule: OutboundUrlRule, text: string, rules?: OutboundRules])[] = [
  ['required', ''],
  ['too-long', `https://rp.example/${'a'.repeat(102_400)}`],
  ['characters', ' https://rp.example/'],
  ['characters', 'https://rp.example/\n'],
  ['characters', 'https://rp.exam\tple/'],
  ['characters', 'https://rp.example/a b'],
  ['characters', 'https://rp.example\u0000.evil.example/'],
  ['characters', 'https://bücher.example/'],
  ['characters', 'https://rp。example/'],
  ['characters', 'https://①②⑦.⓪.⓪.①/'],
  ['characters', 'https:\\\\rp.example/'],
  ['characters', 'https://rp.example\\@evil.example/'],
  ['fragment', 'https://rp.example/#'],
  ['fragment', 'https://rp.example/#x'],
  ['fragment', 'https://rp.example#@evil.example/'],
  ['absolute', '//rp.example/'],
  ['absolute', 'rp.example/'],
  ['absolute', 'https:rp.example/'],
  ['absolute', 'https:/rp.example/'],
  ['absolute', 'https:///rp.example/'],
  ['absolute', 'https://'],
  ['absolute', 'https://?x'],
  ['absolute', 'HTTPS://rp.example/'],
  ['absolute', 'https://rp.example:99999/'],
  ['absolute', 'https://rp.example:x/'],
  ['absolute', 'https://[::1/'],
  ['absolute', 'https://[fe80::1%25lo]/'],
  ['absolute', 'https://rp%00.example/'],
  ['absolute', 'https://256.1.1.1/'],
  ['absolute', 'ftp://rp.example/'],
  ['absolute', 'file:///etc/passwd'],
  ['absolute', 'gopher://rp.example/'],
  ['absolute', 'data:text/plain,x'],
  ['absolute', 'unix:/run/docker.sock'],
  ['user-info', 'https://user@rp.example/'],
  ['user-info', 'https://user:secret@rp.example/'],
  ['user-info', 'https://@rp.example/'],
  ['user-info', 'https://rp.example@127.0.0.1/'],
  ['user-info', 'https://rp.example:443@127.0.0.1/'],
  ['https', 'http://rp.example/'],
  ['https', 'http://rp.example/', DEVELOPMENT],
  ['https', 'http://localhost/'],
  ['https', 'http://localhost./', DEVELOPMENT],
  ['https', 'http://127.0.0.2/', DEVELOPMENT],
  ['https', 'http://[::ffff:127.0.0.1]/', DEVELOPMENT],
  ['https', 'http://rp.internal:8443/', TRUSTING],
  ['host', 'https://rp.example./'],
  ['host', 'https://localhost./'],
  ['host', 'https://localhost./', DEVELOPMENT],
  ['host', 'https://rp.internal.:8443/', TRUSTING],
  ['address', 'https://localhost/'],
  ['address', 'https://sub.localhost/'],
  ['address', 'https://sub.localhost/', DEVELOPMENT],
  ['address', 'https://127.0.0.1/'],
  ['address', 'https://127.0.0.2/', DEVELOPMENT],
  ['address', 'https://0177.0.0.1/'],
  ['address', 'https://2130706433/'],
  ['address', 'https://0x7f.1/'],
  ['address', 'https://127.1/'],
  ['address', 'https://127.0.0.1./'],
  ['address', 'https://%31%32%37.0.0.1/'],
  ['address', 'https://0/'],
  ['address', 'https://10.0.0.7/'],
  ['address', 'https://169.254.169.254/latest/meta-data/'],
  ['address', 'https://169.254.169.254/', TRUSTING],
  ['address', 'https://[::]/'],
  ['address', 'https://[::1]/'],
  ['address', 'https://[::ffff:127.0.0.1]/'],
  ['address', 'https://[::ffff:7f00:1]/', DEVELOPMENT],
  ['address', 'https://[64:ff9b::7f00:1]/'],
  ['address', 'https://[fd00::7]/'],
  ['port', 'https://rp.example:8443/'],
  ['port', 'https://rp.example:22/'],
  ['port', 'https://rp.example:80/'],
  ['port', 'https://rp.internal:8444/', TRUSTING],
  ['canonical', 'https://rp.example'],
  ['canonical', 'https://rp.example?x=1'],
  ['canonical', 'https://RP.example/'],
  ['canonical', 'https://rp.example:443/'],
  ['canonical', 'https://rp.example:0443/'],
  ['canonical', 'https://%72p.example/'],
  ['canonical', 'https://rp.example/x/../y'],
  ['canonical', 'https://rp.example/./y'],
  ['canonical', 'https://rp.example/x/%2e%2e/y'],
  ['canonical', "https://rp.example/?q='"],
  ['canonical', 'https://0x5d.0xb8.0xd8.0x22/'],
  ['canonical', 'https://[2A00::1]/'],
  ['canonical', 'http://127.1:4000/', DEVELOPMENT],
  ['canonical', 'http://0177.0.0.1/', DEVELOPMENT],
]

/** What addresses in disguise are made of. */
const PIECES =
  '127 0 1 0x7f 0177 10 169.254 . : [ ] :: ffff @ %2e %31 localhost rp.example :443 :80 / ? https:// \\ \t 。'.split(
    ' ',
  )

describe('a URL that is to be asked', () => {
  for (const [text, rules] of ACCEPTED) {
    test(`is accepted as it was typed: ${text} ${JSON.stringify(rules)}`, () => {
      assert.deepEqual(checkOutboundUrl(text, rules), { ok: true, value: text })
    })
  }
  for (const [rule, text, rules = PLAIN] of REFUSED) {
    test(`breaks the rule ${rule}: ${JSON.stringify(text.slice(0, 60))} ${JSON.stringify(rules)}`, () => {
      assert.equal(ruleOf(text, rules), rule)
    })
  }

  test('may be exactly as long as the longest', () => {
    const longest = `https://rp.example/${'a'.repeat(1981)}`
    assert.deepEqual([longest.length, ruleOf(longest, PLAIN)], [2000, 'accepted'])
    assert.equal(ruleOf(`${longest}a`, PLAIN), 'too-long')
  })

  test('is refused with a sentence that tells how to write it', () => {
    const messageOf = (text: string, rules = PLAIN) => {
      const verdict = checkOutboundUrl(text, rules)
      return verdict.ok ? null : verdict.error.message
    }
    assert.equal(
      messageOf('https://rp.example/x/../y'),
      'Write it as https://rp.example/y, which is where it leads.',
    )
    assert.equal(messageOf('http://rp.example/'), 'Use https.')
    assert.match(messageOf('http://rp.example/', DEVELOPMENT) ?? '', /^Use https\. Plain http is for this/)
    assert.match(messageOf('https://rp.example:8443/') ?? '', /operator .* allow rp\.example:8443\.$/)
  })

  test('is taken apart once, into what the connection and the request line need', () => {
    const read = readOutboundUrl('https://[fd00::7]:8443/a/b?c=d', TRUSTING)
    assert.ok(read.ok)
    assert.deepEqual(read.value, {
      url: 'https://[fd00::7]:8443/a/b?c=d',
      secure: true,
      hostname: 'fd00::7',
      port: 8443,
      host: '[fd00::7]:8443',
      path: '/a/b?c=d',
      reach: 'trusted',
    })
  })

  test('that is accepted never names a special address, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }), pieces => {
        const text = `https://${pieces.join('')}/`
        if (ruleOf(text, PLAIN) !== 'accepted') return
        const { hostname, href, port, username } = new URL(text)
        assert.deepEqual([href, port, username], [text, '', ''])
        assert.doesNotMatch(hostname, /^(127|0|10|169\.254)\.[0-9.]+$|^\[::|(^|\.)localhost$/)
      }),
      { seed: SEED, numRuns: 5000 },
    )
  })
})
