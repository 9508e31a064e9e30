import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { call, freshName } from '../support/wire/management.ts'
import { keySetOf, makeClientKey } from '../support/wire/request-object.ts'
import { MANAGER, onStage } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

onStage('a registration that says everything', stage => {
  const plain = () => ({
    vendorName: 'Wire Tests',
    name: freshName(),
    scopes: ['RealTimeApi', 'ReportingApi'],
  })

  test('is made as it says, in one step', async () => {
    const manager = await stage().person(MANAGER)
    const body = {
      ...plain(),
      callbackUrls: ['https://whole.example/callback'],
      optionalScopes: ['ReportingApi'],
      rotateRefreshTokens: true,
      metadata: { subjectType: 'pairwise', grantTypes: ['authorization_code', 'client_credentials'] },
      lifetimes: { accessToken: 300 },
    }
    const answer = await call(manager, 'POST /applications', { body })
    assert.equal(answer.status, 201, answer.text)
    const made = at(answer.json(), 'application')
    assert.deepEqual(
      [
        at(made, 'optionalScopes'),
        at(made, 'rotateRefreshTokens'),
        at(made, 'metadata', 'subjectType'),
        at(made, 'metadata', 'grantTypes'),
        at(made, 'metadata', 'requirePkce'),
        at(made, 'lifetimes'),
      ],
      [
        ['ReportingApi'],
        true,
        'pairwise',
        ['authorization_code', 'client_credentials'],
        true,
        { accessToken: 300, refreshIdle: null, refreshLongest: null },
      ],
    )
    const history = await call(manager, `GET /applications/${textAt(made, 'id')}/history`)
    const fields = listAt(history.json(), 'items', 0, 'changes').map(change => textAt(change, 'field'))
    assert.deepEqual(fields, [
      'scopes',
      'callbackUrls',
      'optionalScopes',
      'rotateRefreshTokens',
      'metadata.subjectType',
      'metadata.grantTypes',
      'lifetimes.accessToken',
    ])
  })

  test('is refused with all its faults at once, and then nothing is registered', async () => {
    const manager = await stage().person(MANAGER)
    const body = {
      ...plain(),
      scopes: ['NoSuchApi'],
      optionalScopes: ['AgentApi'],
      implicitAllowed: true,
      lifetimes: { accessToken: 7 },
      callbackUrls: ['http://elsewhere.example/'],
    }
    const problem = problemOf(await call(manager, 'POST /applications', { body }), 400)
    assert.deepEqual(
      listAt(problem, 'errors').map(fault => textAt(fault, 'path')),
      ['/scopes/0', '/callbackUrls/0', '/optionalScopes/0', '/lifetimes/accessToken', '/implicitAllowed'],
    )
    const found = await call(manager, `GET /applications?search=${encodeURIComponent(body.name)}`)
    assert.deepEqual(at(found.json(), 'items'), [])
  })

  test('of a public application keeps what keeps public applications safe', async () => {
    const body = { ...plain(), clientType: 'public', callbackUrls: ['http://127.0.0.1/callback'] }
    const manager = await stage().person(MANAGER)
    for (const [more, path] of [
      [{ rotateRefreshTokens: false }, '/rotateRefreshTokens'],
      [{ metadata: { requirePkce: false } }, '/metadata/requirePkce'],
      [{ metadata: { grantTypes: ['client_credentials'] } }, '/metadata/grantTypes'],
    ] as const) {
      const answer = await call(manager, 'POST /applications', { body: { ...body, ...more } })
      assert.deepEqual(
        listAt(problemOf(answer, 400), 'errors').map(fault => textAt(fault, 'path')),
        [path],
      )
    }
  })

  test('gives no secret to what proves itself by a key', async () => {
    const keys = { jwks: keySetOf(makeClientKey('ES256', 'one')), tokenEndpointAuthMethod: 'private_key_jwt' }
    const manager = await stage().person(MANAGER)
    const answer = await call(manager, 'POST /applications', { body: { ...plain(), metadata: keys } })
    assert.equal(answer.status, 201, answer.text)
    assert.equal(at(answer.json(), 'secret'), null)
    assert.deepEqual(at(answer.json(), 'application', 'secrets'), [])
  })
})
