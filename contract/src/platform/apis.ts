import { type Static, Type } from 'typebox'
import { needsIfMatch, stale } from '../applications/applications.ts'
import { Count } from '../business-units/needs.ts'
import { exampleUnit, UnitParams, unitNotFound } from '../business-units/unit-shapes.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'

const Ends = Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
  description: 'It is deprecated: from then on nobody gets it. null: it is not.',
})
const German = Type.Union([Type.String(), Type.Null()], { description: 'The same in German.' })

const PlatformScope = Type.Object({
  name: Type.String({
    description: 'As applications ask for it. One bears the name of its API: it is all of it.',
  }),
  description: Type.String({
    description: 'What it lets an application do, as people read it on the consent page.',
  }),
  german: German,
  withoutUser: Type.Boolean({ description: 'Whether an application may hold it for itself, with no user.' }),
  sensitive: Type.Boolean({
    description: 'Whether it reads much about people, changes things or moves money.',
  }),
  endsAt: Ends,
  version: Type.Integer({ description: 'For If-Match on edits.' }),
  usedBy: Type.Object(
    { applications: Count, businessUnits: Count },
    { description: 'How many applications may use it, and of how many business units they are.' },
  ),
})
type PlatformScope = Static<typeof PlatformScope>

const PlatformApiListed = Type.Object({
  name: Type.String(),
  builtIn: Type.Boolean({ description: 'Whether every platform begins with it.' }),
  description: Type.String(),
  german: German,
  audience: Type.String({ description: 'What the aud claim of a token for this API holds.' }),
  baseUrl: Type.String({
    description:
      'Where it is served. `resource` finds it by this as well, with or without the slash at the end.',
  }),
  endsAt: Ends,
  scopeCount: Type.Integer(),
  version: Type.Integer(),
})
export type PlatformApiListed = Static<typeof PlatformApiListed>

const PlatformApi = Type.Object({
  ...PlatformApiListed.properties,
  scopes: Type.Array(PlatformScope),
  switchedOn: Type.Object(Count.properties, {
    description: 'For how many business units it is switched on.',
  }),
})
export type PlatformApi = Static<typeof PlatformApi>

const text = Type.String({ maxLength: 20_000 })
const maybeText = Type.Union([text, Type.Null()])
const maybeTime = Type.Union([Type.String({ maxLength: 100 }), Type.Null()], {
  description: 'UTC, RFC 3339. null: it is not deprecated.',
})

const ApiParams = Type.Object({ name: Type.String({ maxLength: 200 }) }, { additionalProperties: false })
const ScopeParams = Type.Object(
  { name: Type.String({ maxLength: 200 }), scope: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
)
const apiNotFound = { description: 'There is no API of this name.' }
const scopeNotFound = { description: 'There is no scope of this name in this API.' }
const tag = 'Platform'
const permission = 'apis:edit'
const reused = { description: 'The Idempotency-Key came with another request.' }

const exampleListed: PlatformApiListed = {
  name: 'AgentApi',
  builtIn: true,
  description: 'Work as an agent: open a session, take contacts and change state',
  german: null,
  audience: 'urn:latchkey:api:AgentApi',
  baseUrl: 'http://localhost:3001/services/v1.0/',
  endsAt: null,
  scopeCount: 2,
  version: 1,
}
const exampleScope: PlatformScope = {
  name: 'AgentApi:agents.read',
  description: 'See the agents',
  german: 'Die Agenten sehen',
  withoutUser: true,
  sensitive: false,
  endsAt: null,
  version: 1,
  usedBy: { applications: { count: 0, more: false }, businessUnits: { count: 0, more: false } },
}
const exampleApi: PlatformApi = {
  ...exampleListed,
  scopes: [exampleScope],
  switchedOn: { count: 3, more: false },
}

export const listPlatformApis = defineRoute({
  id: 'listPlatformApis',
  method: 'GET',
  path: '/platform/apis',
  tag,
  summary: 'List the APIs of the platform',
  description: 'Every API that business units can have, at most 200. For operators.',
  permission,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'All of them.', schema: Type.Object({ items: Type.Array(PlatformApiListed) }) },
  },
  example: { response: { items: [exampleListed] } },
})

export const getPlatformApi = defineRoute({
  id: 'getPlatformApi',
  method: 'GET',
  path: '/platform/apis/{name}',
  tag,
  summary: 'Read an API of the platform',
  description:
    'An API with its scopes, and how many applications may use each, among the fifty thousand looked at. For operators.',
  permission,
  params: ApiParams,
  responses: { ...COMMON_RESPONSES, 200: { description: 'The API.', schema: PlatformApi }, 404: apiNotFound },
  example: { params: { name: 'AgentApi' }, response: exampleApi },
})

