import type { TObject, TSchema } from 'typebox'
import { Application } from './applications/applications.ts'
import { Problem } from './problem.ts'
import { exampleProblem, exampleProblemOf } from './problem-examples.ts'
import { METHOD_NOT_ALLOWED, methodsOf, type Route, type RouteResponse, responsesOf } from './route.ts'
import { ROUTES } from './routes.ts'
import { shareSchemas } from './shared-schemas.ts'
import { printStated } from './stated.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: unknown }

const PROBLEM_REF = { $ref: '#/components/schemas/Problem' }
// Its $id would give the schema a base of its own, and the reference above would cross it.
const PROBLEM = Object.fromEntries(Object.entries(Problem).filter(([key]) => key !== '$id'))

/** Schemas that many operations hold, said once. */
const NAMED: ReadonlyMap<unknown, string> = new Map([[Application, 'Application']])

/** A part of the document with a reference in place of each schema that has a name. */
function referred(part: unknown): unknown {
  const name = NAMED.get(part)
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` }
  if (Array.isArray(part)) return part.map(referred)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, referred(value)]))
}

function requiredNames(schema: TObject | undefined): ReadonlySet<string> {
  const names: readonly string[] = schema?.required ?? []
  return new Set(names)
}

function parametersOf(route: Route): Json[] {
  const list = (where: 'path' | 'query'): Json[] => {
    const schema = where === 'path' ? route.params : route.query
    const examples = where === 'path' ? route.example.params : route.example.query
    return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
      name,
      in: where,
      required: where === 'path' || requiredNames(schema).has(name),
      schema: property,
      ...(examples?.[name] === undefined ? {} : { example: examples[name] }),
    }))
  }
  const headers: Json[] = []
  if (route.ifMatch === true) {
    headers.push({
      name: 'If-Match',
      in: 'header',
      required: true,
      schema: { type: 'string' },
      example: '"2"',
    })
  }
  if (route.idempotent === true) {
    headers.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'A value of your own, 1 to 200 visible ASCII characters. Repeating it within 24 hours repeats the first outcome.',
      schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
    })
  }
  return [...list('path'), ...list('query'), ...headers]
}

/** Headers that an answer of this status brings, and what they say. */
const HEADERS: { readonly [status: number]: Json } = {
  401: { 'WWW-Authenticate': header('string', 'The scheme that would do: Bearer, with the scope AdminApi.') },
  405: { Allow: header('string', 'The methods that the path takes.') },
  429: { 'Retry-After': header('integer', 'How many seconds to wait.') },
  503: { 'Retry-After': header('integer', 'How many seconds to wait.') },
}

function header(type: 'string' | 'integer', description: string): Json {
  return { description, schema: { type } }
}

/** Problems that two operations or more answer alike: the name under which each is said once, by its text. */
type Shared = ReadonlyMap<string, string>

function sharedProblems(): Shared {
  const all = ROUTES.flatMap(route =>
    Object.entries(responsesOf(route))
      .filter(([status]) => Number(status) >= 400)
      .map(([status, response]) => {
        const example = exampleProblemOf(route, Number(status), response)
        return {
          title: example.title,
          text: JSON.stringify(problemResponse(Number(status), response, example)),
        }
      }),
  )
  const names = new Map<string, string>()
  const taken = new Map<string, number>()
  for (const [text, { length, 0: first }] of Map.groupBy(all, ({ text }) => text)) {
    if (length < 2 || first === undefined) continue
    const name = first.title.replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())
    const place = (taken.get(name) ?? 0) + 1
    taken.set(name, place)
    names.set(text, place === 1 ? name : `${name}${place}`)
  }
  return names
}

function responseOf(route: Route, shared: Shared, status: number, response: RouteResponse): Json {
  if (status >= 400) {
    const problem = problemResponse(status, response, exampleProblemOf(route, status, response))
    const name = shared.get(JSON.stringify(problem))
    return name === undefined ? problem : { $ref: `#/components/responses/${name}` }
  }
  if (response.schema === undefined) return { description: response.description }
  return withContent(response, response.schema, route.example.response)
}

function problemResponse(status: number, { description }: RouteResponse, example: Problem): Json {
  const headers = HEADERS[status]
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    content: { 'application/problem+json': { schema: PROBLEM_REF, example } },
  }
}

function withContent(
  { description, types = ['application/json'] }: RouteResponse,
  schema: TSchema,
  example: unknown,
): Json {
  // What an example is of is the first of the types.
  const media = types.map((type, index) => [
    type,
    { schema, ...(example === undefined || index > 0 ? {} : { example }) },
  ])
  return { description, content: Object.fromEntries(media) }
}

function operationOf(route: Route, shared: Shared): Json {
  const responses = Object.entries(responsesOf(route)).map(([status, response]) => [
    status,
    responseOf(route, shared, Number(status), response),
  ])
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description:
      route.permission === null
        ? route.description
        : `${route.description}\n\nNeeds the permission \`${route.permission}\` in the user's security profile.`,
    ...(route.sessionOnly === true ? { security: [{ session: [] }] } : {}),
    parameters: parametersOf(route),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: route.bodyOptional !== true,
            content: { 'application/json': { schema: route.body, example: route.example.body } },
          },
        }),
    responses: Object.fromEntries(responses),
  }
}

/**
 * Prints the OpenAPI 3.1 document of the management API.
 * In: the public base URL without a trailing slash. Out: a plain JSON object with an example for every operation and for
 * every problem that it can answer.
 */
export function openApiDocument(baseUrl: string): { readonly [key: string]: unknown } {
  const shared = sharedProblems()
  const paths: { [path: string]: { [method: string]: Json } } = {}
  for (const [path, routes] of Map.groupBy(ROUTES, route => route.path)) {
    const methods = methodsOf(routes).join(', ')
    const operations = routes.map(route => [route.method.toLowerCase(), operationOf(route, shared)])
    paths[path] = {
      description: `Takes ${methods}. Any other method is answered with 405, and these in Allow.`,
      ...Object.fromEntries(operations),
    }
  }
  const said = shareSchemas(printStated(referred(paths)))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Latchkey management API',
      version: '1',
      description:
        'Called by the console with its session, and by applications with an access token of scope AdminApi for a user whose security profile permits it. Errors are problem details (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${baseUrl}/api/v1` }],
    security: [{ session: [] }, { oauth: ['AdminApi'] }],
    paths: said.paths,
    components: {
      schemas: {
        Problem: PROBLEM,
        ...Object.fromEntries([...NAMED].map(([schema, name]) => [name, printStated(schema)])),
        ...said.schemas,
      },
      responses: {
        MethodNotAllowed: problemResponse(405, METHOD_NOT_ALLOWED, exampleProblem(405, METHOD_NOT_ALLOWED)),
        ...Object.fromEntries([...shared].map(([text, name]) => [name, JSON.parse(text)])),
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: baseUrl.startsWith('https:') ? '__Host-latchkey' : 'latchkey',
        },
        oauth: {
          type: 'oauth2',
          flows: {
            authorizationCode: {
              authorizationUrl: `${baseUrl}/oauth2/authorize`,
              tokenUrl: `${baseUrl}/oauth2/token`,
              refreshUrl: `${baseUrl}/oauth2/token`,
              scopes: { AdminApi: 'Administer the business unit within what the user may do.' },
            },
          },
        },
      },
    },
  }
}
