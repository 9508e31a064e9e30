import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Check } from 'typebox/value'
import {
  type Application,
  editApplication,
  exampleApplication,
  registerApplication,
} from '../applications.ts'
import { type ClientMetadata, DEFAULT_METADATA, exampleMetadata } from '../client-metadata.ts'
import {
  checkManifest,
  choicesOf,
  MANIFEST_VERSION,
  Manifest,
  manifestJsonSchema,
  manifestOf,
  planOf,
  registrationOf,
} from './manifest.ts'

const SEED = 7591

/** An application of which nothing was said but what it must have. */
const PLAIN: Application = {
  ...exampleApplication,
  scopes: ['RealTimeApi'],
  callbackUrls: [],
  optionalScopes: [],
  metadata: DEFAULT_METADATA,
  lifetimes: { accessToken: null, refreshIdle: null, refreshLongest: null },
}
const HEAD = { apiVersion: MANIFEST_VERSION, kind: 'Application' } as const
const FILE: Manifest = {
  ...HEAD,
  vendorName: 'Harbour Support',
  name: 'Night Reports',
  scopes: ['RealTimeApi'],
}

const words = fc.uniqueArray(fc.constantFrom('RealTimeApi', 'ReportingApi', 'AgentApi', 'AdminApi'))
const urls = fc.uniqueArray(
  fc.constantFrom('https://a.example/cb', 'https://b.example/cb', 'http://127.0.0.1/cb'),
)
const url = fc.constantFrom('https://keys.example/a', null)
const algorithm = fc.constantFrom('ES256', 'RS256', 'PS256', 'EdDSA')
const lifetime = fc.constantFrom(null, 300, 900, 3600)

const metadata: fc.Arbitrary<ClientMetadata> = fc.record({
  idTokenSignedResponseAlg: algorithm,
  userinfoSignedResponseAlg: fc.option(algorithm),
  subjectType: fc.constantFrom('public', 'pairwise'),
  sectorIdentifierUri: url,
  postLogoutRedirectUris: urls,
  backchannelLogoutUri: url,
  backchannelLogoutSessionRequired: fc.boolean(),
  requestUris: urls,
  requestObjectSigningAlg: fc.option(fc.oneof(algorithm, fc.constant('none' as const))),
  requireSignedRequestObject: fc.boolean(),
  requirePkce: fc.boolean(),
  scopeClaimsInIdToken: fc.boolean(),
  jwks: fc.constantFrom('{"keys":[]}', '{\n  "keys": []\n}\n', null),
  jwksUri: url,
  tokenEndpointAuthMethod: fc.constantFrom('client_secret_basic', 'private_key_jwt', null),
  tokenEndpointAuthSigningAlg: fc.option(algorithm),
  tokenEndpointAudienceAllowed: fc.boolean(),
  defaultAcrValues: fc.uniqueArray(fc.constantFrom('one', 'two', 'three')),
  grantTypes: fc.uniqueArray(fc.constantFrom('authorization_code', 'refresh_token', 'client_credentials')),
  neededOpenidScopes: fc.uniqueArray(fc.constantFrom('profile', 'email', 'phone')),
  kind: fc.constantFrom('server', 'native', null),
  scopeReason: fc.constantFrom('It plans shifts.', null),
  clientUri: url,
  logoUri: url,
  policyUri: url,
  tosUri: url,
  supportEmail: fc.constantFrom('help@harbour.example', null),
})

const application: fc.Arbitrary<Application> = fc
  .record({
    type: fc.constantFrom('internal' as const, 'external' as const),
    clientType: fc.constantFrom('confidential' as const, 'public' as const),
    scopes: words,
    optionalScopes: words,
    callbackUrls: urls,
    implicitAllowed: fc.boolean(),
    rotateRefreshTokens: fc.boolean(),
    metadata,
    lifetimes: fc.record({ accessToken: lifetime, refreshIdle: lifetime, refreshLongest: lifetime }),
  })
  .map(choices => ({ ...exampleApplication, ...choices }))

/** The application as the management API would leave it. */
function edited(stands: Application, patch: ReturnType<typeof planOf>['patch']): Application {
  const { metadata, lifetimes, owners: _owners, ...plain } = patch ?? {}
  return {
    ...stands,
    ...plain,
    metadata: { ...stands.metadata, ...metadata },
    lifetimes: { ...stands.lifetimes, ...lifetimes },
  }
}

