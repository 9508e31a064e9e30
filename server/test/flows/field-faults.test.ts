import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import type { Browser } from '../support/wire/browser.ts'
import { call, freshName, register } from '../support/wire/management.ts'
import { MANAGER, onStage } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

/** The faults of an answer, each as its path and its words. */
function faultsOf(answer: Answer): readonly string[] {
  const faults = listAt(problemOf(answer, 400), 'errors')
  for (const fault of faults) assert.match(textAt(fault, 'rule'), /^[a-zA-Z-]+$/)
  return faults.map(fault => `${textAt(fault, 'path')}: ${textAt(fault, 'message')}`)
}

onStage('the faults of a request to the management API', stage => {
  test('name the parameter, what was given and what is allowed', async () => {
    const manager = await stage().person(MANAGER)
    for (const [path, expected] of [
      ['/applications?limit=0', '/limit: limit must be a whole number from 1 to 100, not "0".'],
      ['/applications?limit=101', '/limit: limit must be a whole number from 1 to 100, not "101".'],
      [
        '/applications?type=both',
        '/type: type must be one of "internal", "external", "published", not "both".',
      ],
      [
        '/applications?status=on',
        '/status: status must be one of "active", "inactive", "contained", not "on".',
      ],
      ['/users?limit=10', '/limit: There is no field limit here.'],
      ['/business-units?limit=10', '/limit: There is no field limit here.'],
      ['/catalogue?limit=10', '/limit: There is no field limit here.'],
    ] as const) {
      const by = path.startsWith('/business-units') ? 'operator@latchkey.example' : MANAGER
      assert.deepEqual(faultsOf(await call(await stage().person(by), `GET ${path}`)), [expected])
    }
    for (const limit of ['1', '25', '100']) {
      assert.equal((await call(manager, `GET /applications?limit=${limit}`)).status, 200)
    }
  })

  test('name each field of a body, all at once', async () => {
    const manager = await stage().person(MANAGER)
    const body = { vendorName: 1, scopes: 'ReportingApi', clientType: 'secret', colour: 'red' }
    assert.deepEqual(faultsOf(await call(manager, 'POST /applications', { body })), [
      '/colour: There is no field colour here.',
      '/vendorName: vendorName must be text of 1 to 100 characters, not 1.',
      '/name: name is missing. It must be text of 1 to 100 characters.',
      '/clientType: clientType must be one of "confidential", "public", not "secret".',
      '/scopes: scopes must be a list of at most 1000 items, not "ReportingApi".',
    ])
    const nothing = await call(manager, 'PATCH /business-unit', { body: {} })
    assert.match(faultsOf(nothing)[0] ?? '', /^: Give at least one of these fields: implicitAllowed, /)
  })

  test('do not repeat a password', async () => {
    const manager = await stage().newPerson(MANAGER)
    const body = { currentPassword: ['hush, hush'], newPassword: 'hush, hush'.repeat(1100) }
    const answer = await call(manager, 'POST /account/password', { body })
    assert.equal(faultsOf(answer).length, 2)
    assert.doesNotMatch(answer.text, /hush/)
  })

  test('of an id that no user can have speak of users', async () => {
    const answer = await call(await stage().person(MANAGER), `GET /users/${'u'.repeat(101)}`)
    assert.match(textAt(problemOf(answer, 404), 'detail'), /no user with this id/)
  })
})

/** A request with one field as it is given, and what that field may be at most or at least. */
type Case = {
  readonly what: string
  readonly operation: string
  readonly body: (value: unknown) => unknown
  readonly good: readonly unknown[]
  readonly bad: readonly unknown[]
  readonly says: RegExp
}

function lives(field: string, least: number, most: number): Case {
  const [good, bad] = [
    [least, most, null],
    [least - 1, most + 1, 0],
  ]
  const body = (value: unknown) => ({ limits: { [field]: value } })
  return { what: field, operation: 'PATCH /business-unit', body, good, bad, says: /lives? / }
}

function said(field: string, good: readonly string[], bad: readonly string[], says: RegExp): Case {
  const body = (value: unknown) => ({ [field]: value })
  return { what: field, operation: 'PATCH /account/profile', body, good, bad, says }
}

const registering = (changes: object) => ({
  vendorName: 'Wire Tests',
  name: freshName(),
  scopes: ['ReportingApi'],
  callbackUrls: [],
  ...changes,
})
const urls = (count: number) => Array.from({ length: count }, (_, n) => `https://c${n}.example/callback`)
const link = (length: number) => 'https://x.example/'.padEnd(length, 'x')

