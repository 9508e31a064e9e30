import { type Static, Type } from 'typebox'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../../route.ts'
import { STATED } from '../../stated.ts'
import { ActorSummary, EXAMPLE_ID, exampleActor, exampleSummary, Time } from '../applications.ts'
import { listApplications } from '../list.ts'
import { MAX_REASON_LENGTH } from '../status/reason.ts'
import { MAX_TAG_LENGTH } from '../tags.ts'

/** Most applications that one bulk change may be about. */
export const MAX_BULK = 10_000
/** Most that can be named one by one; more are chosen by a filter. */
const MAX_BULK_IDS = 1000
/** For how long after its end a bulk change can be undone, in minutes. */
export const UNDO_MINUTES = 10

const { cursor: _cursor, limit: _limit, sort: _sort, ...narrowing } = listApplications.query.properties

const Action = Type.Union(
  [
    Type.Literal('deactivate'),
    Type.Literal('activate'),
    Type.Literal('add-tag'),
    Type.Literal('remove-tag'),
    Type.Literal('add-owner'),
    Type.Literal('set-owner'),
    Type.Literal('undo'),
  ],
  {
    description:
      '`set-owner` puts one owner in place of all. `undo` takes back what an earlier bulk change did, where nobody changed it since.',
  },
)
export type BulkAction = Static<typeof Action>

const Reason = Type.Union(
  [
    Type.Literal('already'),
    Type.Literal('not-found'),
    Type.Literal('catalogue'),
    Type.Literal('contained'),
    Type.Literal('too-many'),
    Type.Literal('changed-since'),
    Type.Literal('forbidden'),
    Type.Literal('invalid'),
  ],
  {
    description:
      'Why it stays as it is. `already`: it stands so. `not-found`: your business unit has none of this id. `catalogue`: it is published to others and changed by itself. `contained`: that is lifted first. `too-many`: it has as many tags or owners as it may. `changed-since`: somebody changed it after the bulk change that is undone. `forbidden`: whoever started it may not do this any more. `invalid`: a rule refuses it; `detail` says which.',
  },
)
export type BulkReason = Static<typeof Reason>

const ItemState = Type.Union(
  [Type.Literal('waiting'), Type.Literal('changed'), Type.Literal('same'), Type.Literal('refused')],
  {
    description:
      '`waiting`: it will be changed, or would have been where the bulk change was stopped. `same`: it stood so already. `refused`: it could not be changed.',
  },
)

const Counted = Type.Object({
  count: Type.Integer({ minimum: 0, maximum: 50_001 }),
  more: Type.Boolean({ description: 'Whether there may be more: no more than 50,000 are looked at.' }),
})

/** What is asked for when a bulk change is planned. */
export const BulkPlan = Type.Object(
  {
    action: Action,
    reason: Type.Optional(
      Type.String({
        maxLength: 20_000,
        [STATED]: { maxLength: MAX_REASON_LENGTH },
        description: 'With `deactivate`: why, in one line, as a deactivation takes it.',
      }),
    ),
    tag: Type.Optional(
      Type.String({ maxLength: 20_000, [STATED]: { minLength: 1, maxLength: MAX_TAG_LENGTH } }),
    ),
    owner: Type.Optional(
      Type.String({ maxLength: 1000, description: 'The id or user name of an active user.' }),
    ),
    undoOf: Type.Optional(
      Type.String({ maxLength: 100, description: 'With `undo`: the id of the bulk change to take back.' }),
    ),
    ids: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: MAX_BULK_IDS })),
    filter: Type.Optional(
      Type.Object(narrowing, {
        additionalProperties: false,
        description: 'The parameters of the list; empty: all.',
      }),
    ),
  },
  { additionalProperties: false },
)