describe('an application as a file', () => {
  test('leaves out whatever has its default', () => {
    assert.deepEqual(manifestOf(PLAIN), FILE)
    assert.deepEqual(manifestOf({ ...PLAIN, clientType: 'public', rotateRefreshTokens: true }), {
      ...FILE,
      clientType: 'public',
    })
  })

  test('holds no secret, no version and nothing that only the server decides', () => {
    const file = manifestOf({ ...exampleApplication, metadata: exampleMetadata }, true)
    assert.deepEqual(Object.keys(file), [
      'apiVersion',
      'kind',
      'id',
      'vendorName',
      'name',
      'scopes',
      'optionalScopes',
      'callbackUrls',
      'metadata',
      'lifetimes',
    ])
    assert.deepEqual(Object.keys(file.metadata ?? {}), [
      'postLogoutRedirectUris',
      'backchannelLogoutUri',
      'neededOpenidScopes',
      'kind',
      'clientUri',
      'supportEmail',
    ])
  })

  test('of an external one names it by its id, and what its vendor decides is left out', () => {
    const external = { ...exampleApplication, type: 'external' as const, metadata: exampleMetadata }
    assert.deepEqual(Object.keys(manifestOf(external)), [
      'apiVersion',
      'kind',
      'id',
      'vendorName',
      'name',
      'scopes',
      'lifetimes',
    ])
  })

  test('asks for no change of the application it was written from', () => {
    const holds = (stands: Application) => {
      const file = manifestOf(stands)
      const again: unknown = JSON.parse(JSON.stringify(file))
      assert.ok(Check(Manifest, again))
      assert.deepEqual(planOf(again, stands), { changes: [], patch: null, faults: [] })
    }
    fc.assert(fc.property(application, holds), { seed: SEED })
  })

  test('once applied asks for nothing more, and everything it asks for is an edit of the management API', () => {
    const holds = (stands: Application, other: Application) => {
      const file = manifestOf({ ...other, type: stands.type, clientType: stands.clientType })
      const plan = planOf(file, stands)
      assert.equal(plan.patch === null, plan.changes.length === 0)
      assert.ok(plan.patch === null || Check(editApplication.body, plan.patch))
      assert.deepEqual(planOf(file, edited(stands, plan.patch)).changes, [])
    }
    fc.assert(fc.property(application, application, holds), { seed: SEED })
  })

  test('registers what it says, by a body that the management API takes', () => {
    const holds = (stands: Application) => {
      const file = manifestOf({ ...stands, type: 'internal' })
      assert.ok(Check(registerApplication.body, registrationOf(file)))
    }
    fc.assert(fc.property(application, holds), { seed: SEED })
  })
})

describe('the plan of a file', () => {
  test('names each field with what was and what will be, and of a list what comes and what goes', () => {
    const file: Manifest = {
      ...FILE,
      scopes: ['ReportingApi'],
      implicitAllowed: true,
      metadata: { subjectType: 'pairwise' },
      lifetimes: { accessToken: 300 },
    }
    const plan = planOf(file, PLAIN)
    assert.deepEqual(plan.changes, [
      {
        kind: 'list',
        field: 'scopes',
        before: ['RealTimeApi'],
        after: ['ReportingApi'],
        added: ['ReportingApi'],
        removed: ['RealTimeApi'],
      },
      { kind: 'value', field: 'implicitAllowed', before: false, after: true },
      { kind: 'value', field: 'metadata.subjectType', before: 'public', after: 'pairwise' },
      { kind: 'value', field: 'lifetimes.accessToken', before: null, after: 300 },
    ])
    assert.deepEqual(plan.patch, {
      scopes: ['ReportingApi'],
      implicitAllowed: true,
      metadata: { subjectType: 'pairwise' },
      lifetimes: { accessToken: 300 },
    })
  })

  test('puts back to its default what the file does not name', () => {
    const stands = { ...PLAIN, callbackUrls: ['https://a.example/cb'], implicitAllowed: true }
    assert.deepEqual(planOf(FILE, stands).patch, { callbackUrls: [], implicitAllowed: false })
  })

  test('minds no order but that of the classes of authentication, and minds what is given twice', () => {
    const both = ['RealTimeApi', 'ReportingApi']
    assert.equal(planOf({ ...FILE, scopes: both.toReversed() }, { ...PLAIN, scopes: both }).patch, null)
    assert.notEqual(planOf({ ...FILE, scopes: ['RealTimeApi', 'RealTimeApi'] }, PLAIN).patch, null)
    const stands = { ...PLAIN, metadata: { ...DEFAULT_METADATA, defaultAcrValues: ['one', 'two'] } }
    const plan = planOf({ ...FILE, metadata: { defaultAcrValues: ['two', 'one'] } }, stands)
    assert.deepEqual(plan.patch, { metadata: { defaultAcrValues: ['two', 'one'] } })
    assert.deepEqual(
      plan.changes.map(change => change.kind === 'list' && [change.added, change.removed]),
      [[[], []]],
    )
  })

  test('renames where the file says another name, and not for what is not kept of it', () => {
    const plan = planOf({ ...FILE, vendorName: 'Meadow', name: 'Day Reports' }, PLAIN)
    assert.deepEqual(plan.patch, { vendorName: 'Meadow', name: 'Day Reports' })
    assert.deepEqual(planOf({ ...FILE, name: ' Night Reports ' }, PLAIN).changes, [])
    assert.deepEqual(planOf({ ...FILE, name: 'night reports' }, PLAIN).patch, { name: 'night reports' })
  })

  test('says what was settled when the application was registered, and what its vendor decides', () => {
    const faultsOf = (file: Manifest, stands: Application) =>
      planOf(file, stands).faults.map(({ path, rule }) => [path, rule])
    assert.deepEqual(faultsOf({ ...FILE, clientType: 'public' }, PLAIN), [['/clientType', 'fixed']])
    const external = { ...PLAIN, type: 'external' as const }
    assert.deepEqual(
      faultsOf({ ...FILE, vendorName: 'Meadow', name: 'Day', clientType: 'public' }, external),
      [
        ['/vendorName', 'fixed'],
        ['/name', 'fixed'],
        ['/clientType', 'fixed'],
      ],
    )
    assert.deepEqual(planOf({ ...FILE, name: '  night  REPORTS ' }, external), {
      changes: [],
      patch: null,
      faults: [],
    })
  })

  test('of an application that is not there yet is all that it chooses', () => {
    const file: Manifest = { ...FILE, clientType: 'public', rotateRefreshTokens: true, callbackUrls: [] }
    assert.deepEqual(
      choicesOf(file).map(({ field, after }) => [field, after]),
      [['scopes', ['RealTimeApi']]],
    )
  })

  test('changes nothing else of an application of which a newer server says more', () => {
    const stands = { ...PLAIN, metadata: { ...DEFAULT_METADATA, colour: 'red' }, colour: 'red' }
    assert.deepEqual(planOf(manifestOf(stands), stands).changes, [])
  })
})