/** What the document states: at the bound it is taken, beyond it refused with the words of the rule. */
const STATED: readonly Case[] = [
  {
    what: 'scopes',
    operation: 'POST /applications',
    body: scopes => registering({ scopes }),
    good: [['ReportingApi']],
    bad: [[], ['ReportingApi', 'ReportingApi']],
    says: /at least one API scope|given twice/,
  },
  {
    what: 'name',
    operation: 'POST /applications',
    body: name => registering({ name }),
    good: [freshName().padEnd(100, 'n')],
    bad: ['', 'n'.repeat(101)],
    says: /required|at most 100/,
  },
  {
    what: 'callbackUrls',
    operation: 'POST /applications',
    body: callbackUrls => registering({ callbackUrls }),
    good: [urls(5), [link(2000)]],
    bad: [urls(6), [link(2001)], [...urls(1), ...urls(1)], ['']],
    says: /at most|twice|Enter a URL|already/,
  },
  lives('accessToken', 60, 3600),
  lives('refreshIdle', 300, 31_536_000),
  lives('refreshLongest', 300, 63_072_000),
  {
    what: 'address',
    operation: 'PATCH /account/contact',
    body: address => ({ address }),
    good: ['a'.repeat(500), ''],
    bad: ['a'.repeat(501)],
    says: /500 characters/,
  },
  {
    what: 'email',
    operation: 'PATCH /account/contact',
    body: email => ({ email }),
    good: [`${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(57)}.io`],
    bad: [`${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(58)}.ioo`],
    says: /e-mail address/,
  },
  said('nickname', ['n'.repeat(100)], ['n'.repeat(101)], /at most 100 characters/),
  said(
    'website',
    [link(2000), 'HTTPS://x.example', ''],
    [link(2001), 'http://x.example'],
    /begins with https/,
  ),
  said('birthdate', ['1990', '0000-12-31', ''], ['1990-12', '90-12-31'], /YYYY/),
  {
    what: 'newPassword',
    operation: 'POST /account/password',
    body: newPassword => ({ currentPassword: 'x', newPassword }),
    good: [],
    bad: ['1234567', 'x'.repeat(257)],
    says: /at least 8|at most 256/,
  },
]

onStage('the bounds that the document states', stage => {
  const send = async (by: Browser, { operation, body }: Case, value: unknown) =>
    call(by, operation, { body: body(value) })

  for (const each of STATED) {
    test(`of ${each.what} are taken at the bound, and refused beyond in the words of the rule`, async () => {
      const manager = await stage().newPerson(MANAGER)
      for (const value of each.good) {
        const answer = await send(manager, each, value)
        assert.ok(answer.status < 300, `${JSON.stringify(value)} ${answer.text}`)
      }
      for (const value of each.bad) {
        const [fault = ''] = faultsOf(await send(manager, each, value))
        assert.match(fault, each.says)
        assert.match(fault, new RegExp(`/${each.what}`))
      }
    })
  }

  test('of a registration token are taken at the bound, and refused beyond in the words of the rule', async () => {
    const manager = await stage().person(MANAGER)
    const on = { body: { dynamicRegistrationAllowed: true } }
    assert.equal((await call(manager, 'PATCH /business-unit', on)).status, 200)
    const make = (body: object) => call(manager, 'POST /registration-tokens', { body: { uses: 1, ...body } })
    for (const body of [
      { uses: 1000 },
      { label: 'l'.repeat(80) },
      { expiresInSeconds: 60 },
      { expiresInSeconds: 7_776_000 },
    ]) {
      assert.equal((await make(body)).status, 201)
    }
    for (const body of [
      { uses: 0 },
      { uses: 1001 },
      { label: 'l'.repeat(81) },
      { expiresInSeconds: 59 },
      { expiresInSeconds: 7_776_001 },
    ]) {
      assert.match(faultsOf(await make(body))[0] ?? '', /registration token|at most 80/)
    }
  })

  test('of an Idempotency-Key are visible ASCII characters, 1 to 200', async () => {
    const manager = await stage().person(MANAGER)
    const { id } = await register(stage())
    const add = (key: string) =>
      call(manager, `POST /applications/${id}/secrets`, { body: {}, headers: { 'idempotency-key': key } })
    assert.equal((await add(`!~${'k'.repeat(198)}`)).status, 201)
    for (const key of ['k'.repeat(201), 'a b', 'é']) {
      assert.match(faultsOf(await add(key))[0] ?? '', /1 to 200 visible ASCII/)
    }
  })

  test('stand in the document that the server answers with', async () => {
    const document = (await call(await stage().person(MANAGER), 'GET /openapi.json')).json()
    const schema = at(
      document,
      'paths',
      '/account/contact',
      'patch',
      'requestBody',
      'content',
      'application/json',
      'schema',
    )
    assert.equal(at(schema, 'properties', 'address', 'anyOf', 0, 'maxLength'), 500)
  })
})