export const BulkChange = Type.Object({
  id: Type.String(),
  action: Action,
  state: Type.Union(
    [
      Type.Literal('collecting'),
      Type.Literal('cut-short'),
      Type.Literal('planned'),
      Type.Literal('running'),
      Type.Literal('done'),
      Type.Literal('stopped'),
    ],
    {
      description:
        '`collecting`: which applications it is about is being written down. `cut-short`: that made no progress for two minutes and was given up, with nothing changed; `again` plans it anew. `planned`: nothing is changed yet. `running`: it goes on, whether anybody looks or not.',
    },
  ),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'Of a deactivation: the reason given.' }),
  tag: Type.Union([Type.String(), Type.Null()]),
  owner: Type.Union(
    [Type.Object({ id: Type.String(), userName: Type.String(), fullName: Type.String() }), Type.Null()],
    { description: 'Who shall own them.' },
  ),
  total: Type.Integer({ description: 'How many applications it is about.' }),
  counts: Type.Array(
    Type.Object({ state: ItemState, reason: Type.Union([Reason, Type.Null()]), count: Type.Integer() }),
    { description: 'How many stand how, and why.' },
  ),
  effects: Type.Union(
    [
      Type.Object({
        signIns: Counted,
        people: Counted,
        consented: Counted,
      }),
      Type.Null(),
    ],
    {
      description:
        'Of what deactivates, as it was when it was planned: sign-ins that could be renewed and end, whose they are, and consents that people gave. Null: nothing ends.',
    },
  ),
  by: ActorSummary,
  createdAt: Time,
  startedAt: Type.Union([Time, Type.Null()]),
  endedAt: Type.Union([Time, Type.Null()]),
  undoOf: Type.Union([Type.String(), Type.Null()], { description: 'Of an undo: what it takes back.' }),
  undoes: Type.Union([Action, Type.Null()], { description: 'Of an undo: what that did.' }),
  undoneBy: Type.Union([Type.String(), Type.Null()], { description: 'By which bulk change it was undone.' }),
  again: Type.Union([BulkPlan, Type.Null()], {
    description: 'Of what was cut short: what was asked for, to be sent again; null otherwise.',
  }),
  undoUntil: Type.Union([Time, Type.Null()], {
    description: `Until when it can be undone, ${UNDO_MINUTES} minutes after its end; null: it cannot.`,
  }),
})
export type BulkChange = Static<typeof BulkChange>

export const BulkItem = Type.Object({
  applicationId: Type.String(),
  name: Type.Union([Type.String(), Type.Null()], {
    description: 'Vendor and name as they were; null: your business unit has none of this id.',
  }),
  state: ItemState,
  reason: Type.Union([Reason, Type.Null()]),
  detail: Type.Union([Type.String(), Type.Null()], { description: 'The rule that refused it, in words.' }),
})
export type BulkItem = Static<typeof BulkItem>

const BulkParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false })
const EXAMPLE_BULK_ID = 'blk_01934f6a5b7c7def8a1b2c3d4e5f6a7b'
const example = {
  id: EXAMPLE_BULK_ID,
  action: 'add-tag' as const,
  state: 'planned' as const,
  reason: null,
  tag: 'night',
  owner: null,
  total: 3,
  counts: [
    { state: 'waiting' as const, reason: null, count: 2 },
    { state: 'same' as const, reason: 'already' as const, count: 1 },
  ],
  effects: null,
  by: exampleActor,
  createdAt: '2026-11-28T09:00:00.000Z',
  startedAt: null,
  endedAt: null,
  undoOf: null,
  undoes: null,
  undoneBy: null,
  again: null,
  undoUntil: null,
}

const bulkNotFound = { description: 'Your business unit has no bulk change with this id.' }
const cannot = {
  description: 'It cannot be undone or started any more, or the Idempotency-Key came with another request.',
  problem: { type: '/problems/bulk-over', title: 'Over' },
}

