import { Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'

const responses = {
  ...COMMON_RESPONSES,
  403: { description: 'Sent with an access token: an application cannot act here for anybody.' },
} as const

const Letters = Type.Object(
  {
    reminders: Type.Boolean({
      description:
        'Whether you are reminded by mail of client secrets that end, of applications that you answer for. Security alerts are always sent.',
    }),
  },
  { additionalProperties: false },
)

export const getAccountLetters = defineRoute({
  id: 'getAccountLetters',
  method: 'GET',
  path: '/account/letters',
  tag: 'Account',
  summary: 'Which letters you get',
  description:
    'Letters go to who answers for an application: its owners, or where it has none the administrators of the business unit. Reminders of secrets that end come at most once a day.',
  permission: null,
  sessionOnly: true,
  responses: { ...responses, 200: { description: 'What you get.', schema: Letters } },
  example: { response: { reminders: true } },
})

export const setAccountLetters = defineRoute({
  id: 'setAccountLetters',
  method: 'PUT',
  path: '/account/letters',
  tag: 'Account',
  summary: 'Choose which letters you get',
  description: 'Switches reminders by mail off or on. What waits to be sent is not sent after that.',
  permission: null,
  sessionOnly: true,
  body: Letters,
  responses: { ...responses, 200: { description: 'What you get now.', schema: Letters } },
  example: { body: { reminders: false }, response: { reminders: false } },
})
