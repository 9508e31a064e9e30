import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { editApplication, registerApplication } from './applications/applications.ts'
import { listApplications } from './applications/list.ts'
import { editBusinessUnit } from './business-units/business-unit.ts'
import { fieldFaults } from './field-faults.ts'
import { changeAccountPassword } from './people/account.ts'
import { listUsers } from './people/users.ts'
import { ROUTES } from './routes.ts'

const good = { vendorName: 'Harbour Support', name: 'Night Reports', scopes: ['ReportingApi'] }
const query = listApplications.query
const application = registerApplication.body
const edit = editApplication.body
const unit = editBusinessUnit.body

/** What is sent to which operation, and what is said of it: path, rule, words. */
const TABLE: readonly (readonly [TSchema, unknown, ...(readonly [string, string, string])[]])[] = [
  [query, { limit: '0' }, ['/limit', 'pattern', 'limit must be a whole number from 1 to 100, not "0".']],
  [query, { limit: 'ten' }, ['/limit', 'pattern', 'limit must be a whole number from 1 to 100, not "ten".']],
  [listUsers.query, { limit: '10' }, ['/limit', 'additionalProperties', 'There is no field limit here.']],
  [
    query,
    { sort: 'secret' },
    [
      '/sort',
      'enum',
      'sort must be one of "name", "-name", "vendor", "-vendor", "created", "-created", not "secret".',
    ],
  ],
  [
    query,
    { type: '' },
    ['/type', 'enum', 'type must be one of "internal", "external", "published", not "".'],
  ],
  [
    query,
    { search: 'x'.repeat(101) },
    ['/search', 'maxLength', 'search must be text of at most 100 characters; this has 101.'],
  ],
  [
    query,
    { limit: '\u0000\u202e', 'a\u0000b': '1' },
    ['/a\u0000b', 'additionalProperties', 'There is no field "a?b" here.'],
    ['/limit', 'pattern', 'limit must be a whole number from 1 to 100, not "??".'],
  ],
  [
    application,
    { ...good, name: 7, clientType: 'secret', colour: 'red' },
    ['/colour', 'additionalProperties', 'There is no field colour here.'],
    ['/name', 'type', 'name must be text of 1 to 100 characters, not 7.'],
    ['/clientType', 'enum', 'clientType must be one of "confidential", "public", not "secret".'],
  ],
  [
    application,
    { name: 'Night Reports' },
    ['/vendorName', 'required', 'vendorName is missing. It must be text of 1 to 100 characters.'],
    ['/scopes', 'required', 'scopes is missing. It must be a list of at most 1000 items.'],
  ],
  [
    application,
    { ...good, scopes: ['ReportingApi', null, {}], callbackUrls: 'https://x.example' },
    ['/scopes/1', 'type', 'Item 2 of scopes must be text, not null.'],
    ['/scopes/2', 'type', 'Item 3 of scopes must be text, not an object.'],
    ['/callbackUrls', 'type', 'callbackUrls must be a list of at most 5 items, not "https://x.example".'],
  ],
  [
    application,
    { ...good, scopes: Array(1001).fill('a') },
    ['/scopes', 'maxItems', 'scopes must be a list of at most 1000 items; this has 1001.'],
  ],
  [application, ['x'], ['', 'type', 'The body must be an object: {"field": "value"}.']],
  [application, undefined, ['', 'type', 'The body must be an object: {"field": "value"}.']],
  [
    unit,
    {},
    [
      '',
      'minProperties',
      'Give at least one of these fields: implicitAllowed, dynamicRegistrationAllowed, limits, refreshGrace, leakPolicy.',
    ],
  ],
  [
    unit,
    {
      implicitAllowed: 'yes',
      refreshGrace: 301,
      limits: { accessToken: -1, refreshIdle: 1.5, refreshLongest: '60' },
    },
    ['/implicitAllowed', 'type', 'implicitAllowed must be true or false, not "yes".'],
    ['/limits/accessToken', 'minimum', 'accessToken must be a whole number from 60 to 3600 or null, not -1.'],
    [
      '/limits/refreshIdle',
      'type',
      'refreshIdle must be a whole number from 300 to 31536000 or null, not 1.5.',
    ],
    [
      '/limits/refreshLongest',
      'type',
      'refreshLongest must be a whole number from 300 to 63072000 or null, not "60".',
    ],
    ['/refreshGrace', 'maximum', 'refreshGrace must be a whole number from 0 to 300, not 301.'],
  ],
  [
    edit,
    { metadata: { subjectType: 'both', requestObjectSigningAlg: 'HS256', jwks: 5, 'a/b~': 1 } },
    ['/metadata/a~1b~0', 'additionalProperties', 'There is no field "a/b~" here.'],
    ['/metadata/subjectType', 'enum', 'subjectType must be one of "public", "pairwise", not "both".'],
    [
      '/metadata/requestObjectSigningAlg',
      'enum',
      'requestObjectSigningAlg must be one of "ES256", "RS256", "PS256", "EdDSA", "none" or null, not "HS256".',
    ],
    ['/metadata/jwks', 'type', 'jwks must be text or null, not 5.'],
  ],
  [edit, { lifetimes: [] }, ['/lifetimes', 'type', 'lifetimes must be an object, not a list.']],
  [
    changeAccountPassword.body,
    { currentPassword: 12345678, newPassword: ['hush'] },
    ['/currentPassword', 'type', 'currentPassword must be text of at most 10000 characters.'],
    ['/newPassword', 'type', 'newPassword must be text of 8 to 256 characters.'],
  ],
]

describe('the faults of a request', () => {
  for (const [schema, value, ...expected] of TABLE) {
    test(`of ${JSON.stringify(value)?.slice(0, 80)} name the field, what was given and what is allowed`, () => {
      const faults = fieldFaults(schema, value)
      assert.deepEqual(
        faults.map(({ path, rule, message }) => [path, rule, message]),
        expected,
      )
    })
  }

  test('are at most twenty and short, however many and long the fields are', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`${n} ${'x'.repeat(500)}`, n]))
    const faults = fieldFaults(application, { ...good, ...many })
    assert.equal(faults.length, 20)
    assert.ok(JSON.stringify(faults).length < 10_000)
  })

  test('are never none of what an operation does not take, and hold no words of the validator', () => {
    const values: readonly unknown[] = [
      null,
      true,
      0,
      -1,
      1e99,
      '',
      'x'.repeat(300_000),
      [],
      [[]],
      {},
      { a: { a: 1 } },
    ]
    for (const { body, query: asked, id } of ROUTES) {
      for (const schema of [body, asked]) {
        if (schema === undefined) continue
        const fields = Object.keys(schema.properties).flatMap(name =>
          values.map(value => ({ [name]: value })),
        )
        for (const value of [...values, ...fields]) {
          if (Check(schema, value)) continue
          const faults = fieldFaults(schema, value)
          assert.ok(faults.length > 0, id)
          for (const { message, rule } of faults) {
            assert.doesNotMatch(message, /schema|constant|anyOf|pattern|propert|undefined|\[object/, id)
            assert.notEqual(rule, 'schema', `${id} ${JSON.stringify(value)?.slice(0, 60)}`)
          }
        }
      }
    }
  })
})
