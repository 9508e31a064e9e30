import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { FieldFault } from '@latchkey/contract/problem.ts'
import fc from 'fast-check'
import { type ApplicationId, type BusinessUnitId, isApplicationId, isBusinessUnitId } from '../../lib/ids.ts'
import type { Result } from '../../lib/result.ts'
import type { Registration } from '../model.ts'
import {
  aliasOf,
  checkEdit,
  checkRegistration,
  keysOf,
  MOST_SECRETS,
  type RegistrationEdit,
  type RegistrationRequest,
} from './application.ts'
import { changesOf } from './changes.ts'
import { DEFAULT_METADATA } from './client-metadata.ts'
import { NO_LIFETIMES } from './lifetimes.ts'

const SEED = 9457

function ids(): { app: ApplicationId; bu: BusinessUnitId } {
  const [app, bu] = [`app_${'1'.repeat(32)}`, `bu_${'1'.repeat(32)}`]
  assert.ok(isApplicationId(app) && isBusinessUnitId(bu))
  return { app, bu }
}

const { app, bu } = ids()
const AVAILABLE = ['RealTimeApi', 'ReportingApi', 'AdminApi']

const request: RegistrationRequest = {
  vendorName: 'Harbour Support',
  name: 'Night Reports',
  clientType: 'confidential',
  scopes: ['RealTimeApi', 'ReportingApi'],
  callbackUrls: ['https://reports.harbour.example/callback'],
}

/** The faults as `path rule`, or nothing when all is well. */
function faultsOf(result: Result<unknown, readonly FieldFault[]>): readonly string[] {
  if (result.ok) return []
  for (const fault of result.error) {
    assert.match(fault.message, /^[^\n]+\.$/)
    assert.ok(fault.message.isWellFormed())
  }
  return result.error.map(fault => `${fault.path} ${fault.rule}`)
}

function registered(changes: Partial<RegistrationRequest>): readonly string[] {
  return faultsOf(checkRegistration({ ...request, ...changes }, AVAILABLE))
}