describe('a file that is wrong', () => {
  const faultsOf = (value: unknown) => {
    const verdict = checkManifest(value)
    return verdict.ok ? [] : verdict.faults.map(({ path, message }) => `${path}: ${message}`)
  }

  test('is told all its faults at once, each with its field', () => {
    assert.deepEqual(
      faultsOf({
        ...FILE,
        apiVersion: 'v2',
        name: 2026,
        scopes: 'RealTimeApi',
        clientSecret: 'x',
        metadata: { subjectType: 'secret', colour: 'red' },
        lifetimes: { accessToken: '300' },
      }),
      [
        '/clientSecret: There is no field clientSecret here.',
        '/apiVersion: apiVersion must be "latchkey/v1", not "v2".',
        '/name: name must be text of 1 to 100 characters, not 2026.',
        '/scopes: scopes must be a list of at most 1000 items, not "RealTimeApi".',
        '/metadata/colour: There is no field colour here.',
        '/metadata/subjectType: subjectType must be one of "public", "pairwise", not "secret".',
        '/lifetimes/accessToken: accessToken must be a whole number from 60 to 3600 or null, not "300".',
      ],
    )
  })

  test('is judged by the rules that form and server share', () => {
    const paths = faultsOf({
      ...FILE,
      vendorName: 'a:b',
      name: ' ',
      callbackUrls: ['https://a.example/cb', 'http://a.example/cb'],
      metadata: { postLogoutRedirectUris: ['nowhere'] },
    }).map(line => line.split(':')[0])
    assert.deepEqual(paths, ['/vendorName', '/name', '/callbackUrls/1', '/metadata/postLogoutRedirectUris/0'])
  })

  test('is no file when it is no object', () => {
    for (const value of [null, 7, 'text', [], [FILE], undefined, true]) {
      assert.match(faultsOf(value)[0] ?? '', /^: The file must be an object/)
    }
    assert.deepEqual(faultsOf(FILE), [])
  })
})

test('docs/application.schema.json is the schema of the file, as it is', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../../docs/application.schema.json'), 'utf8')
  const kept: unknown = JSON.parse(text)
  assert.deepEqual(kept, JSON.parse(JSON.stringify(manifestJsonSchema())))
})

test('the schema of the file states the bounds that hold, and no word of how they are kept', () => {
  const schema = JSON.stringify(manifestJsonSchema())
  assert.match(schema, /"callbackUrls":\{"type":"array",[^}]*\},[^}]*"maxItems":5/)
  assert.doesNotMatch(schema, /x-stated|~kind/)
})
