import { API_NAMES, APIS, audienceOf } from './apis.ts'
import type { Operation } from './operation.ts'
import { ERROR_SCHEMA, type PROBLEMS } from './problem.ts'
import type { JsonSchema } from './shape.ts'

/** What an operation answers to its own example. */
export type ExampleAnswers = ReadonlyMap<string, unknown>

type Documented = Record<(typeof PROBLEMS)[keyof typeof PROBLEMS] | 401 | 413 | 415 | 503, string>

const ERRORS = {
  400: 'The request is not well formed',
  401: 'No token, or one that is not good',
  403: 'The token lacks the scope, or is not the token of a user where one is needed',
  404: 'Not in this business unit',
  409: 'Not possible as things stand, or a limit is reached',
  413: 'The body is larger than 64 KB',
  415: 'The body is not JSON',
  429: 'Too many at once',
  503: 'The keys of the issuer cannot be fetched at the moment',
} as const satisfies Documented

/**
 * Makes the OpenAPI 3.1 document from the operations themselves.
 *
 * @param issuer where the tokens come from
 * @param answers body by operation id, shown beside the example that it answers
 */
export function openApiDocument(
  operations: readonly Operation[],
  { issuer, answers }: { readonly issuer: string; readonly answers: ExampleAnswers },
) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const path = (paths[operation.path] ??= {})
    path[operation.method.toLowerCase()] = describe(operation, answers.get(operation.id))
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Contact-centre example',
      version: '1.0.0',
      description:
        'A small resource server behind the seven API scopes. Data belongs to the business unit of the ' +
        'token. The examples work as they stand on a freshly started example, for business unit 4512345.',
    },
    servers: [
      { url: '/services/v1.0' },
      { url: '/services/v{version}.0', variables: { version: { default: '1', description: 'Any number' } } },
    ],
    tags: API_NAMES.map(name => ({ name, description: `${APIS[name]}. Audience ${audienceOf(name)}.` })),
    paths,
    components: {
      schemas: { Error: ERROR_SCHEMA },
      responses: Object.fromEntries(
        Object.entries(ERRORS).map(([status, description]) => [`Error${status}`, errorResponse(description)]),
      ),
      securitySchemes: { latchkey: { type: 'oauth2', flows: flowsOf(issuer.replace(/\/$/, '')) } },
    },
  }
}

function describe(operation: Operation, answer: unknown) {
  const { api, id, summary, user = false, schemas, example } = operation
  const needs = user ? `Needs the scope ${api} and the token of a user.` : `Needs the scope ${api}.`
  const parameters = [
    ...parametersIn('path', schemas.params, example.params),
    ...parametersIn('query', schemas.query, example.query),
  ]
  return {
    operationId: id,
    summary,
    description: needs,
    tags: [api],
    security: [{ latchkey: [api] }],
    ...(parameters.length > 0 && { parameters }),
    ...(schemas.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemas.body, example: example.body } },
      },
    }),
    responses: responsesOf(operation, answer),
  }
}

function responsesOf({ statuses, schemas, method, user }: Operation, answer: unknown) {
  const successes = statuses.map(status => [
    status,
    status === 204
      ? { description: method === 'GET' ? 'Nothing to list' : 'Done' }
      : {
          description: status === 201 ? 'Created' : 'Found',
          content: {
            'application/json': { schema: schemas.answer, ...(answer !== undefined && { example: answer }) },
          },
        },
  ])
  const input = schemas.params !== undefined || schemas.query !== undefined
  const errors = Object.keys(ERRORS).filter(status => {
    if (status === '413' || status === '415') return schemas.body !== undefined
    if (status === '409' || status === '429') return method !== 'GET'
    return status !== '400' && status !== '404' ? true : input || method !== 'GET' || user === true
  })
  const refusals = errors.map(status => [status, { $ref: `#/components/responses/Error${status}` }])
  return Object.fromEntries([...successes, ...refusals])
}

function parametersIn(place: 'path' | 'query', schema: JsonSchema | undefined, example: unknown) {
  const properties = Object.entries(schema?.['properties'] ?? {})
  const required = schema?.['required']
  const values = new Map(Object.entries(example ?? {}))
  return properties.map(([name, property]) => ({
    name,
    in: place,
    required: Array.isArray(required) && required.includes(name),
    schema: property,
    ...(values.has(name) && { example: values.get(name) }),
  }))
}

function errorResponse(description: string) {
  return {
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  }
}

function flowsOf(base: string) {
  const scopes = APIS
  return {
    clientCredentials: { tokenUrl: `${base}/oauth2/token`, scopes },
    authorizationCode: {
      authorizationUrl: `${base}/oauth2/authorize`,
      tokenUrl: `${base}/oauth2/token`,
      scopes,
    },
  }
}