describe('the registration of an application', () => {
  test('is kept with its names cleaned and all else as it came', () => {
    const typed = { ...request, vendorName: '  Harbour Support', name: 'Cafe\u0301 ' }
    const result = checkRegistration(typed, AVAILABLE)
    assert.deepEqual(result, { ok: true, value: { ...typed, vendorName: 'Harbour Support', name: 'Café' } })
  })

  test('needs no callback URL', () => assert.deepEqual(registered({ callbackUrls: [] }), []))

  for (const [what, changes, faults] of [
    ['no vendor', { vendorName: ' ' }, ['/vendorName required']],
    ['no name', { name: '' }, ['/name required']],
    ['a name with a colon', { name: 'Night:Reports' }, ['/name characters']],
    ['a vendor with a full-width @', { vendorName: 'a＠b' }, ['/vendorName characters']],
    ['a name of 10 000 characters', { name: 'a'.repeat(10_000) }, ['/name too-long']],
    ['a name with a control character', { name: 'Night\u0007' }, ['/name characters']],
    ['no scope', { scopes: [] }, ['/scopes required']],
    ['an unknown scope', { scopes: ['RealTimeApi', 'NoApi'] }, ['/scopes/1 unknown']],
    ['a scope in another case', { scopes: ['realtimeapi'] }, ['/scopes/0 unknown']],
    [
      'scopes from the prototype',
      { scopes: ['__proto__', 'toString'] },
      ['/scopes/0 unknown', '/scopes/1 unknown'],
    ],
    ['a scope twice', { scopes: ['RealTimeApi', 'RealTimeApi'] }, ['/scopes/1 duplicate']],
    [
      'a callback URL with a fragment',
      { callbackUrls: ['https://a.example/#x'] },
      ['/callbackUrls/0 fragment'],
    ],
    [
      'a callback URL twice',
      { callbackUrls: ['https://a.example/', 'https://a.example/'] },
      ['/callbackUrls/1 duplicate'],
    ],
    [
      'a sixth callback URL',
      { callbackUrls: [1, 2, 3, 4, 5, 6].map(n => `https://a.example/${n}`) },
      ['/callbackUrls too-many'],
    ],
  ] as const) {
    test(`with ${what} is refused`, () => assert.deepEqual(registered(changes), faults))
  }

  test('is refused with all its faults at once, each with its field', () => {
    assert.deepEqual(
      registered({
        vendorName: '',
        name: 'a@b',
        scopes: ['AdminApi', 'NoApi', 'AdminApi'],
        callbackUrls: ['https://a.example/', 'javascript:alert(1)', 'http://a.example/'],
      }),
      [
        '/vendorName required',
        '/name characters',
        '/scopes/1 unknown',
        '/scopes/2 duplicate',
        '/callbackUrls/1 scheme',
        '/callbackUrls/2 https',
      ],
    )
  })

  test('quotes an unknown scope shortly, without what cannot be seen and without half a character', () => {
    for (const scope of [
      'a\u0000\u202eb\n',
      '🔑'.repeat(1000),
      `${'a'.repeat(59)}🔑🔑`,
      '\ud83d',
      'x'.repeat(64_000),
    ]) {
      const result = checkRegistration({ ...request, scopes: [scope] }, AVAILABLE)
      assert.ok(!result.ok)
      const message = result.error[0]?.message ?? ''
      assert.match(message, /^There is no API scope "[^\p{C}]{1,120}" for this business unit\.$/u)
      assert.ok(message.isWellFormed())
    }
  })

  test(`of anything is accepted or refused with pointers into it (seed ${SEED})`, () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('RealTimeApi', 'https://a.example/', 'x.y:/'),
    )
    fc.assert(
      fc.property(
        fc.record({
          vendorName: text,
          name: text,
          clientType: fc.constantFrom('confidential', 'public'),
          scopes: fc.array(text, { maxLength: 4 }),
          callbackUrls: fc.array(text, { maxLength: 7 }),
        }),
        asked => {
          const result = checkRegistration(asked, AVAILABLE)
          if (result.ok) return
          assert.ok(result.error.length > 0)
          for (const { path } of result.error) {
            const [, field = '', index] =
              /^\/(vendorName|name|scopes|callbackUrls)(?:\/(\d+))?$/.exec(path) ?? []
            assert.notEqual(field, '', path)
            const list = field === 'scopes' ? asked.scopes : asked.callbackUrls
            if (index !== undefined) assert.ok(Number(index) < list.length, path)
          }
        },
      ),
      { seed: SEED, numRuns: 500 },
    )
  })
})

const actor = { kind: 'user', id: 'usr_1', name: 'manager@harbour.example' } as const
const application: Registration = {
  businessUnitId: bu,
  id: app,
  kind: 'internal',
  vendorName: 'Harbour Support',
  name: 'Night Reports',
  description: '',
  clientType: 'confidential',
  scopes: ['RealTimeApi', 'OldApi'],
  callbackUrls: ['https://a.example/1', 'https://a.example/2'],
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
  version: 3,
  createdAt: 0,
  createdBy: actor,
  statusChangedAt: 0,
  statusChangedBy: actor,
  statusReason: null,
  containment: null,
}
const external: Registration = { ...application, kind: 'authorization' }

function edited(edit: RegistrationEdit, of = application, implicitAllowed = false): readonly string[] {
  const result = checkEdit(of, edit, {
    available: AVAILABLE,
    implicitAllowed,
    limits: NO_LIFETIMES,
    outboundFault: () => null,
    askedOwners: null,
  })
  if (result.ok) assert.equal(result.value, edit)
  return faultsOf(result)
}

