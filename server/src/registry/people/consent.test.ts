import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isApplicationId, isUserId } from '../../lib/ids.ts'
import { OPENID_SCOPES } from '../../protocol/scope.ts'
import type { Consent, UnitConsent } from '../model.ts'
import {
  agreedTo,
  asksForMore,
  type Consents,
  consentedScopes,
  declinedOf,
  describeScope,
  isNewPlace,
  mayBeLeftOut,
  mustAskConsent,
  type Offer,
  offerOf,
  placeOf,
  remember,
  standingConsents,
} from './consent.ts'

const [USER, APP] = [`usr_${'1'.repeat(32)}`, `app_${'1'.repeat(32)}`]

function own(scopes: string, changes: Partial<Consent> = {}): Consent {
  assert.ok(isUserId(USER) && isApplicationId(APP))
  const base = { userId: USER, applicationId: APP, grantedAt: 0, endedBefore: null }
  return { ...base, scopes: words(scopes), declined: [], redirectHosts: [], ...changes }
}

function unit(scopes: string, changes: Partial<UnitConsent> = {}): UnitConsent {
  assert.ok(isApplicationId(APP))
  const grantedBy = { kind: 'user', id: USER, name: 'manager@harbour.example' } as const
  return { applicationId: APP, scopes: words(scopes), grantedAt: 0, grantedBy, endedBefore: null, ...changes }
}

function words(text: string): readonly string[] {
  return text.split(' ').filter(word => word !== '')
}

/** What may be left out of an application with these optional scopes, which can do without all about the person. */
const leavable = (...optionalScopes: string[]) =>
  mayBeLeftOut({ optionalScopes, metadata: { neededOpenidScopes: [] } })

const NOBODY: Consents = { own: null, unit: null }
const SITE = 'https://a.example/cb'
/** a and b are needed, x and y may be left out. */
const OFFER: Offer = { scopes: ['a', 'b', 'x', 'y'], optional: ['x', 'y'] }
const only = (scopes: string): Offer => ({
  scopes: words(scopes),
  optional: words(scopes).filter(scope => OFFER.optional.includes(scope)),
})

describe('a user', () => {
  const answered = own('a b x', { declined: ['y'], redirectHosts: ['old.example', 'a.example'] })
  for (const [asked, why, facts] of [
    [true, 'who never consented', { consents: NOBODY }],
    [false, 'who answered all of it', {}],
    [false, 'who is asked for less', { offer: only('a') }],
    [true, 'who neither agreed to one of them nor declined it', { offer: only('a c') }],
    [true, 'who consented to the name in another case', { offer: only('A') }],
    [false, 'who declined some of it', { offer: only('a y') }],
    [true, 'who declined all there is', { offer: only('y') }],
    [true, 'who declined what is needed by now', { offer: { scopes: ['a', 'y'], optional: [] } }],
    [true, 'whom the application wants asked', { demanded: true }],
    [false, 'who was sent to this place before the last time', { redirectUri: 'https://old.example/other' }],
    [true, 'who would be sent to a new place', { redirectUri: 'https://b.example/cb' }],
    [true, 'who would be sent to another port', { redirectUri: 'https://a.example:8443/cb' }],
    [
      false,
      'whose consent is of before places were kept',
      { consents: { own: own('a b x y'), unit: null }, redirectUri: 'https://b.example/cb' },
    ],
    [false, 'for whom the business unit said yes', { consents: { own: null, unit: unit('a b x y') } }],
    [true, 'for whom it said yes to less', { consents: { own: null, unit: unit('a b x') } }],
    [false, 'who said yes to what it did not', { consents: { own: own('x'), unit: unit('a b y') } }],
    [
      false,
      'who declined what it said yes to',
      { consents: { own: own('', { declined: ['x'] }), unit: unit('a b x y') } },
    ],
    [
      true,
      'who declined all that it said yes to',
      { consents: { own: own('', { declined: ['x'] }), unit: unit('x') }, offer: only('x') },
    ],
    [
      false,
      'for whom it said yes to all of it, whatever the place',
      { consents: { own: answered, unit: unit('a b x') }, redirectUri: 'https://b.example/cb' },
    ],
    [
      true,
      'who would be sent to a new place with one scope more than it said yes to',
      { consents: { own: answered, unit: unit('a b') }, redirectUri: 'https://b.example/cb' },
    ],
    [
      true,
      'for whom it said yes, when the application wants them asked',
      { consents: { own: null, unit: unit('a b x y') }, demanded: true },
    ],
    [true, 'who declined something and signed in again for this very request', { signedInForIt: 1 }],
    [false, 'who answered at that sign-in', { signedInForIt: 0 }],
    [
      false,
      'who declined nothing and signed in for this very request',
      { signedInForIt: 1, consents: { own: own('a b x y'), unit: null } },
    ],
    [
      true,
      'who declined what it said yes to, and signed in again for this very request',
      { signedInForIt: 1, consents: { own: own('', { declined: ['x'] }), unit: unit('a b x y') } },
    ],
    [false, 'of a public application reached by https', { application: { clientType: 'public' } }],
    [
      true,
      'of a public application on the same machine',
      { application: { clientType: 'public' }, redirectUri: 'http://127.0.0.1:51004/cb' },
    ],
    [
      true,
      'of a public application behind a private-use scheme, though the business unit said yes',
      {
        application: { clientType: 'public' },
        redirectUri: 'com.example.app:/cb',
        consents: { own: null, unit: unit('a b x y') },
      },
    ],
    [
      false,
      'of a confidential application on the same machine, whatever the port',
      {
        redirectUri: 'http://localhost:50000/cb',
        consents: { own: own('a b x y', { redirectHosts: ['localhost'] }), unit: null },
      },
    ],
  ] as const) {
    test(`${why} is ${asked ? 'asked' : 'not asked'}`, () => {
      const usual = {
        offer: OFFER,
        consents: { own: answered, unit: null },
        application: { clientType: 'confidential' },
        redirectUri: SITE,
        demanded: false,
        signedInForIt: null,
      } as const
      assert.equal(mustAskConsent({ ...usual, ...facts }), asked)
    })
  }
})

