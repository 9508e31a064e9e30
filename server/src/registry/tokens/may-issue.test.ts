import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { HOUR, MINUTE } from '../../lib/clock.ts'
import {
  type ApplicationId,
  type BusinessUnitId,
  type FamilyId,
  isApplicationId,
  isBusinessUnitId,
  isFamilyId,
  isUserId,
  type UserId,
} from '../../lib/ids.ts'
import type { Reason } from '../../protocol/refusal.ts'
import { DEFAULT_METADATA } from '../applications/client-metadata.ts'
import { DEFAULT_LIFETIMES, type Lifetimes, NO_LIFETIMES } from '../applications/lifetimes.ts'
import type { BusinessUnit, Registration, TokenFamily, User } from '../model.ts'
import { NO_DETAILS } from '../people/details.ts'
import { NO_CONTACT } from '../people/user.ts'
import { type IssueFacts, mayIssue } from './may-issue.ts'

const NOW = 1_700_000_000_000

function ids(): { app: ApplicationId; bu: BusinessUnitId; fam: FamilyId; usr: UserId } {
  const [app, bu, fam, usr] = ['app', 'bu', 'fam', 'usr'].map(prefix => `${prefix}_${'1'.repeat(32)}`)
  assert.ok(app !== undefined && isApplicationId(app))
  assert.ok(bu !== undefined && isBusinessUnitId(bu))
  assert.ok(fam !== undefined && isFamilyId(fam))
  assert.ok(usr !== undefined && isUserId(usr))
  return { app, bu, fam, usr }
}

const { app, bu, fam, usr } = ids()

function businessUnit(active: boolean): BusinessUnit {
  return {
    id: bu,
    number: '4512345',
    name: 'Harbour Support',
    environment: 'production',
    platform: false,
    active,
    statusChangedAt: null,
    implicitAllowed: false,
    dynamicRegistrationAllowed: false,
    limits: NO_LIFETIMES,
    refreshGrace: 60_000,
    leakPolicy: 'revoke',
  }
}

function registration(active: boolean): Registration {
  const actor = { kind: 'user', id: usr, name: 'manager@harbour.example' } as const
  return {
    businessUnitId: bu,
    id: app,
    kind: 'internal',
    vendorName: 'Harbour Support',
    name: 'Night Reports',
    description: '',
    clientType: 'confidential',
    scopes: ['ReportingApi'],
    callbackUrls: [],
    implicitAllowed: false,
    rotateRefreshTokens: false,
    optionalScopes: [],
    metadata: DEFAULT_METADATA,
    registered: null,
    tags: [],
    owners: [],
    lastUsedAt: null,
    lifetimes: NO_LIFETIMES,
    active,
    version: 1,
    createdAt: 0,
    createdBy: actor,
    statusChangedAt: 0,
    statusChangedBy: actor,
    statusReason: null,
    containment: null,
  }
}

function user(active: boolean): User {
  return {
    businessUnitId: bu,
    id: usr,
    userName: 'agent@harbour.example',
    fullName: 'Harbour Agent',
    securityProfileId: 'agent',
    active,
    statusChangedAt: null,
    profileChangedAt: null,
    contact: NO_CONTACT,
    details: { ...NO_DETAILS, updatedAt: 0 },
  }
}

function family(changes: Partial<TokenFamily>): TokenFamily {
  return {
    businessUnitId: bu,
    id: fam,
    applicationId: app,
    userId: usr,
    scopes: ['ReportingApi'],
    audiences: [],
    authTime: 0,
    acr: null,
    idTokenClaims: [],
    createdAt: NOW - HOUR,
    endsAt: NOW + 1,
    revokedAt: null,
    usedAt: null,
    sessionId: null,
    ...changes,
  }
}

/** A state that one thing behind a token can be in, and the reason it stops the token for, if it does. */
type State<T> = readonly [value: T, reason: Reason | null]

