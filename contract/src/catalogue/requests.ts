import { type Static, Type } from 'typebox'
import { ActorSummary, exampleActor, NameText, Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'
import { STATED } from '../stated.ts'

/** Longest reason of a request, and longest words of an answer, in characters. */
export const LONGEST_WORDS = 1000

const EXAMPLE_REQUEST_ID = 'ask_01934f6a5b7f7def8a1b2c3d4e5f6a7b'

// Wide bounds: the rules answer with their own words.
const Words = Type.String({ maxLength: 200_000, [STATED]: { minLength: 1, maxLength: LONGEST_WORDS } })

const State = Type.Union([Type.Literal('requested'), Type.Literal('yes'), Type.Literal('no')], {
  description: 'requested: no operator has answered yet.',
})

/** What a business unit asks the operators for: an external application that is not in the catalogue. */
export const ApplicationRequest = Type.Object({
  id: Type.String(),
  name: Type.String({ description: 'What the application is called.' }),
  link: Type.String({ description: 'Where it is described, https.' }),
  reason: Type.String({ description: 'What it is needed for.' }),
  state: State,
  createdAt: Time,
  createdBy: ActorSummary,
  answer: Type.Union([Type.String(), Type.Null()], { description: 'The operators’ words.' }),
  answeredAt: Type.Union([Time, Type.Null()]),
})

/** The same as operators see it, who know whose it is. */
const ReceivedRequest = Type.Object({
  ...ApplicationRequest.properties,
  businessUnit: Type.Object({ number: Type.String(), name: Type.String() }),
})

export type ApplicationRequest = Static<typeof ApplicationRequest>
export type ReceivedRequest = Static<typeof ReceivedRequest>

const example: ApplicationRequest = {
  id: EXAMPLE_REQUEST_ID,
  name: 'Quiet Dialler',
  link: 'https://dialler.example/latchkey',
  reason: 'The night shift wants to call back by itself.',
  state: 'requested',
  createdAt: '2026-11-22T09:00:00.000Z',
  createdBy: exampleActor,
  answer: null,
  answeredAt: null,
}

const received: ReceivedRequest = {
  ...example,
  businessUnit: { number: '4512345', name: 'Harbour Support' },
}

export const requestApplication = defineRoute({
  id: 'requestApplication',
  method: 'POST',
  path: '/application-requests',
  tag: 'Catalogue',
  summary: 'Ask for an external application that is not in the catalogue',
  description:
    'Goes to the operators of the platform, whose answer stands in the same list. A business unit has at most 20 requests without an answer.',
  permission: 'api-applications:create',
  idempotent: true,
  body: Type.Object(
    { name: NameText, link: Type.String({ maxLength: 200_000 }), reason: Words },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Asked.', schema: ApplicationRequest },
    409: {
      description: 'Too many wait for an answer, or the Idempotency-Key came with another request.',
      problem: { type: '/problems/too-many-requests-open', title: 'Too many requests wait' },
    },
  },
  example: {
    body: { name: example.name, link: example.link, reason: example.reason },
    response: example,
  },
})

export const listApplicationRequests = defineRoute({
  id: 'listApplicationRequests',
  method: 'GET',
  path: '/application-requests',
  tag: 'Catalogue',
  summary: 'List what your business unit asked for',
  description: 'Newest first, with the answers. Pages by cursor.',
  permission: 'api-applications:view',
  query: CursorQuery,
  responses: { ...COMMON_RESPONSES, 200: { description: 'One page.', schema: pageOf(ApplicationRequest) } },
  example: { query: {}, response: { items: [example], nextCursor: null } },
})

export const listReceivedRequests = defineRoute({
  id: 'listReceivedRequests',
  method: 'GET',
  path: '/received-requests',
  tag: 'Catalogue',
  summary: 'List what business units ask for',
  description: 'For operators: of one state, newest first; `requested` unless told. Pages by cursor.',
  permission: 'catalogue:edit',
  query: Type.Object(
    { ...CursorQuery.properties, state: Type.Optional(State) },
    { additionalProperties: false },
  ),
  responses: { ...COMMON_RESPONSES, 200: { description: 'One page.', schema: pageOf(ReceivedRequest) } },
  example: { query: { state: 'requested' }, response: { items: [received], nextCursor: null } },
})

export const answerRequest = defineRoute({
  id: 'answerRequest',
  method: 'POST',
  path: '/received-requests/{id}/answer',
  tag: 'Catalogue',
  summary: 'Answer what a business unit asks for',
  description: 'For operators. Yes or no with words, once; the business unit sees both.',
  permission: 'catalogue:edit',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
  body: Type.Object(
    { answer: Type.Union([Type.Literal('yes'), Type.Literal('no')]), words: Words },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The request with its answer.', schema: ReceivedRequest },
    404: { description: 'No such request.' },
    409: {
      description: 'It has an answer already.',
      problem: { type: '/problems/answered', title: 'Answered already' },
    },
  },
  example: {
    params: { id: EXAMPLE_REQUEST_ID },
    body: { answer: 'yes', words: 'It is in the catalogue now.' },
    response: {
      ...received,
      state: 'yes',
      answer: 'It is in the catalogue now.',
      answeredAt: '2026-11-23T09:00:00.000Z',
    },
  },
})
