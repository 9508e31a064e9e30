import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { validateRedirectUri } from './redirect-uri.ts'

const SEED = 8252

function outcomeOf(requested: string | null, uris: readonly string[], loopbackPortMayVary: boolean): string {
  const result = validateRedirectUri(requested, { uris, loopbackPortMayVary, mustBeSent: false })
  return result.ok ? result.value : result.error.reason
}

const R1 = 'https://good.example/app/cb'

const MUTATIONS: readonly string[] = [
  'https://good.example/app/CB',
  'https://GOOD.example/app/cb',
  'HTTPS://good.example/app/cb',
  'https://good.example/app/cb/',
  'https://good.example/app/cb?',
  'https://good.example/app/cb?x=1',
  'https://good.example/app/cb#',
  'https://good.example/app/cb#x',
  'https://good.example/app/cb/x',
  'https://good.example/app',
  'https://good.example/app/%63b',
  'https://good.example/app/%2e/cb',
  'https://good.example/app/./cb',
  'https://good.example/app/x/../cb',
  'https://good.example/app/x/%2e%2e/cb',
  'https://good.example/app/..;/cb',
  'https://good.example/app;x/cb',
  'https://good.example//app/cb',
  'https://good.example/app\\cb',
  'https:\\\\good.example/app/cb',
  'https:good.example/app/cb',
  '//good.example/app/cb',
  '/app/cb',
  'https://good.example:443/app/cb',
  'https://good.example:8443/app/cb',
  'https://good.example./app/cb',
  'https://good.example.evil.example/app/cb',
  'https://evilgood.example/app/cb',
  'https://goodXexample/app/cb',
  'https://gооd.example/app/cb',
  'https://good。example/app/cb',
  'https://good@evil.example/app/cb',
  'https://good.example@evil.example/app/cb',
  'https://good@evil@good.example/app/cb',
  'https://a:b@good.example/app/cb',
  'https://evil.example/#https://good.example/app/cb',
  'http://good.example/app/cb',
  'javascript:alert(1)//https://good.example/app/cb',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  ' https://good.example/app/cb',
  'https://good.example/app/cb ',
  'https://good.example/app/cb\n',
  'https://good.example/app/cb\u0000',
  'https://good.exa\tmple/app/cb',
  `https://good.example/app/cb${'/'.repeat(102_400)}`,
]

describe('a redirect URI', () => {
  test('that equals a registered one is accepted as it is', () => {
    const uris = ['https://other.example/', R1, 'com.example.app:/cb']
    for (const uri of uris) {
      assert.equal(outcomeOf(uri, uris, false), uri)
      assert.equal(outcomeOf(uri, uris, true), uri)
    }
  })

  for (const requested of MUTATIONS) {
    test(`is refused when it differs: ${JSON.stringify(requested.slice(0, 70))}`, () => {
      for (const vary of [false, true]) {
        assert.equal(outcomeOf(requested, [R1], vary), 'redirect_uri_unregistered')
        assert.equal(outcomeOf(requested, ['http://127.0.0.1/cb', R1], vary), 'redirect_uri_unregistered')
      }
    })
  }

  test('may be left out when exactly one is registered', () => {
    assert.equal(outcomeOf(null, [R1], false), R1)
    assert.equal(outcomeOf(null, [R1, 'https://good.example/other'], false), 'parameter_missing')
  })

  test('of an application without callback URLs is refused, whatever it is', () => {
    assert.equal(outcomeOf(null, [], true), 'redirect_uri_unregistered')
    assert.equal(outcomeOf(R1, [], true), 'redirect_uri_unregistered')
    assert.equal(outcomeOf('http://127.0.0.1/cb', [], true), 'redirect_uri_unregistered')
  })

  test(`is accepted only when it is equal, outside of loopback (seed ${SEED})`, () => {
    const names = fc.constantFrom('https://', 'good.example', '/app', '/cb', '/', '?x=1')
    const marks = fc.constantFrom('@', ':443', '..', '%2e', ';', '\\', 'G', '#')
    const part = fc.oneof(names, marks)
    const uri = fc.array(part, { maxLength: 6 }).map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(uri, fc.constant(R1)), fc.array(uri, { maxLength: 3 }), (requested, others) => {
        const uris = [...others, R1]
        const expected = uris.includes(requested) ? requested : 'redirect_uri_unregistered'
        assert.equal(outcomeOf(requested, uris, true), expected)
      }),
      { seed: SEED, numRuns: 2000 },
    )
  })
})