export const createPlatformApi = defineRoute({
  id: 'createPlatformApi',
  method: 'POST',
  path: '/platform/apis',
  tag,
  summary: 'Make an API',
  description:
    'Makes an API with the scope that bears its name. Its audience is an absolute URI of its own (RFC 8707): no other API is called or served so. It is switched on for no business unit yet. For operators.',
  permission,
  idempotent: true,
  body: Type.Object(
    {
      name: text,
      description: text,
      german: Type.Optional(maybeText),
      audience: text,
      baseUrl: text,
      withoutUser: Type.Optional(Type.Boolean()),
      sensitive: Type.Optional(Type.Boolean({ description: 'True unless told.' })),
    },
    { additionalProperties: false },
  ),
  responses: { ...COMMON_RESPONSES, 201: { description: 'Made.', schema: PlatformApi }, 409: reused },
  example: {
    body: {
      name: 'BillingApi',
      description: 'See and send invoices',
      german: 'Rechnungen sehen und senden',
      audience: 'https://billing.example/api',
      baseUrl: 'https://billing.example/api/v1/',
    },
    response: { ...exampleApi, name: 'BillingApi', builtIn: false },
  },
})

export const editPlatformApi = defineRoute({
  id: 'editPlatformApi',
  method: 'PATCH',
  path: '/platform/apis/{name}',
  tag,
  summary: 'Edit an API',
  description:
    'Changes only the fields given. The name stays; the audience can change while no application may use the API. With `endsAt` the API is deprecated with all of its scopes: from then on nobody gets them, and tokens already issued lack them. For operators.',
  permission,
  ifMatch: true,
  params: ApiParams,
  body: Type.Object(
    {
      description: Type.Optional(text),
      german: Type.Optional(maybeText),
      audience: Type.Optional(text),
      baseUrl: Type.Optional(text),
      endsAt: Type.Optional(maybeTime),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The API as it stands now.', schema: PlatformApi },
    404: apiNotFound,
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { name: 'AgentApi' },
    body: { description: exampleListed.description },
    response: exampleApi,
  },
})

const scopeFields = {
  description: text,
  german: Type.Optional(maybeText),
  withoutUser: Type.Optional(Type.Boolean()),
  sensitive: Type.Optional(Type.Boolean({ description: 'True unless told.' })),
}

export const createPlatformScope = defineRoute({
  id: 'createPlatformScope',
  method: 'POST',
  path: '/platform/apis/{name}/scopes',
  tag,
  summary: 'Make a finer scope',
  description:
    'Makes a scope within an API. Applications ask for it by its whole name: the API, a colon, and this. Whoever may use the whole API may be given it. For operators.',
  permission,
  idempotent: true,
  params: ApiParams,
  body: Type.Object(
    {
      name: Type.String({ maxLength: 20_000, description: 'What follows the colon, such as agents.read.' }),
      ...scopeFields,
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Made.', schema: PlatformApi },
    404: apiNotFound,
    409: reused,
  },
  example: {
    params: { name: 'AgentApi' },
    body: {
      name: 'agents.read',
      description: 'See the agents',
      german: 'Die Agenten sehen',
      sensitive: false,
    },
    response: exampleApi,
  },
})

export const editPlatformScope = defineRoute({
  id: 'editPlatformScope',
  method: 'PATCH',
  path: '/platform/apis/{name}/scopes/{scope}',
  tag,
  summary: 'Edit a scope',
  description:
    'Changes only the fields given; If-Match takes the version of the scope. With `endsAt` it is deprecated: from then on nobody gets it. For operators.',
  permission,
  ifMatch: true,
  params: ScopeParams,
  body: Type.Object(
    { ...scopeFields, description: Type.Optional(text), endsAt: Type.Optional(maybeTime) },
    { additionalProperties: false, minProperties: 1 },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The API with the scope as it stands now.', schema: PlatformApi },
    404: scopeNotFound,
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { name: 'AgentApi', scope: 'AgentApi' },
    body: { sensitive: true },
    response: exampleApi,
  },
})

export const chooseBusinessUnitApis = defineRoute({
  id: 'chooseBusinessUnitApis',
  method: 'PUT',
  path: '/business-units/{number}/apis',
  tag: 'Business units',
  summary: 'Choose the APIs of a business unit',
  description:
    'Switches on the APIs that are named and all others off. What is switched off ends there at once, also for tokens already issued. For operators.',
  permission,
  params: UnitParams,
  body: Type.Object(
    { apis: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 1000 }) },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'What is on now.', schema: Type.Object({ apis: Type.Array(Type.String()) }) },
    404: unitNotFound,
  },
  example: {
    params: { number: exampleUnit.number },
    body: { apis: ['RealTimeApi', 'AgentApi'] },
    response: { apis: ['RealTimeApi', 'AgentApi'] },
  },
})
