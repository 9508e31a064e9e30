import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type ApplicationId, type BusinessUnitId, isApplicationId, isBusinessUnitId } from '../../lib/ids.ts'
import { DEFAULT_METADATA } from '../applications/client-metadata.ts'
import { NO_LIFETIMES } from '../applications/lifetimes.ts'
import type { Api, Registration, Scope, SecurityProfile } from '../model.ts'
import {
  type AccessBounds,
  audiencesAsked,
  audiencesOf,
  effectiveAccess,
  explain,
  scopesWithin,
  type Withheld,
} from './effective-access.ts'

const SEED = 3986

function ids(): { app: ApplicationId; bu: BusinessUnitId } {
  const [app, bu] = [`app_${'1'.repeat(32)}`, `bu_${'1'.repeat(32)}`]
  assert.ok(isApplicationId(app) && isBusinessUnitId(bu))
  return { app, bu }
}

const { app, bu } = ids()
const actor = { kind: 'system', id: 'platform', name: 'Platform' } as const

function registration(kind: Registration['kind'], scopes: readonly string[]): Registration {
  return {
    businessUnitId: bu,
    id: app,
    kind,
    vendorName: 'Brightline',
    name: 'Wallboard',
    description: '',
    clientType: 'confidential',
    scopes,
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
    active: true,
    version: 1,
    createdAt: 0,
    createdBy: actor,
    statusChangedAt: 0,
    statusChangedBy: actor,
    statusReason: null,
    containment: null,
  }
}

function profile(scopes: readonly string[]): SecurityProfile {
  return { id: 'p', name: 'P', system: false, permissions: [], scopes }
}

const scopes: readonly Scope[] = [
  { name: 'A', apiName: 'ApiA', description: '', withoutUser: true, sensitive: false },
  { name: 'A:read', apiName: 'ApiA', description: '', withoutUser: false, sensitive: false },
  { name: 'B', apiName: 'ApiB', description: '', withoutUser: true, sensitive: false },
  { name: 'C', apiName: 'ApiC', description: '', withoutUser: false, sensitive: false },
]
const ALL = scopes.map(scope => scope.name)
const OPENID = ['openid', 'profile', 'email', 'address', 'phone', 'business_unit', 'offline_access']

const wide: AccessBounds = {
  owner: registration('internal', ALL),
  authorization: null,
  switchedOn: ['ApiA', 'ApiB', 'ApiC'],
  profile: profile(ALL),
  consented: null,
  scopes,
}
const itself: AccessBounds = { ...wide, profile: null }

function withheldBecause(bounds: Partial<AccessBounds>, scope = 'A'): Withheld['because'] | 'granted' {
  const access = effectiveAccess([scope], { ...wide, ...bounds })
  assert.deepEqual(access.granted, access.withheld.length === 0 ? [scope] : [])
  return access.withheld[0]?.because ?? 'granted'
}

describe('effective access', () => {
  for (const [because, bounds, scope] of [
    ['granted', {}, 'A'],
    ['granted', { authorization: registration('authorization', ['A']) }, 'A'],
    ['granted', { consented: ['A'] }, 'A'],
    ['not-registered', { owner: registration('internal', ['B']) }, 'A'],
    ['unknown', {}, 'D'],
    ['unknown', {}, 'a'],
    ['unknown', {}, '__proto__'],
    ['not-authorized', { authorization: registration('authorization', ['B']) }, 'A'],
    ['api-off', { switchedOn: ['ApiB'] }, 'A'],
    ['api-off', { owner: registration('internal', ['Gone']), profile: profile(['Gone']) }, 'Gone'],
    ['profile', { profile: profile(['B']) }, 'A'],
    ['consent', { consented: [] }, 'A'],
    ['consent', { consented: ['A'] }, 'openid'],
    ['granted', { consented: ['openid'] }, 'openid'],
    ['granted', { owner: registration('internal', []), profile: profile([]) }, 'openid'],
    ['granted', { profile: null }, 'A'],
    ['needs-user', { profile: null }, 'C'],
    ['needs-user', { profile: null }, 'openid'],
    ['needs-user', { profile: null }, 'offline_access'],
  ] as const) {
    test(`of ${scope} is ${because} with ${Object.keys(bounds).join(', ') || 'everything'} changed`, () => {
      assert.equal(withheldBecause(bounds, scope), because)
    })
  }

  test('when nothing is asked for is the registered set, never everything', () => {
    const owner = registration('internal', ['B', 'A'])
    assert.deepEqual(effectiveAccess(null, { ...wide, owner }), { granted: ['B', 'A'], withheld: [] })
    assert.deepEqual(effectiveAccess(null, { ...itself, owner: registration('internal', ['C', 'B']) }), {
      granted: ['B'],
      withheld: [{ scope: 'C', because: 'needs-user' }],
    })
    assert.deepEqual(effectiveAccess([], wide), { granted: [], withheld: [] })
  })

  test('of a scope that fails several bounds names the first', () => {
    const nothing: AccessBounds = {
      ...wide,
      owner: registration('catalogue', []),
      authorization: registration('authorization', []),
      switchedOn: [],
      profile: profile([]),
      consented: [],
    }
    assert.equal(withheldBecause(nothing), 'not-registered')
    assert.equal(withheldBecause({ ...nothing, owner: wide.owner }), 'not-authorized')
    assert.equal(withheldBecause({ ...nothing, owner: wide.owner, authorization: wide.owner }), 'api-off')
    assert.equal(withheldBecause({ ...wide, profile: profile([]), consented: [] }), 'profile')
  })

  test('that is withheld is explained with the scope and the reason', () => {
    const reasons = [
      'unknown',
      'not-registered',
      'not-authorized',
      'api-off',
      'profile',
      'consent',
      'needs-user',
    ] as const
    const sentences = reasons.map(because => explain({ scope: 'ReportingApi', because }))
    assert.equal(new Set(sentences).size, reasons.length)
    for (const sentence of sentences) assert.match(sentence, /ReportingApi.*\.$/)
  })
})

