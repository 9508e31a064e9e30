import { type Static, Type } from 'typebox'
import { LONGEST_WORDS } from '../../catalogue/requests.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../../route.ts'
import { STATED } from '../../stated.ts'
import {
  ActorSummary,
  Application,
  ApplicationParams,
  applicationNotFound,
  ClientType,
  EXAMPLE_ID,
  exampleActor,
  exampleApplication,
  NameText,
  needsIfMatch,
  Owners,
  stale,
  Time,
} from '../applications.ts'

const EXAMPLE_TRANSFER_ID = 'trf_01934f6a5b7f7def8a1b2c3d4e5f6a7b'

// Wide bounds: the rules answer with their own words.
const Words = Type.Optional(
  Type.String({
    maxLength: 200_000,
    description: 'What the other side reads with it.',
    [STATED]: { maxLength: LONGEST_WORDS },
  }),
)

const State = Type.Union(
  [
    Type.Literal('offered'),
    Type.Literal('accepted'),
    Type.Literal('declined'),
    Type.Literal('withdrawn'),
    Type.Literal('ended'),
  ],
  { description: 'ended: nobody answered within seven days.' },
)

const both = {
  id: Type.String(),
  vendorName: Type.String({ description: 'As it was when it was offered, like the name.' }),
  name: Type.String(),
  state: State,
  words: Type.Union([Type.String(), Type.Null()], { description: 'What the giver wrote.' }),
  offeredAt: Time,
  endsAt: Time,
  answer: Type.Union([Type.String(), Type.Null()], { description: 'What the receiver wrote.' }),
  answeredAt: Type.Union([Time, Type.Null()], {
    description: 'When it was accepted, declined or withdrawn.',
  }),
}

/** An offer as whoever made it sees it. */
export const Transfer = Type.Object({
  ...both,
  applicationId: Type.String(),
  to: Type.String({ description: 'The number it is offered to. Whether anybody has it is not told.' }),
  offeredBy: ActorSummary,
})

/** An offer as whoever it is made to sees it in the list. */
export const ReceivedTransfer = Type.Object({
  ...both,
  from: Type.Object({ number: Type.String(), name: Type.String() }),
  applicationId: Type.Union([Type.String(), Type.Null()], {
    description: 'The application that is yours since it was accepted; null otherwise.',
  }),
})

const OfferedApplication = Type.Object({
  clientId: Type.String(),
  description: Type.String(),
  clientType: ClientType,
  status: Type.Union([Type.Literal('active'), Type.Literal('inactive')]),
  scopes: Type.Array(
    Type.Object({
      name: Type.String(),
      available: Type.Boolean({ description: 'Whether your business unit may use it; else it is left out.' }),
    }),
  ),
  callbackUrls: Type.Array(Type.String()),
  nameTaken: Type.Boolean({ description: 'Whether you must give it another name.' }),
  version: Type.Integer(),
})

/** The same whole, with the application as it stands. */
export const WholeTransfer = Type.Object({
  ...ReceivedTransfer.properties,
  application: Type.Union([OfferedApplication, Type.Null()], {
    description: 'Null once it cannot be accepted any more.',
  }),
})

export type Transfer = Static<typeof Transfer>
export type ReceivedTransfer = Static<typeof ReceivedTransfer>
export type WholeTransfer = Static<typeof WholeTransfer>

const common = {
  id: EXAMPLE_TRANSFER_ID,
  vendorName: exampleApplication.vendorName,
  name: exampleApplication.name,
  state: 'offered' as const,
  words: 'As agreed with your night shift.',
  offeredAt: '2026-11-22T09:00:00.000Z',
  endsAt: '2026-11-29T09:00:00.000Z',
  answer: null,
  answeredAt: null,
}

const example: Transfer = {
  ...common,
  applicationId: EXAMPLE_ID,
  to: '4598765',
  offeredBy: exampleActor,
}

const received: ReceivedTransfer = {
  ...common,
  from: { number: '4512345', name: 'Harbour Support' },
  applicationId: null,
}

const exampleWhole: WholeTransfer = {
  ...received,
  application: {
    clientId: EXAMPLE_ID,
    description: '',
    clientType: 'confidential',
    status: 'active',
    scopes: exampleApplication.scopes.map(name => ({ name, available: true })),
    callbackUrls: [...exampleApplication.callbackUrls],
    nameTaken: false,
    version: 4,
  },
}

const TransferParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false })
const unknown = { description: 'No such transfer.' }
const answered = {
  description: 'It waits for an answer no longer.',
  problem: { type: '/problems/answered', title: 'Answered already' },
}