const standing: readonly State<BusinessUnit | null>[] = [
  [businessUnit(true), null],
  [businessUnit(false), 'business_unit_inactive'],
  [null, 'business_unit_inactive'],
]
const contained = (active: boolean): Registration => ({
  ...registration(active),
  statusReason: 'never told',
  containment: { reason: 'never told', wasActive: true },
})
const owners: readonly State<Registration | null>[] = [
  [registration(true), null],
  [contained(false), 'application_contained'],
  [contained(true), 'application_contained'],
  [registration(false), 'application_inactive'],
  [null, 'application_inactive'],
]
const authorizations: readonly State<IssueFacts['authorization']>[] = [
  ['not-needed', null],
  [registration(true), null],
  [contained(false), 'application_contained'],
  [registration(false), 'application_inactive'],
  [null, 'application_not_authorized'],
]
const users: readonly State<IssueFacts['user']>[] = [
  ['none-involved', null],
  [user(true), null],
  [user(false), 'user_inactive'],
  [null, 'user_inactive'],
]
const consents: readonly State<IssueFacts['consent']>[] = [
  ['not-needed', null],
  ['live', null],
  ['of-the-business-unit', null],
  ['withdrawn', 'consent_withdrawn'],
]
const families: readonly State<IssueFacts['family']>[] = [
  ['none-yet', null],
  [family({}), null],
  [family({ revokedAt: NOW - 1 }), 'family_revoked'],
  [family({ revokedAt: NOW - 1, endsAt: NOW - 1 }), 'family_revoked'],
  [family({ endsAt: NOW }), 'refresh_token_expired'],
  [null, 'family_revoked'],
]

/** Every combination of states, with the reasons in the order in which they are asked. */
function* matrix(): Generator<{ facts: IssueFacts; reasons: readonly (Reason | null)[] }> {
  for (const [unit, r1] of standing)
    for (const [owner, r2] of owners)
      for (const [ownersUnit, r3] of standing)
        for (const [authorization, r4] of authorizations)
          for (const [person, r5] of users)
            for (const [consent, r6] of consents)
              for (const [tokens, r7] of families) {
                yield {
                  facts: {
                    businessUnit: unit,
                    owner,
                    ownersBusinessUnit: ownersUnit,
                    authorization,
                    user: person,
                    consent,
                    family: tokens,
                    begunAt: null,
                    now: NOW,
                  },
                  reasons: [r1, r2, r3, r4, r5, r6, r7],
                }
              }
}