const names = [...ALL, 'D', ...OPENID]
const some = fc.subarray(names)
const optional = fc.oneof(some, fc.constant(null))
const boundsOf = fc
  .record({
    owner: some,
    authorization: optional,
    switchedOn: fc.subarray(['ApiA', 'ApiB', 'ApiC']),
    profile: optional,
    consented: optional,
  })
  .map(
    (drawn): AccessBounds => ({
      owner: registration('internal', drawn.owner),
      authorization: drawn.authorization === null ? null : registration('authorization', drawn.authorization),
      switchedOn: drawn.switchedOn,
      profile: drawn.profile === null ? null : profile(drawn.profile),
      consented: drawn.consented,
      scopes,
    }),
  )

describe(`any effective access (seed ${SEED})`, () => {
  test('grants or withholds each scope asked for, and grants it only within every bound', () => {
    let granted = 0
    fc.assert(
      fc.property(fc.oneof(fc.shuffledSubarray(names), fc.constant(null)), boundsOf, (requested, bounds) => {
        const access = effectiveAccess(requested, bounds)
        const withheld = access.withheld.map(one => one.scope)
        const wanted = requested ?? bounds.owner.scopes
        assert.deepEqual([...access.granted, ...withheld].toSorted(), wanted.toSorted())
        assert.deepEqual(
          access.granted,
          wanted.filter(scope => !withheld.includes(scope)),
        )
        for (const scope of access.granted) {
          granted += 1
          assert.ok(bounds.consented === null || bounds.consented.includes(scope))
          if (OPENID.includes(scope)) {
            assert.notEqual(bounds.profile, null)
            continue
          }
          const known = scopes.find(one => one.name === scope)
          assert.ok(known !== undefined && bounds.switchedOn.includes(known.apiName))
          assert.ok(bounds.owner.scopes.includes(scope))
          assert.ok(bounds.authorization === null || bounds.authorization.scopes.includes(scope))
          assert.ok(bounds.profile === null ? known.withoutUser : bounds.profile.scopes.includes(scope))
        }
      }),
      { seed: SEED, numRuns: 3000 },
    )
    assert.ok(granted > 500, `only ${granted} were granted`)
  })

  test('does not grant more when a bound is added', () => {
    fc.assert(
      fc.property(some, boundsOf, some, (requested, bounds, bound) => {
        const before = effectiveAccess(requested, { ...bounds, consented: null, authorization: null }).granted
        const after = effectiveAccess(requested, {
          ...bounds,
          consented: bound,
          authorization: registration('authorization', bound),
        }).granted
        assert.ok(after.every(scope => before.includes(scope)))
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })
})

const apis: readonly Api[] = ['A', 'B', 'C'].map(letter => ({
  name: `Api${letter}`,
  description: '',
  audience: `urn:${letter.toLowerCase()}`,
  baseUrl: 'https://api.example/',
  tryPath: null,
}))
const known = { scopes, apis }

describe('the audiences of a token', () => {
  for (const [granted, resources, audiences] of [
    [['A', 'A:read'], [], ['urn:a']],
    [['C', 'A'], [], ['urn:a', 'urn:c']],
    [['openid', 'profile'], [], []],
    [['openid', 'B'], [], ['urn:b']],
    [['D'], [], []],
    [['A', 'B'], ['urn:b'], ['urn:b']],
    [
      ['A', 'B'],
      ['urn:b', 'urn:a'],
      ['urn:a', 'urn:b'],
    ],
    [['A'], ['urn:b'], null],
    [['A'], ['urn:unknown'], null],
    [['A', 'B'], ['urn:a/'], ['urn:a']],
  ] as const) {
    test(`of ${granted.join(' ')} narrowed to ${resources.join(' ') || 'nothing'} are ${audiences?.join(' ') ?? 'refused'}`, () => {
      assert.deepEqual(audiencesAsked(granted, resources, known), audiences)
    })
  }
})

describe('the scopes within audiences', () => {
  for (const [granted, audiences, kept] of [
    [['A', 'A:read', 'B'], ['urn:a'], ['A', 'A:read']],
    [['openid', 'B', 'A'], ['urn:b'], ['openid', 'B']],
    [['openid', 'A'], [], ['openid']],
    [['D', 'C'], ['urn:c', 'urn:unknown'], ['C']],
  ] as const) {
    test(`${audiences.join(' ') || 'none'}: of ${granted.join(' ')} are ${kept.join(' ')}`, () => {
      assert.deepEqual(scopesWithin(granted, audiences, known), kept)
    })
  }

  test(`of a token are all its scopes while no resource is asked for (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...ALL, ...OPENID]), granted => {
        assert.deepEqual(scopesWithin(granted, audiencesOf(granted, known), known), granted)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})