export const offerTransfer = defineRoute({
  id: 'offerTransfer',
  method: 'POST',
  path: '/applications/{id}/transfer',
  tag: 'API applications',
  summary: 'Offer an internal application to another business unit',
  description:
    'Nothing changes before somebody there accepts it, within seven days. Then it is theirs under the same client id: its secrets and keys, what people consented to, their tokens, its owners, tags, alerts and notes have ended, and of its scopes stay those that they may use. A number that nobody has is answered in the same way. A business unit has at most 20 offers that wait. With a session, the password must have been typed in the last 15 minutes (POST /account/proof).',
  permission: 'api-applications:deactivate',
  idempotent: true,
  params: ApplicationParams,
  body: Type.Object(
    {
      name: Type.String({ maxLength: 200_000, description: 'The name of the application, typed once more.' }),
      to: Type.String({ maxLength: 200, description: 'The number of the business unit, 7 digits.' }),
      words: Words,
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Offered.', schema: Transfer },
    404: applicationNotFound,
    409: {
      description:
        'It is contained, registered itself, or is on offer already; too many offers wait; or the Idempotency-Key came with another request.',
      problem: { type: '/problems/not-transferable', title: 'Cannot be transferred' },
    },
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: { name: example.name, to: example.to, words: common.words },
    response: example,
  },
})

export const listTransfers = defineRoute({
  id: 'listTransfers',
  method: 'GET',
  path: '/transfers',
  tag: 'API applications',
  summary: 'List what your business unit offered to others',
  description:
    'Newest first, with the answers. With `applicationId` the one offer of that application that waits, if any. Pages by cursor.',
  permission: 'api-applications:view',
  query: Type.Object(
    { ...CursorQuery.properties, applicationId: Type.Optional(Type.String({ maxLength: 100 })) },
    { additionalProperties: false },
  ),
  responses: { ...COMMON_RESPONSES, 200: { description: 'One page.', schema: pageOf(Transfer) } },
  example: { query: {}, response: { items: [example], nextCursor: null } },
})

export const withdrawTransfer = defineRoute({
  id: 'withdrawTransfer',
  method: 'POST',
  path: '/transfers/{id}/withdraw',
  tag: 'API applications',
  summary: 'Take back what your business unit offered',
  description: 'As long as nobody answered.',
  permission: 'api-applications:deactivate',
  params: TransferParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The offer, withdrawn.', schema: Transfer },
    404: unknown,
    409: answered,
  },
  example: {
    params: { id: EXAMPLE_TRANSFER_ID },
    response: { ...example, state: 'withdrawn', answeredAt: '2026-11-23T09:00:00.000Z' },
  },
})

export const listReceivedTransfers = defineRoute({
  id: 'listReceivedTransfers',
  method: 'GET',
  path: '/received-transfers',
  tag: 'API applications',
  summary: 'List what other business units offer to yours',
  description: 'Newest first, those that were answered too. Pages by cursor.',
  permission: 'api-applications:view',
  query: CursorQuery,
  responses: { ...COMMON_RESPONSES, 200: { description: 'One page.', schema: pageOf(ReceivedTransfer) } },
  example: { query: {}, response: { items: [received], nextCursor: null } },
})

export const getReceivedTransfer = defineRoute({
  id: 'getReceivedTransfer',
  method: 'GET',
  path: '/received-transfers/{id}',
  tag: 'API applications',
  summary: 'See an application that is offered to your business unit',
  description:
    'What it is, what it asks for and what of that your business unit may use, and where it sends people. The ETag is the version of the application.',
  permission: 'api-applications:view',
  params: TransferParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The offer.', schema: WholeTransfer },
    404: unknown,
  },
  example: { params: { id: EXAMPLE_TRANSFER_ID }, response: exampleWhole },
})

export const acceptTransfer = defineRoute({
  id: 'acceptTransfer',
  method: 'POST',
  path: '/received-transfers/{id}/accept',
  tag: 'API applications',
  summary: 'Accept an application that is offered to your business unit',
  description:
    'From then on it is yours, as active as it was, with the scopes that your business unit may use and without secrets: make one, or register a key. Its owners are those you name, else nobody. If-Match holds the ETag of the offer, so that you get what you looked at. Give another name where yours has one of its name.',
  permission: 'api-applications:create',
  ifMatch: true,
  params: TransferParams,
  body: Type.Object(
    {
      vendorName: Type.Optional(NameText),
      name: Type.Optional(NameText),
      owners: Type.Optional(Owners),
      words: Words,
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application, yours.', schema: Application },
    404: unknown,
    409: {
      description:
        'It waits for an answer no longer, cannot be accepted as it stands, or another application of your business unit has its name.',
      problem: { type: '/problems/answered', title: 'Answered already' },
    },
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { id: EXAMPLE_TRANSFER_ID },
    body: { owners: ['manager@harbour.example'], words: 'Thank you.' },
    response: { ...exampleApplication, secrets: [], version: 5 },
  },
})

export const declineTransfer = defineRoute({
  id: 'declineTransfer',
  method: 'POST',
  path: '/received-transfers/{id}/decline',
  tag: 'API applications',
  summary: 'Decline an application that is offered to your business unit',
  description: 'It stays where it is. The giver reads your words.',
  permission: 'api-applications:create',
  params: TransferParams,
  body: Type.Object({ words: Words }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The offer, declined.', schema: ReceivedTransfer },
    404: unknown,
    409: answered,
  },
  example: {
    params: { id: EXAMPLE_TRANSFER_ID },
    body: { words: 'We know nothing of it.' },
    response: {
      ...received,
      state: 'declined',
      answer: 'We know nothing of it.',
      answeredAt: '2026-11-23T09:00:00.000Z',
    },
  },
})
