import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseParameters } from '../parameters.ts'
import {
  decideLogout,
  type LogoutHint,
  parseLogoutRequest,
  postLogoutTarget,
  readLogoutHint,
} from './logout-request.ts'

function read(query: string) {
  const parameters = parseParameters(query)
  assert.ok(parameters.ok)
  return parseLogoutRequest(parameters.value)
}

describe('reading a logout request', () => {
  test('takes what it knows and leaves out what is empty or foreign', () => {
    assert.deepEqual(
      read('id_token_hint=h&client_id=c&post_logout_redirect_uri=u&state=s&ui_locales=de&x=1'),
      {
        ok: true,
        value: { idTokenHint: 'h', clientId: 'c', postLogoutRedirectUri: 'u', state: 's' },
      },
    )
    assert.deepEqual(read('state=&client_id='), {
      ok: true,
      value: { idTokenHint: null, clientId: null, postLogoutRedirectUri: null, state: null },
    })
  })

  test('refuses each parameter that is given twice', () => {
    for (const name of [
      'id_token_hint',
      'logout_hint',
      'client_id',
      'post_logout_redirect_uri',
      'state',
      'ui_locales',
    ]) {
      const request = read(`${name}=a&${name}=b`)
      assert.equal(request.ok ? null : request.error.reason, 'parameter_repeated', name)
    }
  })
})

describe('reading the hint of a logout request', () => {
  const claims = { aud: 'app_1', sub: 'usr_1', sid: 'ses_1' }

  test('says which application knows whom and which session by it', () => {
    const hint = { clientId: 'app_1', subject: 'usr_1', sessionId: 'ses_1' }
    assert.deepEqual(readLogoutHint(claims, null), { ok: true, value: hint })
    assert.deepEqual(readLogoutHint(claims, 'app_1'), { ok: true, value: hint })
    const without = { aud: 'app_1', sub: 'usr_1' }
    assert.deepEqual(readLogoutHint(without, null), { ok: true, value: { ...hint, sessionId: null } })
  })

  test('refuses what is not an ID token of ours, or another application than the request names', () => {
    for (const [what, clientId] of [
      [null, null],
      [claims, 'app_2'],
      [claims, 'APP_1'],
      [{ ...claims, aud: ['app_1'] }, null],
      [{ ...claims, sub: 1 }, null],
      [{}, null],
    ] as const) {
      const hint = readLogoutHint(what, clientId)
      assert.equal(hint.ok ? null : hint.error.reason, 'hint_invalid', JSON.stringify([what, clientId]))
    }
  })
})

describe('where a browser goes after a logout', () => {
  const registered = ['https://rp.example/out', 'https://rp.example/out?a=1', 'com.example.rp:/out']

  test('is the registered URL, with state behind it if and only if it was sent', () => {
    for (const [uri, state, url] of [
      ['https://rp.example/out', null, 'https://rp.example/out'],
      ['https://rp.example/out', 's&t', 'https://rp.example/out?state=s%26t'],
      ['https://rp.example/out?a=1', 's', 'https://rp.example/out?a=1&state=s'],
      ['com.example.rp:/out', 's', 'com.example.rp:/out?state=s'],
    ] as const) {
      const target = postLogoutTarget({ postLogoutRedirectUri: uri, state }, registered)
      assert.deepEqual(target, { ok: true, value: { uri, url } })
    }
  })

  test('is nowhere when no URL was asked for, whatever the state', () => {
    for (const known of [registered, null]) {
      assert.deepEqual(postLogoutTarget({ postLogoutRedirectUri: null, state: 's' }, known), {
        ok: true,
        value: null,
      })
    }
  })

  test('is refused for any other spelling, and for every one while the application is unknown', () => {
    const refused = (uri: string, known: readonly string[] | null) => {
      const target = postLogoutTarget({ postLogoutRedirectUri: uri, state: null }, known)
      return target.ok ? null : target.error.reason
    }
    for (const uri of registered) assert.equal(refused(uri, null), 'post_logout_uri_unregistered')
    for (const uri of registered) assert.equal(refused(uri, []), 'post_logout_uri_unregistered')
    fc.assert(
      fc.property(fc.constantFrom(...registered), fc.nat(), fc.string({ maxLength: 5 }), (uri, at, text) => {
        const place = at % (uri.length + 1)
        for (const bent of [
          `${uri.slice(0, place)}${text}${uri.slice(place)}`,
          `${uri.slice(0, place)}${text}${uri.slice(place + 1)}`,
        ]) {
          const reason = refused(bent, registered)
          assert.equal(reason, registered.includes(bent) ? null : 'post_logout_uri_unregistered')
        }
      }),
      { seed: 20_270_301, numRuns: 300 },
    )
  })
})

describe('whether a person is asked before they are logged out', () => {
  const hint: LogoutHint = { clientId: 'app_1', subject: 'usr_1', sessionId: 'ses_1' }
  const present = { subject: 'usr_1', sessionId: 'ses_1' }

  test('depends on whether the hint is of this very session', () => {
    for (const [given, here, expected] of [
      [hint, present, 'end'],
      [null, present, 'ask'],
      [{ ...hint, sessionId: null }, present, 'ask'],
      [{ ...hint, sessionId: 'ses_2' }, present, 'ask'],
      [{ ...hint, subject: 'usr_2' }, present, 'ask'],
      [hint, null, 'nobody'],
      [null, null, 'nobody'],
    ] as const) {
      assert.equal(decideLogout(given, here), expected, JSON.stringify([given, here]))
    }
  })
})
