import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/schema'
import { Value } from 'typebox/value'
import { openApiDocument } from './openapi.ts'
import { Problem } from './problem.ts'
import { methodsOf, PERMISSIONS, type Route, responsesOf } from './route.ts'
import { ROUTES } from './routes.ts'

/** Asserts that the schema holds the value, and that it names all that the value holds. */
function assertFits(schema: TSchema | undefined, value: unknown, what: string): void {
  assert.ok(schema !== undefined, `${what} has an example but no schema`)
  assert.deepEqual([...Value.Errors(schema, value)], [], what)
  assert.deepEqual(Value.Clean(schema, structuredClone(value)), value, `${what} holds what its schema lacks`)
}

function successOf(route: Route): { readonly status: number; readonly schema: TSchema | undefined } {
  const statuses = Object.keys(route.responses)
    .map(Number)
    .filter(status => status < 300)
  assert.equal(statuses.length, 1, `${route.id} has ${statuses.length} successes`)
  const [status = 0] = statuses
  return { status, schema: route.responses[status]?.schema }
}

const baseUrl = 'https://latchkey.example'
type Json = { readonly [key: string]: unknown }

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Follows keys into the printed document, as a reader of the JSON would. */
function at(value: unknown, ...keys: readonly string[]): unknown {
  let here = value
  for (const key of keys) {
    assert.ok(isObject(here), `there is nothing at ${keys.join(' → ')}`)
    here = here[key]
  }
  return here
}

const printed: unknown = JSON.parse(JSON.stringify(openApiDocument(baseUrl)))

/** What a reference of the document stands for; anything else as it is. */
function followed(value: unknown): unknown {
  const reference = isObject(value) ? value['$ref'] : undefined
  return typeof reference === 'string' ? at(printed, ...reference.slice(2).split('/')) : value
}

/** A part of the document with what its references stand for in their place. */
function whole(part: unknown): unknown {
  const value = followed(part)
  if (Array.isArray(value)) return value.map(whole)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, whole(each)]))
}

for (const route of ROUTES) {
  describe(`the operation ${route.id}`, () => {
    test('has an example for its body, parameters and answer, each as its schema says', () => {
      const { example } = route
      assert.equal(route.body === undefined, example.body === undefined, 'body')
      if (route.body !== undefined) assertFits(route.body, example.body, 'body')
      if (route.params !== undefined) assertFits(route.params, example.params, 'params')
      if (example.query !== undefined) assertFits(route.query, example.query, 'query')
      const { status, schema } = successOf(route)
      if (status === 204) assert.equal(example.response, undefined)
      else assertFits(schema, example.response, 'response')
    })

    test('refuses a body, query or parameter it does not know', () => {
      for (const [schema, value] of [
        [route.body, route.example.body],
        [route.query, route.example.query ?? {}],
        [route.params, route.example.params],
      ] as const) {
        if (schema === undefined) continue
        assert.ok(isObject(value))
        assert.equal(Value.Check(schema, value), true)
        assert.equal(Value.Check(schema, { ...value, unheardOf: 'x' }), false)
      }
    })

    test('names the parameters of its path, and a permission that exists', () => {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
      assert.deepEqual(Object.keys(route.params?.properties ?? {}), names)
      assert.ok(route.permission === null || PERMISSIONS.includes(route.permission))
    })

    test('is printed with its id, words, parameters, examples and every status', () => {
      const operation = at(printed, 'paths', route.path, route.method.toLowerCase())
      assert.equal(at(operation, 'operationId'), route.id)
      assert.equal(at(operation, 'summary'), route.summary)
      if (route.permission !== null)
        assert.match(String(at(operation, 'description')), /Needs the permission/)
      const responses = at(operation, 'responses')
      assert.ok(isObject(responses))
      assert.deepEqual(Object.keys(responses), Object.keys(responsesOf(route)))
      const { status, schema } = successOf(route)
      const success = at(responses, String(status))
      assert.ok(isObject(success))
      if (schema === undefined) assert.deepEqual(Object.keys(success), ['description'])
      else {
        const [type = 'application/json'] = route.responses[status]?.types ?? []
        assert.deepEqual(at(success, 'content', type, 'example'), route.example.response)
      }
      // Nothing said: a session or an access token, as the whole document says.
      const security = route.sessionOnly === true ? [{ session: [] }] : undefined
      assert.deepEqual(isObject(operation) ? operation['security'] : null, security)
      for (const code of Object.keys(responses).filter(key => Number(key) >= 400)) {
        const content = at(followed(at(responses, code)), 'content', 'application/problem+json')
        assert.equal(at(content, 'schema', '$ref'), '#/components/schemas/Problem')
        const example = at(content, 'example')
        assertFits(Problem, example, `the problem ${code}`)
        assert.equal(at(example, 'status'), Number(code))
      }
      if (route.body !== undefined) {
        assert.deepEqual(
          at(operation, 'requestBody', 'content', 'application/json', 'example'),
          route.example.body,
        )
      }
      const parameters = at(operation, 'parameters')
      assert.ok(Array.isArray(parameters))
      const headers = parameters.filter(one => at(one, 'in') === 'header').map(one => at(one, 'name'))
      assert.deepEqual(headers, [
        ...(route.ifMatch === true ? ['If-Match'] : []),
        ...(route.idempotent === true ? ['Idempotency-Key'] : []),
      ])
      for (const one of parameters.filter(parameter => at(parameter, 'in') === 'path')) {
        assert.equal(at(one, 'required'), true)
        assert.equal(typeof at(one, 'example'), 'string')
      }
    })
  })
}

