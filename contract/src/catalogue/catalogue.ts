import { type Static, Type } from 'typebox'
import { Application, exampleApplication } from '../applications/applications.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'

/** The Application ID that the sample gives the first external application in its catalogue. */
export const SAMPLE_EXTERNAL_ID = 'app_01934f6a5b7c7000800000000000a001'

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
        },
      ],
    },
  },
})

export const CatalogueEntry = Type.Object({
  id: Type.String(),
  vendorName: Type.String(),
  name: Type.String(),
  description: Type.String(),
  scopes: Type.Array(Type.String(), { description: 'The scopes it asks for.' }),
  authorized: Type.Boolean({ description: 'Whether your business unit has let it in already.' }),
})

export type CatalogueEntry = Static<typeof CatalogueEntry>

export const listCatalogue = defineRoute({
  id: 'listCatalogue',
  method: 'GET',
  path: '/catalogue',
  tag: 'Catalogue',
  summary: 'List external applications that can be authorized',
  description: 'Published by vendors, in alphabetical order; at most 100. Narrow it with `search`.',
  permission: 'api-applications:view',
  query: Type.Object(
    {
      search: Type.Optional(
        Type.String({ maxLength: 100, description: 'Part of the vendor or application name.' }),
      ),
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
      items: [
        {
          id: SAMPLE_EXTERNAL_ID,
          vendorName: 'Brightline',
          name: 'Wallboard',
          description: 'Live queue figures on a big screen.',
          scopes: ['RealTimeApi'],
          authorized: false,
        },
      ],
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
    'Lets an external application of the catalogue act in your business unit, with the scopes it asks for. They can be narrowed afterwards.',
  permission: 'api-applications:create',
  idempotent: true,
  body: Type.Object({ applicationId: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
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