const HOSTS = ['127.0.0.1', '[::1]', 'localhost'] as const

describe('the port of a loopback redirect URI', () => {
  for (const host of HOSTS) {
    test(`may be any for ${host} of a public application`, () => {
      for (const uris of [[`http://${host}/cb`], [`http://${host}:8080/cb`]]) {
        for (const requested of [`http://${host}:51004/cb`, `http://${host}/cb`, `http://${host}:1/cb`]) {
          assert.equal(outcomeOf(requested, uris, true), requested)
        }
      }
      assert.equal(outcomeOf(`http://${host}:9/`, [`http://${host}/`], true), `http://${host}:9/`)
      assert.equal(outcomeOf(`http://${host}:9`, [`http://${host}`], true), `http://${host}:9`)
    })

    test(`may not vary for ${host} of an application that runs on a server`, () => {
      const result = outcomeOf(`http://${host}:51004/cb`, [`http://${host}/cb`], false)
      assert.equal(result, 'redirect_uri_unregistered')
    })

    test(`is free for ${host} only in its own spelling`, () => {
      for (const other of HOSTS.filter(name => name !== host)) {
        assert.equal(
          outcomeOf(`http://${other}:51004/cb`, [`http://${host}/cb`], true),
          'redirect_uri_unregistered',
        )
        assert.equal(
          outcomeOf(`http://${other}/cb`, [`http://${host}/cb`], true),
          'redirect_uri_unregistered',
        )
      }
    })
  }

  for (const requested of [
    'http://127.0.0.1:51004/cb2',
    'http://127.0.0.1:51004/cb/',
    'http://127.0.0.1:51004/cb?x=1',
    'http://127.0.0.1:51004/cb#x',
    'http://127.0.0.1:51004/x/../cb',
    'http://127.0.0.1:51004//cb',
    'http://127.0.0.1:51004',
    'http://127.0.0.1:/cb',
    'http://127.0.0.1:65536/cb',
    'http://127.0.0.1:123456/cb',
    'http://127.0.0.1:-1/cb',
    'http://127.0.0.1:80:80/cb',
    'http://127.0.0.1:8o/cb',
    'http://127.0.0.1:80@evil.example/cb',
    'http://127.0.0.1.evil.example/cb',
    'http://127.0.0.1:80.evil.example/cb',
    'http://localhost.evil.example/cb',
    'http://localhost.:80/cb',
    'http://127.1:80/cb',
    'http://0x7f.1:80/cb',
    'http://2130706433:80/cb',
    'http://127.0.0.2:80/cb',
    'http://[0:0:0:0:0:0:0:1]:80/cb',
    'http://[::ffff:127.0.0.1]:80/cb',
    'http://LOCALHOST:80/cb',
    'HTTP://127.0.0.1:80/cb',
    'https://127.0.0.1:80/cb',
    'https://127.0.0.1.evil.example/cb',
    'http:\\\\127.0.0.1:80/cb',
    ' http://127.0.0.1:80/cb',
    'http://127.0.0.1:80/cb\n',
  ]) {
    test(`frees nothing but the port: ${JSON.stringify(requested)}`, () => {
      assert.equal(outcomeOf(requested, ['http://127.0.0.1/cb'], true), 'redirect_uri_unregistered')
    })
  }

  test('is not free for https, nor for a private-use scheme', () => {
    assert.equal(
      outcomeOf('https://localhost:1/cb', ['https://localhost/cb'], true),
      'redirect_uri_unregistered',
    )
    assert.equal(
      outcomeOf('com.example.app://localhost:1/cb', ['com.example.app://localhost/cb'], true),
      'redirect_uri_unregistered',
    )
  })

  test('leaves the path and the query compared exactly', () => {
    const registered = ['http://localhost/cb?tenant=1']
    assert.equal(
      outcomeOf('http://localhost:5/cb?tenant=1', registered, true),
      'http://localhost:5/cb?tenant=1',
    )
    assert.equal(outcomeOf('http://localhost:5/cb?tenant=2', registered, true), 'redirect_uri_unregistered')
  })
})

test('a redirect URI that must be sent is not guessed from the one that is registered', () => {
  const registered = { uris: ['https://a.example/cb'], loopbackPortMayVary: false, mustBeSent: true }
  const missing = validateRedirectUri(null, registered)
  assert.equal(missing.ok ? null : missing.error.reason, 'parameter_missing')
  assert.equal(validateRedirectUri('https://a.example/cb', registered).ok, true)
})