describe('a token', () => {
  test('is issued exactly when everything behind it stands, else refused for the first thing that does not', () => {
    let issued = 0
    let refused = 0
    for (const { facts, reasons } of matrix()) {
      const expected = reasons.find(reason => reason !== null) ?? null
      const result = mayIssue(facts)
      assert.equal(result.ok ? null : result.error.reason, expected)
      if (result.ok) issued += 1
      else refused += 1
    }
    assert.equal(issued, 2 * 2 * 3 * 2)
    assert.equal(issued + refused, 3 * 5 * 3 * 5 * 4 * 4 * 6)
  })

  test('is told why it was deactivated, apart from what everybody is told, and never why it was contained', () => {
    const why = { ...registration(false), statusReason: 'Replaced' }
    const told = (changes: Partial<IssueFacts>) => {
      for (const { facts } of matrix()) {
        const result = mayIssue({ ...facts, ...changes })
        assert.ok(!result.ok)
        assert.ok(!/Replaced|never told/.test(result.error.description))
        return result.error.forClient ?? null
      }
      return assert.fail()
    }
    assert.match(told({ owner: why }) ?? '', /Replaced$/)
    assert.match(told({ authorization: why }) ?? '', /Replaced$/)
    assert.equal(told({ owner: registration(false) }), null)
    assert.equal(told({ owner: contained(false) }), null)
    assert.equal(told({ authorization: contained(false) }), null)
  })

  test('ends at the very moment its family does', () => {
    const facts: IssueFacts = {
      businessUnit: businessUnit(true),
      owner: registration(true),
      ownersBusinessUnit: businessUnit(true),
      authorization: 'not-needed',
      user: user(true),
      consent: 'live',
      family: family({ endsAt: NOW }),
      begunAt: null,
      now: NOW,
    }
    assert.equal(mayIssue(facts).ok, false)
    assert.equal(mayIssue({ ...facts, now: NOW - 1 }).ok, true)
  })

  test('lives as long as application, authorization and business unit let it now, and so does its family', () => {
    const shorter = (lifetimes: Partial<Lifetimes>) => ({ ...NO_LIFETIMES, ...lifetimes })
    const facts: IssueFacts = {
      businessUnit: businessUnit(true),
      owner: registration(true),
      ownersBusinessUnit: businessUnit(true),
      authorization: registration(true),
      user: user(true),
      consent: 'live',
      family: family({}),
      begunAt: null,
      now: NOW,
    }
    const ask = (changes: Partial<IssueFacts>) => mayIssue({ ...facts, ...changes })
    assert.deepEqual(ask({}), { ok: true, value: DEFAULT_LIFETIMES })
    const short = { ...registration(true), lifetimes: shorter({ accessToken: MINUTE }) }
    for (const changes of [{ owner: short }, { authorization: short }]) {
      assert.deepEqual(ask(changes), { ok: true, value: { ...DEFAULT_LIFETIMES, accessToken: MINUTE } })
    }
    // The family is an hour old.
    for (const [longest, stands] of [
      [HOUR, false],
      [HOUR + 1, true],
    ] as const) {
      const limits = shorter({ refreshLongest: longest })
      assert.equal(ask({ businessUnit: { ...businessUnit(true), limits } }).ok, stands)
      assert.equal(ask({ authorization: { ...registration(true), lifetimes: limits } }).ok, stands)
      assert.equal(ask({ owner: { ...registration(true), lifetimes: limits } }).ok, stands)
    }
  })

  test('stays ended when what it began with is older than the last activation, of either side', () => {
    const changed = (at: number) => ({ ...registration(true), createdAt: 10, statusChangedAt: at })
    const asked = (begunAt: number | null, owner: Registration, authorization: IssueFacts['authorization']) =>
      mayIssue({
        businessUnit: businessUnit(true),
        owner,
        ownersBusinessUnit: businessUnit(true),
        authorization,
        user: user(true),
        consent: 'live',
        family: 'none-yet',
        begunAt,
        now: NOW,
      }).ok
    const never = changed(10)
    assert.equal(asked(10, never, 'not-needed'), true, 'never deactivated: nothing can be older')
    assert.equal(asked(19, changed(20), 'not-needed'), false)
    assert.equal(asked(20, changed(20), 'not-needed'), false, 'the very moment counts as before')
    assert.equal(asked(21, changed(20), 'not-needed'), true)
    assert.equal(asked(null, changed(20), 'not-needed'), true, 'what begins now is not older')
    assert.equal(asked(19, never, changed(20)), false)
    assert.equal(asked(21, never, changed(20)), true)
  })

  test('stays ended when what it began with is older than the last activation of a user or a business unit', () => {
    const facts: IssueFacts = {
      businessUnit: businessUnit(true),
      owner: registration(true),
      ownersBusinessUnit: businessUnit(true),
      authorization: 'not-needed',
      user: user(true),
      consent: 'live',
      family: 'none-yet',
      begunAt: null,
      now: NOW,
    }
    const unit = { ...businessUnit(true), statusChangedAt: 20 }
    const changes: readonly Partial<IssueFacts>[] = [
      { businessUnit: unit },
      { ownersBusinessUnit: unit },
      { user: { ...user(true), statusChangedAt: 20 } },
    ]
    for (const change of changes) {
      const asked = (begunAt: number | null) => mayIssue({ ...facts, ...change, begunAt }).ok
      assert.deepEqual([19, 20, 21, null].map(asked), [false, false, true, true], JSON.stringify(change))
    }
    const itself = { ...facts, user: 'none-involved', begunAt: 19 } as const
    assert.equal(mayIssue(itself).ok, true, 'never deactivated: nothing can be older')
    assert.equal(mayIssue({ ...itself, businessUnit: unit }).ok, false)
  })
})