describe('the OpenAPI document', () => {
  test('states the bounds that the rules hold a field to, and its own examples keep them', () => {
    const schemaOf = (method: string, path: string): unknown =>
      whole(at(printed, 'paths', path, method, 'requestBody', 'content', 'application/json', 'schema'))
    const scopes = at(schemaOf('post', '/applications'), 'properties', 'scopes')
    assert.deepEqual([at(scopes, 'minItems'), at(scopes, 'uniqueItems')], [undefined, true])
    const lifetimes = at(schemaOf('patch', '/applications/{id}'), 'properties', 'lifetimes', 'properties')
    const [life] = Object.values(Object(at(lifetimes, 'accessToken', 'anyOf')))
    assert.deepEqual([at(life, 'minimum'), at(life, 'maximum')], [60, 3600])
    const [address] = Object.values(
      Object(at(schemaOf('patch', '/account/contact'), 'properties', 'address', 'anyOf')),
    )
    assert.equal(at(address, 'maxLength'), 500)
    assert.doesNotMatch(JSON.stringify(printed), /"x-/, 'nothing that only we can read')
    for (const route of ROUTES.filter(({ body }) => body !== undefined)) {
      const schema = schemaOf(route.method.toLowerCase(), route.path)
      assert.ok(isObject(schema))
      assert.deepEqual(Compile(schema).Errors(route.example.body), [true, []], route.id)
    }
  })

  test('states what an Idempotency-Key may hold', () => {
    const parameters = at(printed, 'paths', '/applications', 'post', 'parameters')
    assert.ok(Array.isArray(parameters))
    const key = at(
      parameters.find(one => at(one, 'name') === 'Idempotency-Key'),
      'schema',
    )
    assert.deepEqual(key, { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' })
  })

  test('is of version 3.1 and names its server, licence and security schemes', () => {
    assert.match(String(at(printed, 'openapi')), /^3\.1\.\d+$/)
    assert.deepEqual(at(printed, 'servers'), [{ url: 'https://latchkey.example/api/v1' }])
    assert.equal(at(printed, 'info', 'license', 'identifier'), 'Apache-2.0')
    const schemes = at(printed, 'components', 'securitySchemes')
    assert.ok(isObject(schemes))
    const security = at(printed, 'security')
    assert.ok(Array.isArray(security))
    assert.deepEqual(security.flatMap(one => Object.keys(one)).toSorted(), Object.keys(schemes).toSorted())
  })

  test('names the session cookie as the server sets it over https and over http', () => {
    const cookie = (url: string): unknown =>
      at(openApiDocument(url), 'components', 'securitySchemes', 'session', 'name')
    assert.equal(cookie('https://latchkey.example'), '__Host-latchkey')
    assert.equal(cookie('http://localhost:3000'), 'latchkey')
  })

  test('has an operationId for each operation, no two alike, and no two operations in one place', () => {
    assert.equal(new Set(ROUTES.map(route => route.id)).size, ROUTES.length)
    assert.equal(new Set(ROUTES.map(route => `${route.method} ${route.path}`)).size, ROUTES.length)
    const paths = at(printed, 'paths')
    assert.ok(isObject(paths))
    assert.equal(
      Object.values(paths)
        .flatMap(item => (isObject(item) ? Object.keys(item) : []))
        .filter(key => key !== 'description').length,
      ROUTES.length,
    )
  })

  test('says of each operation what may become of what it takes', () => {
    for (const route of ROUTES) {
      const statuses = Object.keys(responsesOf(route)).map(Number)
      const expected = (status: number, when: boolean) =>
        assert.equal(statuses.includes(status), when, `${route.id} ${status}`)
      for (const status of [400, 401, 403, 500, 503]) expected(status, true)
      for (const status of [412, 428]) expected(status, route.ifMatch === true)
      for (const status of [413, 415]) expected(status, route.method !== 'GET')
      expected(405, false)
      if (route.params !== undefined) expected(404, true)
      if (route.idempotent === true) expected(409, true)
    }
  })

  test('says of each path which methods it takes, and what any other is answered', () => {
    for (const [path, routes] of Map.groupBy(ROUTES, route => route.path)) {
      const told = String(at(printed, 'paths', path, 'description'))
      assert.ok(told.startsWith(`Takes ${methodsOf(routes).join(', ')}.`), told)
    }
    const refused = at(printed, 'components', 'responses', 'MethodNotAllowed')
    assert.ok(isObject(at(refused, 'headers', 'Allow')))
    assertFits(Problem, at(refused, 'content', 'application/problem+json', 'example'), '405')
    assert.deepEqual(methodsOf([{ method: 'PATCH' }, { method: 'GET' }]), ['GET', 'HEAD', 'PATCH'])
  })

  test('tells how long to wait where waiting helps', () => {
    for (const route of ROUTES) {
      const operation = at(printed, 'paths', route.path, route.method.toLowerCase(), 'responses')
      for (const status of ['429', '503']) {
        const response = followed(at(operation, status))
        if (response !== undefined) assert.ok(isObject(at(response, 'headers', 'Retry-After')), status)
      }
    }
  })

  test('refers only to what it holds, and its schemas have no base of their own', () => {
    const references: string[] = []
    const walk = (value: unknown, key: string): void => {
      assert.notEqual(key, '$id')
      if (key === '$ref') references.push(String(value))
      if (Array.isArray(value)) for (const one of value) walk(one, '')
      else if (isObject(value)) for (const [name, one] of Object.entries(value)) walk(one, name)
    }
    walk(printed, '')
    assert.ok(references.length > 0)
    for (const reference of references) {
      assert.match(reference, /^#\//)
      assert.ok(isObject(at(printed, ...reference.slice(2).split('/'))), reference)
    }
  })

  test('says once what many operations answer alike', () => {
    const seen = new Map<string, string>()
    for (const { id, path, method } of ROUTES) {
      const responses = at(printed, 'paths', path, method.toLowerCase(), 'responses')
      assert.ok(isObject(responses))
      for (const [status, response] of Object.entries(responses)) {
        const text = JSON.stringify(response)
        if (Number(status) < 400 || text.includes('#/components/responses/')) continue
        assert.equal(seen.get(text), undefined, `${id} ${status}`)
        seen.set(text, id)
      }
    }
  })

  test('describes problems as RFC 9457 does', () => {
    const problem = {
      type: '/problems/invalid',
      title: 'Not valid',
      status: 400,
      detail: 'Two fields are at fault.',
      requestId: 'req_1',
      errors: [{ path: '/callbackUrls/2', rule: 'fragment', message: 'Remove the fragment.' }],
    }
    assert.equal(Value.Check(Problem, problem), true)
    assert.equal(Value.Check(Problem, { ...problem, status: '400' }), false)
    assert.deepEqual(at(printed, 'components', 'schemas', 'Problem', 'required'), [
      'type',
      'title',
      'status',
      'detail',
      'requestId',
    ])
  })
})
