import { type Static, Type } from 'typebox'
import { Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'

const TextOrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

const Group = Type.Union(
  [
    Type.Literal('sign-ins'),
    Type.Literal('people'),
    Type.Literal('applications'),
    Type.Literal('credentials'),
    Type.Literal('consents'),
    Type.Literal('tokens'),
    Type.Literal('business-unit'),
    Type.Literal('platform'),
    Type.Literal('alerts'),
    Type.Literal('audit'),
    Type.Literal('other'),
  ],
  { description: 'What the actions are about; listAuditActions says which are in which.' },
)

export const LoggedEntry = Type.Object({
  id: Type.String(),
  seq: Type.Integer({ minimum: 1, description: 'The place in the hash chain of the business unit.' }),
  at: Time,
  class: Type.Union([Type.Literal('A'), Type.Literal('B')], {
    description: 'A: a change, written down together with it. B: an attempt that was refused.',
  }),
  action: Type.String({ description: 'A stable word, for example application.deactivated.' }),
  actor: Type.Object({
    kind: Type.Union([Type.Literal('user'), Type.Literal('application'), Type.Literal('system')]),
    id: Type.String(),
    name: Type.String({ description: 'As it was then.' }),
  }),
  target: Type.Object({ kind: Type.String(), id: Type.String() }),
  address: TextOrNull(
    'The address from which it was asked for; null where nobody asked, as in work done by the clock, and in entries of before it was kept.',
  ),
  requestId: Type.String({ description: 'The request id that the answer carried.' }),
  changes: Type.Array(
    Type.Object({
      field: Type.String(),
      before: Type.Union([Type.String(), Type.Null()]),
      after: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  link: Type.String({ description: 'The hash of its link in the chain: SHA-256, base64url.' }),
})

export type LoggedEntry = Static<typeof LoggedEntry>

const text = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, description }))

const filters = {
  actor: text(300, 'Who did it: the name that the entry has, in full.'),
  action: text(100, 'What was done, for example application.deactivated.'),
  group: Type.Optional(Group),
  targetKind: text(100, 'What it was done to, for example application or user.'),
  target: text(300, 'The id of what it was done to.'),
  requestId: text(100, 'The request id that the answer carried.'),
  from: Type.Optional(
    Type.String({ format: 'date-time', maxLength: 40, description: 'Not before this moment.' }),
  ),
  until: Type.Optional(
    Type.String({ format: 'date-time', maxLength: 40, description: 'Before this moment.' }),
  ),
}

export const AuditFilter = Type.Object(filters, { additionalProperties: false })

export type AuditFilter = Static<typeof AuditFilter>

const example: LoggedEntry = {
  id: 'aud_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  seq: 42,
  at: '2026-11-22T09:00:00.000Z',
  class: 'A',
  action: 'application.deactivated',
  actor: { kind: 'user', id: 'usr_01934f6a5b7c7def8a1b2c3d4e5f6a7b', name: 'manager@harbour.example' },
  target: { kind: 'application', id: 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b' },
  address: '203.0.113.7',
  requestId: 'req_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  changes: [{ field: 'status', before: 'active', after: 'inactive' }],
  link: 'wuPYVRbtoy47OYhonOtoQyY7eC-I4OM6iHuhe-ntKY0',
}

export const listAudit = defineRoute({
  id: 'listAudit',
  method: 'GET',
  path: '/audit/entries',
  tag: 'Audit',
  summary: 'Who did what',
  description:
    "The whole audit log of your business unit, newest first, narrowed by all the parameters that are given. Operators read the log of the platform's own business unit, and no other. What was done a moment ago is part of it.",
  permission: 'audit:view',
  query: Type.Object({ ...CursorQuery.properties, ...filters }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page of at most 50 entries.', schema: pageOf(LoggedEntry) },
  },
  example: { query: { group: 'applications' }, response: { items: [example], nextCursor: null } },
})

export const getAuditEntry = defineRoute({
  id: 'getAuditEntry',
  method: 'GET',
  path: '/audit/entries/{id}',
  tag: 'Audit',
  summary: 'Read one entry of the audit log',
  description: 'What a link to one entry leads to.',
  permission: 'audit:view',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The entry.', schema: LoggedEntry },
    404: {
      description: 'The audit log of your business unit has no such entry, or it was erased by its age.',
    },
  },
  example: { params: { id: example.id }, response: example },
})

export const listAuditActions = defineRoute({
  id: 'listAuditActions',
  method: 'GET',
  path: '/audit/actions',
  tag: 'Audit',
  summary: 'What can be looked for in the audit log',
  description: 'The actions that the audit log of your business unit holds, each with its group.',
  permission: 'audit:view',
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'All of them.',
      schema: Type.Object({ items: Type.Array(Type.Object({ action: Type.String(), group: Group })) }),
    },
  },
  example: { response: { items: [{ action: 'application.deactivated', group: 'applications' }] } },
})

export const exportAudit = defineRoute({
  id: 'exportAudit',
  method: 'GET',
  path: '/exported-audit',
  tag: 'Audit',
  summary: 'Export the audit log',
  description:
    'Exactly what the log with these parameters shows, on all pages and oldest first, as a file: CSV (RFC 4180), or an entry as JSON on each line. It is sent while it is read. In CSV a value that a spreadsheet would run as a formula begins with an apostrophe. JSON lines without any other parameter hold the whole chain in its order, which the script tools/verify-audit.ts checks against published heads. That it was exported, with the parameters, and how many entries went out stand in the log itself. No secret is part of it.',
  permission: 'audit:export',
  query: Type.Object(
    {
      ...filters,
      format: Type.Optional(
        Type.Union([Type.Literal('csv'), Type.Literal('jsonl')], { description: 'CSV unless told.' }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The file.', schema: Type.String(), types: ['text/csv', 'application/jsonl'] },
    429: {
      description: 'Your business unit exported too often lately. Retry-After says how many seconds to wait.',
    },
  },
  example: {
    query: { group: 'applications', format: 'csv' },
    response:
      'seq,at,action,class,actorKind,actorId,actorName,targetKind,targetId,address,requestId,changes,id,link\r\n',
  },
})
