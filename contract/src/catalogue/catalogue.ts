import { type Static, Type } from 'typebox'
import {
  Application,
  ApplicationParams,
  applicationNotFound,
  EXAMPLE_ID,
  exampleApplication,
  needsIfMatch,
  stale,
} from '../applications/applications.ts'
import { LONGEST_REASON } from '../applications/client-metadata.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { STATED } from '../stated.ts'

/** The Application ID that the sample gives the first external application in its catalogue. */
export const SAMPLE_EXTERNAL_ID = 'app_01934f6a5b7c7000800000000000a001'

const ends = Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
  description: 'It is deprecated: from then on nobody gets it. null: it is not.',
})

const FinerScope = Type.Object({
  name: Type.String(),
  description: Type.String({
    description: 'In the language that you are answered in, where there are words in it.',
  }),
  withoutUser: Type.Boolean({ description: 'Whether an application may hold it for itself, with no user.' }),
  sensitive: Type.Boolean(),
  endsAt: ends,
})

export const ApiSummary = Type.Object({
  name: Type.String({ description: 'The API name, which is also its scope.' }),
  description: Type.String(),
  audience: Type.String({ description: 'What the aud claim of a token for this API holds.' }),
  baseUrl: Type.String(),
  tryPath: Type.Union([Type.String(), Type.Null()], {
    description:
      'A GET operation below baseUrl that answers with nothing but a token; null when there is none.',
  }),
  withoutUser: Type.Boolean({ description: 'Whether an application may call it for itself, with no user.' }),
  sensitive: Type.Boolean({
    description:
      'Whether its scope reads much about people or changes things: say why an application needs it.',
  }),
  endsAt: ends,
  scopes: Type.Array(FinerScope, {
    description: 'Finer scopes within the API, each to be asked for by its name.',
  }),
})

export type ApiSummary = Static<typeof ApiSummary>

export const listApis = defineRoute({
  id: 'listApis',
  method: 'GET',
  path: '/apis',
  tag: 'Catalogue',
  summary: 'List the APIs switched on for your business unit',
  description: 'In the order in which they are shown. Each name is also the scope to ask for.',
  permission: null,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'All of them.', schema: Type.Object({ items: Type.Array(ApiSummary) }) },
  },
  example: {
    response: {
      items: [
        {
          name: 'RealTimeApi',
          description: 'Live states of agents, contacts and skills.',
          audience: 'urn:latchkey:api:RealTimeApi',
          baseUrl: 'http://localhost:3001/services/v1.0/',
          tryPath: 'agents/states',
          withoutUser: true,
          sensitive: false,
          endsAt: null,
          scopes: [
            {
              name: 'RealTimeApi:agents.read',
              description: 'See the live state of agents',
              withoutUser: true,
              sensitive: false,
              endsAt: null,
            },
          ],
        },
      ],
    },
  },
})

/** Longest description of an entry, in characters. */
export const LONGEST_DESCRIPTION = 500

// Wide bounds: the rule answers with its own words.
export const EntryDescription = Type.String({
  maxLength: 200_000,
  [STATED]: { minLength: 1, maxLength: LONGEST_DESCRIPTION },
  description: 'What it does, in a sentence or two, for whoever may let it in.',
})

export const EntryState = Type.Union(
  [Type.Literal('draft'), Type.Literal('published'), Type.Literal('withdrawn')],
  {
    description:
      'draft: not published yet. withdrawn: stopped everywhere. Business units see what is published alone.',
  },
)
export type EntryState = Static<typeof EntryState>

export const CatalogueEntry = Type.Object({
  id: Type.String(),
  vendorName: Type.String(),
  vendorVerified: Type.Boolean({ description: 'Whether the platform vouches for its vendor.' }),
  name: Type.String(),
  description: Type.String(),
  scopes: Type.Array(Type.String(), { description: 'The scopes it asks for.' }),
  optionalScopes: Type.Array(Type.String(), { description: 'Those of them that it works without.' }),
  scopeReason: Type.Union([Type.String(), Type.Null()], { description: 'Why it asks for them.' }),
  authorized: Type.Boolean({ description: 'Whether your business unit has let it in already.' }),
  businessUnits: Type.Integer({
    minimum: 0,
    maximum: 1000,
    description: 'How many business units have it active, up to 1,000.',
  }),
  state: EntryState,
  version: Type.Integer({ description: 'Grows with each version; the ETag holds it.' }),
})

/** The entry in the examples of the reference. */
export const exampleEntry = {
  id: SAMPLE_EXTERNAL_ID,
  vendorName: 'Brightline',
  vendorVerified: true,
  name: 'Wallboard',
  description: 'Live queue figures on a big screen.',
  scopes: ['RealTimeApi'],
  optionalScopes: [],
  scopeReason: 'It shows how many people wait, and for how long.',
  authorized: false,
  businessUnits: 12,
  state: 'published' as const,
  version: 1,
}

export type CatalogueEntry = Static<typeof CatalogueEntry>

