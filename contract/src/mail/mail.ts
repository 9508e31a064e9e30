import { type Static, Type } from 'typebox'
import { Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'

const MAIL_STATES = ['waiting', 'sent', 'given-up', 'kept'] as const

const LetterSummary = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['password-reset', 'password-changed', 'invitation', 'reminder', 'alert'], {
    description:
      'What it is about. reminder: client secrets that end soon. alert: what somebody should look into at once.',
  }),
  recipient: Type.String({ description: 'The address it goes to.' }),
  businessUnitNumber: Type.String(),
  createdAt: Time,
  usefulUntil: Type.String({ format: 'date-time', description: 'It is not sent after that.' }),
  state: Type.Enum(MAIL_STATES, {
    description: 'kept: no mail server is set, so somebody has to hand it on.',
  }),
  attempts: Type.Integer(),
  lastFailure: Type.Union([Type.String(), Type.Null()]),
})
export type LetterSummary = Static<typeof LetterSummary>

/** What a letter says. */
const LetterText = Type.Object({
  subject: Type.String(),
  greeting: Type.String(),
  paragraphs: Type.Array(Type.String()),
  action: Type.Union([Type.Object({ label: Type.String(), url: Type.String() }), Type.Null()]),
  closing: Type.String(),
})

const LetterDetails = Type.Object({
  ...LetterSummary.properties,
  letter: Type.Union([LetterText, Type.Null()], {
    description: 'What it says; null while a mail server is set: then it is its recipient’s alone.',
  }),
})
const exampleLetter = {
  id: 'mai_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  kind: 'password-reset' as const,
  recipient: 'agent@harbour.example',
  businessUnitNumber: '4512345',
  createdAt: '2026-11-22T09:00:00.000Z',
  usefulUntil: '2026-11-22T09:30:00.000Z',
  state: 'kept' as const,
  attempts: 0,
  lastFailure: null,
}

const tag = 'Mail'

export const listMail = defineRoute({
  id: 'listMail',
  method: 'GET',
  path: '/mail',
  tag,
  summary: 'List letters',
  description:
    'Letters of the whole platform, newest first, and what became of each, for seven days. Pages by cursor.',
  permission: 'mail:view',
  query: CursorQuery,
  responses: { ...COMMON_RESPONSES, 200: { description: 'One page.', schema: pageOf(LetterSummary) } },
  example: { response: { items: [exampleLetter], nextCursor: null } },
})

export const getMail = defineRoute({
  id: 'getMail',
  method: 'GET',
  path: '/mail/{id}',
  tag,
  summary: 'Read a letter',
  description:
    'What became of a letter. While no mail server is set (LATCHKEY_SMTP_URL) also what it says, so that you can hand it on; that you read it is written into the history, since a link in it may open an account.',
  permission: 'mail:view',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The letter.', schema: LetterDetails },
    404: { description: 'No such letter.' },
  },
  example: {
    params: { id: exampleLetter.id },
    response: {
      ...exampleLetter,
      letter: {
        subject: 'Choose a new password',
        greeting: 'Hello Harbour Agent,',
        paragraphs: ['Somebody asked for a new password for agent@harbour.example, perhaps you.'],
        action: {
          label: 'Choose a new password',
          url: 'https://latchkey.example/password/new?link=lkp_…',
        },
        closing: 'If it was not you, do nothing: your password stays as it is.',
      },
    },
  },
})
