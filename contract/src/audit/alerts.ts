import { type Static, Type } from 'typebox'
import {
  ActorSummary,
  ApplicationParams,
  applicationNotFound,
  EXAMPLE_ID,
  exampleActor,
  Time,
} from '../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'
import { STATED } from '../stated.ts'

const TextOrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

/** How long a note on an alert may be. */
export const MAX_ALERT_NOTE_LENGTH = 1000

export const AlertEntry = Type.Object({
  id: Type.String(),
  at: Time,
  kind: Type.Union(
    [
      Type.Literal('refresh-token-reused'),
      Type.Literal('code-redeemed-twice'),
      Type.Literal('challenge-reused'),
      Type.Literal('secret-leaked'),
      Type.Literal('refresh-token-leaked'),
      Type.Literal('registration-token-leaked'),
      Type.Literal('secret-ending'),
      Type.Literal('application-contained'),
    ],
    {
      description:
        'refresh-token-reused, code-redeemed-twice: what was used up came back, so somebody else may hold it; its token family was ended. challenge-reused: the application sends the same PKCE code_challenge again, which then protects nobody. secret-leaked, refresh-token-leaked, registration-token-leaked: somebody found it where it does not belong and reported it. secret-ending: a client secret ends within 30, 7 or 1 days; it is acknowledged by itself once the secret is replaced, revoked or given another end. application-contained: somebody contained it; the history says who, and why, and only the business unit that did so is told.',
    },
  ),
  application: Type.Union(
    [Type.Object({ id: Type.String(), name: Type.String(), vendorName: Type.String() }), Type.Null()],
    {
      description: 'What it is about; null where it concerns the business unit, or the application is gone.',
    },
  ),
  userName: TextOrNull('Whose sign-in it was; null in the list of the vendor of an external application.'),
  businessUnitNumber: TextOrNull(
    'In the list of the vendor of an external application: the business unit where it happened.',
  ),
  familyId: TextOrNull('The token family that was ended, as the claim fam of its access tokens.'),
  secret: TextOrNull('Label and last characters of the client secret or registration token.'),
  foundAt: TextOrNull('Where it was found, in the words of whoever reported it. Do not open it unseen.'),
  foundIn: TextOrNull('In what it was found, in the words of whoever reported it, for example commit.'),
  revoked: Type.Union([Type.Boolean(), Type.Null()], {
    description: 'Whether what was found was ended at once; null where nothing was found.',
  }),
  quarantined: Type.Union([Type.Boolean(), Type.Null()], {
    description:
      'Whether the client secret that was found was put into quarantine; null where nothing was found. Whether it still is, the application says.',
  }),
  endsAt: Type.Union([Time, Type.Null()], {
    description: 'When the client secret ends; null where that is not the matter.',
  }),
  requestId: Type.String({ description: 'The request id that the answer carried.' }),
  acknowledged: Type.Union([Type.Object({ at: Time, by: ActorSummary, note: Type.String() }), Type.Null()], {
    description: 'When and by whom it was looked into, and what they say of it; null: it is open.',
  }),
})

export type AlertEntry = Static<typeof AlertEntry>

const exampleAlert: AlertEntry = {
  id: 'aud_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  at: '2026-11-22T09:00:00.000Z',
  kind: 'refresh-token-reused',
  application: { id: EXAMPLE_ID, name: 'Night Reports', vendorName: 'Harbour Support' },
  userName: 'agent@harbour.example',
  businessUnitNumber: null,
  familyId: 'fam_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  secret: null,
  foundAt: null,
  foundIn: null,
  revoked: null,
  quarantined: null,
  endsAt: null,
  requestId: 'req_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  acknowledged: null,
}

export const listAlertsOf = defineRoute({
  id: 'listAlertsOf',
  method: 'GET',
  path: '/applications/{id}/alerts',
  tag: 'API applications',
  summary: 'What may be theft or a fault of the application',
  description:
    'Events of one application that its owner should look into, newest first, acknowledged or not. They are part of its history too, and go out as messages whose topic is alert. and the kind. Of an external application the business unit where it happened sees them and its vendor, who is not told the user.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page of at most 50 entries.',
      schema: pageOf(AlertEntry),
    },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID },
    response: { items: [exampleAlert], nextCursor: null },
  },
})

export const listAlerts = defineRoute({
  id: 'listAlerts',
  method: 'GET',
  path: '/alerts',
  tag: 'Alerts',
  summary: 'What somebody should look into',
  description:
    'The alerts of your business unit, newest first: those that nobody has acknowledged, or those that somebody did.',
  permission: 'api-applications:view',
  query: Type.Object(
    {
      ...CursorQuery.properties,
      state: Type.Optional(
        Type.Union([Type.Literal('open'), Type.Literal('acknowledged')], {
          description: 'open unless told.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page of at most 50 alerts.', schema: pageOf(AlertEntry) },
  },
  example: { query: { state: 'open' }, response: { items: [exampleAlert], nextCursor: null } },
})

export const countOpenAlerts = defineRoute({
  id: 'countOpenAlerts',
  method: 'GET',
  path: '/alerts/count',
  tag: 'Alerts',
  summary: 'How many alerts are open',
  description: 'How many alerts of your business unit nobody has acknowledged.',
  permission: 'api-applications:view',
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'The count.',
      schema: Type.Object({
        open: Type.Integer({ minimum: 0, maximum: 100, description: '100 stands for as many or more.' }),
      }),
    },
  },
  example: { response: { open: 1 } },
})

export const acknowledgeAlert = defineRoute({
  id: 'acknowledgeAlert',
  method: 'POST',
  path: '/alerts/{id}/acknowledge',
  tag: 'Alerts',
  summary: 'Acknowledge an alert',
  description:
    'Says that you looked into it, and what you found. It is open no longer, and stays in the list of those acknowledged. Of an external application its vendor acknowledges for itself.',
  permission: 'api-applications:edit',
  params: ApplicationParams,
  body: Type.Object(
    {
      note: Type.Optional(
        Type.String({ maxLength: 200_000, [STATED]: { maxLength: MAX_ALERT_NOTE_LENGTH } }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The alert as it stands now.', schema: AlertEntry },
    404: { description: 'No such alert in this business unit.' },
    409: {
      description: 'Somebody acknowledged it before; the detail says who.',
      problem: { type: '/problems/acknowledged-already', title: 'Acknowledged already' },
    },
  },
  example: {
    params: { id: exampleAlert.id },
    body: { note: 'Two nodes of the report server shared one token. Each has its own now.' },
    response: {
      ...exampleAlert,
      acknowledged: {
        at: '2026-11-22T10:30:00.000Z',
        by: exampleActor,
        note: 'Two nodes of the report server shared one token. Each has its own now.',
      },
    },
  },
})