describe('an offer', () => {
  test('holds as optional what the owner marked and all of OpenID Connect but openid, in the order asked for', () => {
    const scopes = ['offline_access', 'AgentApi', 'openid', 'email', 'AdminApi']
    assert.deepEqual(offerOf(scopes, leavable('AdminApi', 'PatronApi', 'openid')), {
      scopes,
      optional: ['offline_access', 'email', 'AdminApi'],
    })
    for (const scope of OPENID_SCOPES) {
      assert.deepEqual(offerOf([scope], leavable()).optional, scope === 'openid' ? [] : [scope])
    }
  })

  test('holds as optional nothing that its owner said it cannot do without', () => {
    const scopes = ['openid', 'email', 'phone', 'AdminApi']
    const needing = { optionalScopes: ['AdminApi'], metadata: { neededOpenidScopes: ['email', 'AdminApi'] } }
    assert.deepEqual(offerOf(scopes, mayBeLeftOut(needing)).optional, ['phone', 'AdminApi'])
  })

  test('is agreed to with all that is needed and what is ticked, whatever else is posted', () => {
    for (const [ticked, agreed] of [
      ['', 'a b'],
      ['x', 'a b x'],
      ['y x', 'a b x y'],
      ['y y y', 'a b y'],
      ['a', 'a b'],
      ['z AdminApi openid __proto__', 'a b'],
    ] as const) {
      assert.deepEqual(agreedTo(OFFER, words(ticked)), words(agreed), ticked)
    }
  })

  test('asks for more than one that was shown only by another scope, or by needing what could be left out', () => {
    for (const [more, now] of [
      [false, OFFER],
      [false, only('a x')],
      [false, { scopes: ['a', 'b'], optional: ['b'] }],
      [true, only('a b c')],
      [true, { scopes: ['a', 'x'], optional: [] }],
    ] as const) {
      assert.equal(asksForMore(now, OFFER), more, now.scopes.join(' '))
    }
  })
})

describe('what is consented to', () => {
  for (const [consented, why, consents] of [
    ['', 'nobody said yes', NOBODY],
    ['a x', 'the user said yes', { own: own('a x'), unit: null }],
    ['a x', 'the business unit did', { own: null, unit: unit('a x') }],
    ['a b x', 'both did', { own: own('a b'), unit: unit('b x') }],
    [
      'a',
      'the user said no to what may be left out',
      { own: own('', { declined: ['x'] }), unit: unit('a x') },
    ],
    [
      'a b',
      'the user said no to what is needed by now',
      { own: own('', { declined: ['b'] }), unit: unit('a b') },
    ],
    [
      '',
      'the user said no to the rest, and nobody else yes',
      { own: own('', { declined: ['x'] }), unit: null },
    ],
  ] as const) {
    test(`is "${consented}" when ${why}`, () => {
      assert.deepEqual(consentedScopes(consents, leavable('x', 'y')), words(consented))
    })
  }

  test('never holds what neither said yes to, nor what the user said no to and may say no to', () => {
    const some = fc.subarray(['a', 'b', 'c', 'x', 'y', 'z', 'openid', 'email'])
    fc.assert(
      fc.property(some, some, some, some, (yes, no, all, optional) => {
        const declined = no.filter(scope => !yes.includes(scope))
        const consents = { own: own(yes.join(' '), { declined }), unit: unit(all.join(' ')) }
        const consented = consentedScopes(consents, leavable(...optional))
        const refused = declinedOf(consents.own, offerOf(declined, leavable(...optional)))
        assert.ok(consented.every(scope => yes.includes(scope) || all.includes(scope)))
        assert.ok(consented.every(scope => !refused.includes(scope)))
        assert.ok(yes.every(scope => consented.includes(scope)))
      }),
      { seed: 20_261_122, numRuns: 500 },
    )
  })

  test('counts only for what began after the last withdrawal, of either consent', () => {
    const both = { own: own('a', { endedBefore: 20 }), unit: unit('a', { endedBefore: 30 }) }
    const counting = (begunAt: number | null) => {
      const left = standingConsents(both, begunAt)
      return [left.own !== null, left.unit !== null]
    }
    assert.deepEqual(counting(20), [false, false])
    assert.deepEqual(counting(21), [true, false])
    assert.deepEqual(counting(31), [true, true])
    assert.deepEqual(counting(null), [true, true])
    assert.deepEqual(standingConsents({ own: own('a'), unit: null }, 0).own, own('a'))
  })
})

