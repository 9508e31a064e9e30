import { type Static, Type } from 'typebox'
import { Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'
import { STATED } from '../stated.ts'

const Link = Type.String({ description: 'The hash of the link at that place: SHA-256, base64url.' })

export const AuditHead = Type.Object({
  seq: Type.Integer({ minimum: 1, description: 'How long the chain was: the place of its last entry.' }),
  link: Link,
  at: Time,
  keyId: Type.String({ description: 'The kid of the key that signed it.' }),
  signed: Type.String({
    description:
      'The same as a JWS in compact form (RFC 7515) of type audit-head+jwt, signed with a key of /oauth2/jwks.',
  }),
})

export type AuditHead = Static<typeof AuditHead>

/** The fewest and the most days for which entries can be kept, where not for ever. */
export const [LEAST_KEPT_DAYS, MOST_KEPT_DAYS] = [30, 3650]

const AuditRetention = Type.Object({
  keepDays: Type.Union([Type.Integer(), Type.Null()], {
    description: 'For how many days entries are kept; null: for ever.',
  }),
  erased: Type.Union(
    [
      Type.Object({
        seq: Type.Integer({ description: 'The place of the last entry that was erased.' }),
        link: Link,
        at: Time,
        signed: Type.String({ description: 'The same as a JWS of type audit-erasure+jwt.' }),
      }),
      Type.Null(),
    ],
    { description: 'The signed note in place of what was erased by its age; null: nothing was.' },
  ),
})

const exampleHead: AuditHead = {
  seq: 42,
  link: 'wuPYVRbtoy47OYhonOtoQyY7eC-I4OM6iHuhe-ntKY0',
  at: '2026-11-22T09:00:00.000Z',
  keyId: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
  signed: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF1ZGl0LWhlYWQrand0In0.eyJzZXEiOjQyfQ.c2lnbmF0dXJl',
}

export const verifyAudit = defineRoute({
  id: 'verifyAudit',
  method: 'GET',
  path: '/audit/verification',
  tag: 'Audit',
  summary: 'Check that nobody changed the audit log',
  description:
    'Computes the hash chain of your business unit anew, from its first entry or from the note in place of erased ones, and compares it with every head that was published. One call checks at most 20,000 entries; while `outcome` is going-on, pass `nextCursor` as `cursor` of the next. Whoever doubts this server too checks an export with the script tools/verify-audit.ts.',
  permission: 'audit:view',
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'How far it was checked, and what came of it.',
      schema: Type.Object({
        outcome: Type.Union([Type.Literal('holds'), Type.Literal('broken'), Type.Literal('going-on')]),
        first: Type.Integer({ description: 'The place of the first entry that is still there.' }),
        checked: Type.Integer({ description: 'The place up to which it holds.' }),
        last: Type.Integer({ description: 'The place of the last entry there is.' }),
        heads: Type.Integer({ description: 'How many published heads it was compared with in this call.' }),
        fault: Type.Union(
          [
            Type.Object({
              seq: Type.Integer(),
              because: Type.Union(
                [
                  Type.Literal('missing'),
                  Type.Literal('changed'),
                  Type.Literal('not-as-published'),
                  Type.Literal('cut-off'),
                  Type.Literal('note'),
                ],
                {
                  description:
                    'missing: there is no entry in this place, or it is another. changed: the entry says something else than it did. not-as-published: a head that was published is of another chain, or is no head of ours. cut-off: a published head stands further on than the last entry. note: what stands in place of erased entries is not what we signed.',
                },
              ),
            }),
            Type.Null(),
          ],
          { description: 'The first place where it does not hold.' },
        ),
        nextCursor: Type.Union([Type.String(), Type.Null()]),
      }),
    },
  },
  example: {
    query: {},
    response: {
      outcome: 'holds',
      first: 1,
      checked: 42,
      last: 42,
      heads: 1,
      fault: null,
      nextCursor: null,
    },
  },
})

export const listAuditHeads = defineRoute({
  id: 'listAuditHeads',
  method: 'GET',
  path: '/audit/heads',
  tag: 'Audit',
  summary: 'List the published heads of the audit log',
  description:
    'The ends that the hash chain of your business unit had, newest first, each signed. One is published every day on which something was written down, and whenever somebody asks. Whoever keeps one elsewhere can prove later that nothing before it was changed and that no end was cut off.',
  permission: 'audit:view',
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page of at most 50 heads.', schema: pageOf(AuditHead) },
  },
  example: { query: {}, response: { items: [exampleHead], nextCursor: null } },
})

export const publishAuditHead = defineRoute({
  id: 'publishAuditHead',
  method: 'POST',
  path: '/audit/heads',
  tag: 'Audit',
  summary: 'Publish the head of the audit log now',
  description:
    'Signs the end that the hash chain has at this moment. That somebody asked for it becomes the next entry.',
  permission: 'audit:export',
  idempotent: true,
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'The head.', schema: AuditHead },
    409: { description: 'The Idempotency-Key came with another request.' },
  },
  example: { response: exampleHead },
})

export const exportAuditHeads = defineRoute({
  id: 'exportAuditHeads',
  method: 'GET',
  path: '/exported-audit-heads',
  tag: 'Audit',
  summary: 'Download the published heads',
  description:
    'Every published head of your business unit, oldest first, as JSON lines, and before them the signed note in place of erased entries where there is one. Each line has what is signed and the public half of the key that signed it, which is needed once that key has left the key set. Keep the file elsewhere, and compare the keys with those of /oauth2/jwks when you do.',
  permission: 'audit:view',
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The file.', schema: Type.String(), types: ['application/jsonl'] },
  },
  example: { response: '' },
})

export const getAuditRetention = defineRoute({
  id: 'getAuditRetention',
  method: 'GET',
  path: '/audit/retention',
  tag: 'Audit',
  summary: 'For how long the audit log is kept',
  description: 'The setting of your business unit, and the signed note in place of what was erased.',
  permission: 'audit:view',
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The setting. ETag is its version.', schema: AuditRetention },
  },
  example: { response: { keepDays: null, erased: null } },
})

export const setAuditRetention = defineRoute({
  id: 'setAuditRetention',
  method: 'PUT',
  path: '/audit/retention',
  tag: 'Audit',
  summary: 'Set for how long the audit log is kept',
  description:
    'Entries are erased by their age alone, oldest first, within a day after they reached it. A signed note takes their place, so that the rest can still be checked, and each time stands in the log. What is erased cannot be brought back.',
  permission: 'business-unit:edit',
  ifMatch: true,
  body: Type.Object(
    {
      keepDays: Type.Union(
        [
          Type.Number({ [STATED]: { type: 'integer', minimum: LEAST_KEPT_DAYS, maximum: MOST_KEPT_DAYS } }),
          Type.Null(),
        ],
        {
          description: 'For how many days entries are kept; null: for ever.',
        },
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The setting as it stands now. ETag is its new version.', schema: AuditRetention },
    412: { description: 'Somebody changed it since you read it; nothing was changed.' },
    428: { description: 'If-Match is missing.' },
  },
  example: { body: { keepDays: null }, response: { keepDays: null, erased: null } },
})
