import { Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { ALLOWED } from '../stated.ts'
import { ApplicationStatus, ApplicationType, exampleSummary, ListedApplication } from './applications.ts'

/** For how long no use is known. */
export const IDLE = ['30d', '90d', '365d'] as const
/** Within what time a secret ends. */
export const SECRET_ENDS = ['7d', '30d', '90d'] as const
/** In place of an owner: none of its owners is active, or it has none. */
export const NO_OWNER = 'none'

/** What narrows a list of applications. All of it must hold. */
const filters = {
  search: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'Part of the vendor or application name, or a whole Application ID.',
    }),
  ),
  type: Type.Optional(ApplicationType),
  status: Type.Optional(ApplicationStatus),
  scope: Type.Optional(Type.String({ maxLength: 200, description: 'An API scope that it may use.' })),
  tag: Type.Optional(Type.String({ maxLength: 200, description: 'A tag that it has.' })),
  owner: Type.Optional(
    Type.String({
      maxLength: 200,
      description: `The id or user name of one of its owners, or \`${NO_OWNER}\`: without an active owner.`,
    }),
  ),
  idle: Type.Optional(
    Type.Union([Type.Literal('30d'), Type.Literal('90d'), Type.Literal('365d')], {
      description:
        'Registered longer ago than that, and not given a token since as far as is known. `useKnownSince` says how far that is.',
    }),
  ),
  secretEnds: Type.Optional(
    Type.Union([Type.Literal('7d'), Type.Literal('30d'), Type.Literal('90d')], {
      description: 'A client secret of it that works now ends within that time.',
    }),
  ),
  legacy: Type.Optional(
    Type.Literal('implicit', { description: 'It opted in to the implicit grant (legacy).' }),
  ),
}

const Sort = Type.Union([
  Type.Literal('name'),
  Type.Literal('-name'),
  Type.Literal('vendor'),
  Type.Literal('-vendor'),
  Type.Literal('created'),
  Type.Literal('-created'),
])

export const listApplications = defineRoute({
  id: 'listApplications',
  method: 'GET',
  path: '/applications',
  tag: 'API applications',
  summary: 'List API applications',
  description:
    'Internal applications and authorized external ones of your business unit. Pages by cursor: pass `nextCursor` of one page as `cursor` of the next, with the other parameters unchanged.',
  permission: 'api-applications:view',
  query: Type.Object(
    {
      ...filters,
      sort: Type.Optional(Sort),
      cursor: Type.Optional(Type.String({ maxLength: 1000 })),
      limit: Type.Optional(
        Type.String({
          pattern: '^([1-9][0-9]?|100)$',
          description: '1 to 100; 25 unless told.',
          [ALLOWED]: 'a whole number from 1 to 100',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page.',
      schema: Type.Object({
        items: Type.Array(ListedApplication),
        nextCursor: Type.Union([Type.String(), Type.Null()]),
        total: Type.Integer({
          minimum: 0,
          maximum: 1000,
          description: 'How many match, on all pages, up to 1,000.',
        }),
        moreThanTotal: Type.Boolean({ description: 'Whether more than `total` match, which is 1,000 then.' }),
        useKnownSince: Type.String({
          format: 'date-time',
          description: 'Since when it is kept when applications are used. UTC, RFC 3339.',
        }),
      }),
    },
  },
  example: {
    query: { status: 'active', sort: 'name', limit: '25' },
    response: {
      items: [{ ...exampleSummary, openAlerts: 0 }],
      nextCursor: null,
      total: 1,
      moreThanTotal: false,
      useKnownSince: '2026-11-01T08:00:00.000Z',
    },
  },
})

export const exportApplications = defineRoute({
  id: 'exportApplications',
  method: 'GET',
  path: '/exported-applications',
  tag: 'API applications',
  summary: 'Export API applications',
  description:
    'Exactly what the list with these parameters shows, on all pages, as a file: CSV (RFC 4180), or an application as JSON on each line. It is sent while it is read. In CSV a value that a spreadsheet would run as a formula begins with an apostrophe. That it was exported, with the parameters, and how many went out stand in the audit history. No secret is part of it.',
  permission: 'api-applications:view',
  query: Type.Object(
    {
      ...filters,
      sort: Type.Optional(Sort),
      format: Type.Optional(
        Type.Union([Type.Literal('csv'), Type.Literal('jsonl')], { description: 'CSV unless told.' }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'The file.',
      schema: Type.String(),
      types: ['text/csv', 'application/jsonl'],
    },
    429: {
      description: 'Your business unit exported too often lately. Retry-After says how many seconds to wait.',
    },
  },
  example: {
    query: { status: 'active', format: 'csv' },
    response:
      'id,type,vendorName,name,clientType,status,scopes,tags,owners,lastUsedAt,createdAt,statusChangedAt,statusChangedBy\r\n',
  },
})
