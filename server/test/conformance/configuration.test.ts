import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { conformancePlans } from '../../../deploy/conformance/plans.ts'
import { at, isRecord, listAt, textAt } from '../support/wire/answer.ts'

const SETTING = {
  server: 'https://latchkey.example',
  suite: 'https://suite.example',
  alias: 'latchkey',
  userName: 'manager@harbour.example',
  password: 'a password',
}
const client = (which: string) => ({ client_id: `app_${which}`, client_secret: `lks_${which}` })
const plans = conformancePlans(SETTING, {
  first: client('first'),
  second: client('second'),
  posting: client('posting'),
  untold: client('untold'),
  registrationToken: 'lkp_token',
})

/** The browser's entries for a module: its own, or else those of the plan. */
function entriesFor(module: string): readonly unknown[] {
  const [plan] = plans
  const own = at(plan?.configuration, 'override', module, 'browser')
  return own === undefined ? listAt(plan?.configuration, 'browser') : listAt(own)
}

/** How often an entry takes a picture, and the text that the page must have for it. */
function picturesOf(entry: unknown): readonly string[] {
  return listAt(entry, 'tasks')
    .flatMap(task => (at(task, 'commands') === undefined ? [] : listAt(task, 'commands')))
    .filter(command => at(command, 5) === 'update-image-placeholder')
    .map(command => textAt(command, 4))
}

describe('the configuration of the plans', () => {
  test('has a client that is told of no logout for the RP-initiated plan, and for no other', () => {
    for (const { file, configuration } of plans) {
      if (file === 'dynamic.json') continue
      const expected = file === 'rp-initiated-logout.json' ? 'app_untold' : 'app_first'
      assert.equal(at(configuration, 'client', 'client_id'), expected, file)
      assert.equal(at(configuration, 'client2', 'client_id'), 'app_second', file)
    }
  })

  for (const module of ['oidcc-prompt-login', 'oidcc-max-age-1']) {
    test(`takes a picture of the second sign-in of ${module}, and goes on to the answer each time`, () => {
      const [first, second, ...more] = entriesFor(module)
      assert.deepEqual(more, [])
      assert.deepEqual([at(first, 'match-limit'), at(second, 'match-limit')], [1, undefined])
      assert.equal(at(first, 'match'), at(second, 'match'))
      assert.deepEqual([picturesOf(first), picturesOf(second)], [[], ['Sign in']])
      for (const entry of [first, second]) {
        assert.ok(textAt(listAt(entry, 'tasks').at(-1), 'match').endsWith('/test/a/latchkey/callback*'))
      }
    })
  }

  for (const module of [
    'bad-post-logout-redirect-uri',
    'modified-id-token-hint',
    'bad-id-token-hint',
    'query-added-to-post-logout-redirect-uri',
  ]) {
    test(`takes a picture of the error page of oidcc-rp-initiated-logout-${module}, after a sign-in`, () => {
      const [signIn, logout] = entriesFor(`oidcc-rp-initiated-logout-${module}`)
      assert.deepEqual([picturesOf(signIn), picturesOf(logout)], [[], ['Error 4']])
      assert.match(textAt(signIn, 'match'), /\/oauth2\/authorize\*$/)
      assert.match(textAt(logout, 'match'), /\/oauth2\/logout\*$/)
    })
  }

  test('takes a picture of the consent page of oidcc-registration-logo-uri, after a sign-in and with the logo', () => {
    const [entry, ...more] = entriesFor('oidcc-registration-logo-uri')
    assert.deepEqual(more, [])
    assert.deepEqual(picturesOf(entry), ['Allow this only'])
    const [signIn, look] = listAt(entry, 'tasks')
    assert.equal(at(listAt(signIn, 'commands').at(-1), 2), 'sign-in')
    assert.equal(textAt(look, 'commands', 0, 2), '//main[.//img[@id="logo"]]')
  })

  test('signs in for oidcc-response-type-missing, since the answer comes to the callback then', () => {
    const [entry] = entriesFor('oidcc-response-type-missing')
    assert.deepEqual(picturesOf(entry), [])
    assert.ok(listAt(entry, 'tasks').length > 1)
  })

  test('has no entry that never ends on a picture or on an answer', () => {
    for (const { configuration } of plans) {
      const own = at(configuration, 'override')
      for (const [module, value] of Object.entries(isRecord(own) ? own : {})) {
        const last = listAt(value, 'browser').at(-1)
        const pictured = picturesOf(last).length
        assert.equal(pictured, 1, module)
      }
    }
  })
})