describe('an answer', () => {
  const shown = only('a x y')
  const answer = { shown, ticked: ['x'], granted: ['a', 'x'], redirectUri: SITE }

  test('is kept with what was left out, and where it went', () => {
    assert.deepEqual(remember(null, answer), {
      scopes: ['a', 'x'],
      declined: ['y'],
      redirectHosts: ['a.example'],
    })
  })

  test('leaves alone what was not asked this time', () => {
    const before = own('b y', { declined: ['z', 'x'], redirectHosts: ['old.example'] })
    assert.deepEqual(remember(before, answer), {
      scopes: ['b', 'a', 'x'],
      declined: ['z', 'y'],
      redirectHosts: ['old.example', 'a.example'],
    })
  })

  test('keeps as no yes what was agreed to and could not be granted', () => {
    assert.deepEqual(remember(null, { ...answer, granted: ['a'] }).scopes, ['a'])
  })

  test('never holds a scope as agreed to and declined at once, nor one that was not offered or agreed to before', () => {
    const some = fc.subarray(['a', 'b', 'x', 'y', 'z'])
    fc.assert(
      fc.property(some, some, some, fc.array(fc.string()), (yes, no, ticked, rubbish) => {
        const before = own(yes.join(' '), { declined: no.filter(scope => !yes.includes(scope)) })
        const posted = [...ticked, ...rubbish]
        const granted = agreedTo(shown, posted)
        const after = remember(before, { shown, ticked: posted, granted, redirectUri: SITE })
        assert.ok(after.scopes.every(scope => !after.declined.includes(scope)))
        assert.ok(after.scopes.every(scope => yes.includes(scope) || shown.scopes.includes(scope)))
        assert.deepEqual(
          after.scopes.filter(scope => shown.scopes.includes(scope)).toSorted(),
          granted.toSorted(),
        )
      }),
      { seed: 20_261_122, numRuns: 500 },
    )
  })

  test('remembers ten places, the latest last', () => {
    let consent = own('')
    for (let index = 0; index < 12; index++) {
      consent = { ...consent, ...remember(consent, { ...answer, redirectUri: `https://${index}.example/` }) }
    }
    consent = { ...consent, ...remember(consent, { ...answer, redirectUri: 'https://5.example/' }) }
    const hosts = consent.redirectHosts.map(host => Number.parseInt(host, 10))
    assert.deepEqual(hosts, [2, 3, 4, 6, 7, 8, 9, 10, 11, 5])
  })
})

test('a place is a host, a computer whatever the port, or the scheme of an app', () => {
  for (const [uri, place] of [
    ['https://a.example/cb?x=1', 'a.example'],
    ['https://a.example:8443/cb', 'a.example:8443'],
    ['http://127.0.0.1:50123/cb', '127.0.0.1'],
    ['http://[::1]:50123/cb', '[::1]'],
    ['com.example.app:/cb', 'com.example.app:'],
    ['com.example.app://a.example/cb', 'com.example.app:'],
  ] as const) {
    assert.equal(placeOf(uri), place)
    assert.equal(isNewPlace(own('', { redirectHosts: [place] }), uri), false)
    assert.equal(isNewPlace(own('', { redirectHosts: ['other.example'] }), uri), true)
    assert.equal(isNewPlace(own(''), uri), false)
    assert.equal(isNewPlace(null, uri), false)
  }
})

describe('a scope', () => {
  const scopes = [{ name: 'AgentApi', description: 'Act for agents' }]
  test('is described by its own words, else by its name', () => {
    assert.equal(describeScope('AgentApi', scopes), 'Act for agents')
    for (const name of ['OtherApi', '__proto__', 'constructor', 'toString']) {
      assert.equal(describeScope(name, scopes), name)
    }
  })
  test('of OpenID Connect is described, whatever else has its name', () => {
    for (const name of OPENID_SCOPES) {
      assert.notEqual(describeScope(name, []), name)
      assert.equal(describeScope(name, [{ name, description: 'evil' }]), describeScope(name, []))
    }
  })
})