export const planBulkChange = defineRoute({
  id: 'planBulkChange',
  method: 'POST',
  path: '/bulk-changes',
  tag: 'API applications',
  summary: 'Plan a bulk change',
  description: `Changes nothing yet. Writes down which applications it is about, by \`ids\` or by what matches \`filter\` now, and says how many would change, how many would stay and why. What is started then is about exactly these. At most ${MAX_BULK} applications; give one of \`ids\` and \`filter\`, and neither to undo. It takes the permission that the change of a single application takes: api-applications:deactivate to deactivate and activate, api-applications:edit for tags and owners.`,
  permission: 'api-applications:edit',
  idempotent: true,
  body: BulkPlan,
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Planned.', schema: BulkChange },
    404: bulkNotFound,
    409: cannot,
  },
  example: {
    body: { action: 'add-tag', tag: 'night', filter: { search: 'night' } },
    response: example,
  },
})

export const listBulkChanges = defineRoute({
  id: 'listBulkChanges',
  method: 'GET',
  path: '/bulk-changes',
  tag: 'API applications',
  summary: 'List bulk changes',
  description: 'Those of your business unit that were started, newest first, for 30 days. Pages by cursor.',
  permission: 'api-applications:view',
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page.', schema: pageOf(BulkChange) },
  },
  example: {
    response: {
      items: [{ ...example, state: 'running' as const, startedAt: '2026-11-28T09:00:10.000Z' }],
      nextCursor: null,
    },
  },
})

export const getBulkChange = defineRoute({
  id: 'getBulkChange',
  method: 'GET',
  path: '/bulk-changes/{id}',
  tag: 'API applications',
  summary: 'Read a bulk change',
  description: 'How far it is, or what it would do. One that is only planned is seen by whoever planned it.',
  permission: 'api-applications:view',
  params: BulkParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The bulk change.', schema: BulkChange },
    404: bulkNotFound,
  },
  example: { params: { id: EXAMPLE_BULK_ID }, response: example },
})

export const listBulkItems = defineRoute({
  id: 'listBulkItems',
  method: 'GET',
  path: '/bulk-changes/{id}/items',
  tag: 'API applications',
  summary: 'List the applications of a bulk change',
  description: 'Application by application how each stands, and why. Pages by cursor.',
  permission: 'api-applications:view',
  params: BulkParams,
  query: Type.Object(
    { state: Type.Optional(ItemState), cursor: Type.Optional(Type.String({ maxLength: 1000 })) },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page.', schema: pageOf(BulkItem) },
    404: bulkNotFound,
  },
  example: {
    params: { id: EXAMPLE_BULK_ID },
    query: { state: 'waiting' },
    response: {
      items: [
        {
          applicationId: EXAMPLE_ID,
          name: `${exampleSummary.name}@${exampleSummary.vendorName}`,
          state: 'waiting',
          reason: null,
          detail: null,
        },
      ],
      nextCursor: null,
    },
  },
})

export const startBulkChange = defineRoute({
  id: 'startBulkChange',
  method: 'POST',
  path: '/bulk-changes/{id}/start',
  tag: 'API applications',
  summary: 'Start a bulk change',
  description:
    'Carries out what you planned, within a day, on the server and one application after the other: each is an ordinary edit with its own entry in the history, and is judged anew just before. It goes on where it was when the server is started again. Starting it twice changes nothing.',
  permission: 'api-applications:edit',
  params: BulkParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The bulk change, which runs.', schema: BulkChange },
    404: bulkNotFound,
    409: cannot,
  },
  example: {
    params: { id: EXAMPLE_BULK_ID },
    response: { ...example, state: 'running', startedAt: '2026-11-28T09:00:10.000Z' },
  },
})

export const stopBulkChange = defineRoute({
  id: 'stopBulkChange',
  method: 'POST',
  path: '/bulk-changes/{id}/stop',
  tag: 'API applications',
  summary: 'Stop a bulk change',
  description:
    'Leaves what waits as it is. What was changed stays changed and can be undone. Stopping what is over changes nothing.',
  permission: 'api-applications:edit',
  params: BulkParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The bulk change, stopped.', schema: BulkChange },
    404: bulkNotFound,
  },
  example: {
    params: { id: EXAMPLE_BULK_ID },
    response: {
      ...example,
      state: 'stopped',
      startedAt: '2026-11-28T09:00:10.000Z',
      endedAt: '2026-11-28T09:00:11.000Z',
    },
  },
})