describe('an edit of an application', () => {
  for (const [what, edit, of, faults] of [
    ['changes scopes', { scopes: ['AdminApi'] }, application, []],
    ['keeps a scope that was switched off meanwhile', { scopes: ['OldApi', 'AdminApi'] }, application, []],
    ['adds no scope that is switched off', { scopes: ['OtherApi'] }, application, ['/scopes/0 unknown']],
    ['leaves at least one scope', { scopes: [] }, application, ['/scopes required']],
    ['repeats no scope', { scopes: ['OldApi', 'OldApi'] }, application, ['/scopes/1 duplicate']],
    ['removes all callback URLs', { callbackUrls: [] }, application, []],
    ['judges callback URLs as ever', { callbackUrls: ['data:x'] }, application, ['/callbackUrls/0 scheme']],
    ['turns rotation on', { rotateRefreshTokens: true }, application, []],
    ['turns rotation off', { rotateRefreshTokens: false }, application, []],
    ['turns the implicit grant off', { implicitAllowed: false }, application, []],
    [
      'turns the implicit grant on only where the business unit did',
      { implicitAllowed: true },
      application,
      ['/implicitAllowed business-unit'],
    ],
    [
      'never turns rotation off for a public application',
      { rotateRefreshTokens: false },
      { ...application, clientType: 'public' },
      ['/rotateRefreshTokens public'],
    ],
    [
      'may say once more that a public application rotates',
      { rotateRefreshTokens: true },
      { ...application, clientType: 'public' },
      [],
    ],
    ['of an external one changes scopes', { scopes: ['AdminApi'] }, external, []],
    [
      'of an external one changes nothing that its vendor sets',
      { callbackUrls: ['https://evil.example/'], rotateRefreshTokens: true },
      external,
      ['/callbackUrls vendor', '/rotateRefreshTokens vendor'],
    ],
    [
      'of an external one cannot empty its callback URLs',
      { callbackUrls: [] },
      external,
      ['/callbackUrls vendor'],
    ],
    [
      'tells all faults at once',
      { scopes: ['x'], callbackUrls: ['', ''], implicitAllowed: true, rotateRefreshTokens: false },
      { ...application, clientType: 'public' },
      [
        '/scopes/0 unknown',
        '/callbackUrls/0 required',
        '/callbackUrls/1 required',
        '/implicitAllowed business-unit',
        '/rotateRefreshTokens public',
      ],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(edited(edit, of), faults))
  }

  test('turns the implicit grant on where the business unit opted in', () => {
    assert.deepEqual(edited({ implicitAllowed: true }, application, true), [])
  })
})

describe('the changes of an edit', () => {
  test('are none when it says what stands', () => {
    const { scopes, callbackUrls, implicitAllowed, rotateRefreshTokens } = application
    assert.deepEqual(
      changesOf(application, { scopes, callbackUrls, implicitAllowed, rotateRefreshTokens }),
      [],
    )
    assert.deepEqual(changesOf(application, {}), [])
  })
  test('are told field by field, before and after', () => {
    assert.deepEqual(
      changesOf(application, {
        rotateRefreshTokens: true,
        scopes: ['RealTimeApi'],
        callbackUrls: [],
        implicitAllowed: false,
      }),
      [
        { field: 'scopes', before: 'RealTimeApi OldApi', after: 'RealTimeApi' },
        { field: 'callbackUrls', before: 'https://a.example/1 https://a.example/2', after: '' },
        { field: 'rotateRefreshTokens', before: 'off', after: 'on' },
      ],
    )
  })
})

describe('the names of an application', () => {
  test('make its alias and its keys', () => {
    const names = { name: 'Night  Reports', vendorName: 'HARBOUR Support' }
    assert.equal(aliasOf(names), 'Night  Reports@HARBOUR Support')
    assert.deepEqual(keysOf(names), {
      aliasKey: 'night reports@harbour support',
      sortName: 'night reports',
      sortVendor: 'harbour support',
    })
  })

  test(`make no alias that other names make too, once they are checked (seed ${SEED})`, () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', '@', '＠', '﹫', ':', ' '), { minLength: 1, maxLength: 5 })
      .map(parts => parts.join(''))
    const accepted = (vendorName: string, title: string): boolean =>
      registered({ vendorName, name: title }).length === 0
    fc.assert(
      fc.property(name, name, name, name, (a, b, c, d) => {
        if (!accepted(a, b) || !accepted(c, d)) return
        const [one, two] = [keysOf({ vendorName: a, name: b }), keysOf({ vendorName: c, name: d })]
        if (one.aliasKey === two.aliasKey) assert.deepEqual(one, two)
        assert.equal(one.aliasKey.split('@').length, 2)
      }),
      { seed: SEED, numRuns: 3000 },
    )
  })

  test('leave room for five secrets', () => assert.equal(MOST_SECRETS, 5))
})
