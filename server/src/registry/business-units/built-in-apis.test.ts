import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { API_NAMES, audienceOf } from '../../../../examples/contact-centre/src/apis.ts'
import { ALL_OPERATIONS } from '../../../../examples/contact-centre/src/operations/all-operations.ts'
import { builtInApis } from './built-in-apis.ts'

const { apis, scopes } = builtInApis('http://localhost:3001')

describe('the built-in APIs', () => {
  test('are those of the contact-centre example, with the audiences that it asks for', () => {
    assert.deepEqual(
      apis.map(({ name, audience }) => ({ name, audience })),
      API_NAMES.map(name => ({ name, audience: audienceOf(name) })),
    )
  })

  test('have one scope each, of the same name', () => {
    assert.deepEqual(
      scopes.map(({ name, apiName }) => [name, apiName]),
      API_NAMES.map(name => [name, name]),
    )
  })

  test('are served below the address that is given', () => {
    assert.deepEqual([...new Set(apis.map(api => api.baseUrl))], ['http://localhost:3001/services/v1.0/'])
  })

  for (const { name, tryPath } of apis) {
    if (tryPath === null) continue
    test(`${name} has a path to try that an application can call for itself with nothing but a token`, () => {
      const found = ALL_OPERATIONS.find(each => each.path === `/${tryPath}` && each.method === 'GET')
      assert.equal(found?.api, name)
      assert.notEqual(found.user, true)
      assert.equal(scopes.find(scope => scope.apiName === name)?.withoutUser, true)
    })
  }

  for (const { description } of scopes) {
    test(`"${description}" continues a sentence`, () => assert.match(description, /^[A-Z][^.]+[^.]$/))
  }
})