export const listCatalogue = defineRoute({
  id: 'listCatalogue',
  method: 'GET',
  path: '/catalogue',
  tag: 'Catalogue',
  summary: 'List external applications that can be authorized',
  description:
    'Published by vendors, in alphabetical order; at most 100. Narrow it with `search`. Operators who may edit the catalogue also see drafts and what was withdrawn, by `state`.',
  permission: 'api-applications:view',
  query: Type.Object(
    {
      search: Type.Optional(
        Type.String({ maxLength: 100, description: 'Part of the vendor or application name.' }),
      ),
      state: Type.Optional(EntryState),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The matching ones.', schema: Type.Object({ items: Type.Array(CatalogueEntry) }) },
  },
  example: {
    query: { search: 'wall' },
    response: {
      items: [exampleEntry],
    },
  },
})

export const authorizeApplication = defineRoute({
  id: 'authorizeApplication',
  method: 'POST',
  path: '/authorizations',
  tag: 'Catalogue',
  summary: 'Authorize an external application',
  description:
    'Lets an external application of the catalogue act in your business unit, with the scopes it asks for, or with `scopes` of them: its optional ones may be left out. They can be narrowed afterwards.',
  permission: 'api-applications:create',
  idempotent: true,
  body: Type.Object(
    {
      applicationId: Type.String({ maxLength: 100 }),
      scopes: Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 1000 })),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Authorized.', schema: Application },
    404: { description: 'No such external application in the catalogue.' },
    409: {
      description: 'It is authorized already, or the Idempotency-Key came with another request.',
      problem: { type: '/problems/already-authorized', title: 'Authorized already' },
    },
  },
  example: {
    body: { applicationId: SAMPLE_EXTERNAL_ID },
    response: {
      ...exampleApplication,
      id: SAMPLE_EXTERNAL_ID,
      type: 'external',
      vendorName: 'Brightline',
      name: 'Wallboard',
      scopes: ['RealTimeApi'],
      callbackUrls: ['https://wallboard.brightline.example/callback'],
      secrets: [],
    },
  },
})

const notInCatalogue = { description: 'No such external application in the catalogue.' }

export const getCatalogueEntry = defineRoute({
  id: 'getCatalogueEntry',
  method: 'GET',
  path: '/catalogue/{id}',
  tag: 'Catalogue',
  summary: 'Read one external application of the catalogue',
  description: 'What it asks for and why. The ETag header is what a new version must send back.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The entry.', schema: CatalogueEntry },
    404: notInCatalogue,
  },
  example: { params: { id: SAMPLE_EXTERNAL_ID }, response: exampleEntry },
})

const ScopeList = Type.Array(Type.String({ maxLength: 1000 }), {
  maxItems: 1000,
  [STATED]: { uniqueItems: true },
})

export const editCatalogueEntry = defineRoute({
  id: 'editCatalogueEntry',
  method: 'PATCH',
  path: '/catalogue/{id}',
  tag: 'Catalogue',
  summary: 'Publish a new version of an external application',
  description:
    'For operators; drafts and withdrawn ones too. Names, callback URLs, keys and the rest are edited as of any application (PATCH /applications/{id}). What it asks for beyond the last version waits in each business unit for its yes; until then it has there what it had. What it asks for no longer ends everywhere at once. `vendorVerified` is of its vendor, for all its applications.',
  permission: 'catalogue:edit',
  ifMatch: true,
  params: ApplicationParams,
  body: Type.Object(
    {
      scopes: Type.Optional(ScopeList),
      description: Type.Optional(EntryDescription),
      optionalScopes: Type.Optional(ScopeList),
      scopeReason: Type.Optional(
        Type.Union([
          Type.String({ maxLength: 200_000, [STATED]: { minLength: 1, maxLength: LONGEST_REASON } }),
          Type.Null(),
        ]),
      ),
      vendorVerified: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The entry as it stands now.', schema: CatalogueEntry },
    404: notInCatalogue,
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { id: SAMPLE_EXTERNAL_ID },
    body: { scopes: ['RealTimeApi', 'ReportingApi'], scopeReason: 'It compares today with last week.' },
    response: {
      ...exampleEntry,
      scopes: ['RealTimeApi', 'ReportingApi'],
      scopeReason: 'It compares today with last week.',
      version: 2,
    },
  },
})

export const decideVersion = defineRoute({
  id: 'decideVersion',
  method: 'POST',
  path: '/authorizations/{id}/decision',
  tag: 'Catalogue',
  summary: 'Say yes or no to what an external application asks for since',
  description:
    'When a new version asks for more, it has none of it until your business unit says yes. Send the `askedSince` that you saw as `scopes`: what was published meanwhile is another question (412). A no is remembered: it keeps what it had, and you are asked again when it asks for something else.',
  permission: 'api-applications:edit',
  ifMatch: true,
  params: ApplicationParams,
  body: Type.Object(
    {
      decision: Type.Union([Type.Literal('accept'), Type.Literal('keep')]),
      scopes: Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 1000 }),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application as it stands now.', schema: Application },
    404: applicationNotFound,
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: { decision: 'accept', scopes: ['ReportingApi'] },
    response: {
      ...exampleApplication,
      id: SAMPLE_EXTERNAL_ID,
      type: 'external',
      vendorName: 'Brightline',
      name: 'Wallboard',
      scopes: ['RealTimeApi', 'ReportingApi'],
      secrets: [],
    },
  },
})
