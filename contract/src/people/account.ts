import { type Static, Type } from 'typebox'
import { ApplicationStatus, ApplicationType, EXAMPLE_ID, Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { STATED } from '../stated.ts'

/** What a person does with their own account. Each takes the session of that person; no application can act here. */

const EXAMPLE_SESSION_ID = 'ses_01934f6a5b7e7def8a1b2c3d4e5f6a7b'

const responses = {
  ...COMMON_RESPONSES,
  403: { description: 'Sent with an access token: an application cannot act here for anybody.' },
} as const

/** A browser in which the caller is signed in. */
const AccountSession = Type.Object({
  id: Type.String({ description: 'The public name of the session, the sid of its ID tokens.' }),
  current: Type.Boolean({ description: 'Whether this request came with it.' }),
  userAgent: Type.String({ description: 'What the browser said it is when it signed in; may be empty.' }),
  ip: Type.String({ description: 'The address it signed in from; may be empty.' }),
  signedInAt: Time,
  lastSeenAt: Type.String({ format: 'date-time', description: 'When it was last used, to five minutes.' }),
})
export type AccountSession = Static<typeof AccountSession>

const exampleSession = {
  id: EXAMPLE_SESSION_ID,
  current: true,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  ip: '203.0.113.9',
  signedInAt: '2026-11-22T09:00:00.000Z',
  lastSeenAt: '2026-11-22T09:40:00.000Z',
}

export const listAccountSessions = defineRoute({
  id: 'listAccountSessions',
  method: 'GET',
  path: '/account/sessions',
  tag: 'Account',
  summary: 'List where you are signed in',
  description: 'Every browser in which you are signed in, latest used first.',
  permission: null,
  sessionOnly: true,
  responses: {
    ...responses,
    200: {
      description: 'Your sessions.',
      schema: Type.Object({ items: Type.Array(AccountSession) }),
    },
  },
  example: { response: { items: [exampleSession] } },
})

export const endAccountSession = defineRoute({
  id: 'endAccountSession',
  method: 'DELETE',
  path: '/account/sessions/{id}',
  tag: 'Account',
  summary: 'Sign out one browser',
  description:
    'Ends the session and what applications got in it, but for those you let stay connected while you are away (offline_access). Applications that asked to be told are told.',
  permission: null,
  sessionOnly: true,
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
  responses: {
    ...responses,
    204: { description: 'Ended.' },
    404: { description: 'You have no such session. It may have ended by itself.' },
  },
  example: { params: { id: EXAMPLE_SESSION_ID } },
})

export const endOtherAccountSessions = defineRoute({
  id: 'endOtherAccountSessions',
  method: 'POST',
  path: '/account/sessions/end-others',
  tag: 'Account',
  summary: 'Sign out every other browser',
  description: 'Ends every session of yours but the one this request came with, as ending each would.',
  permission: null,
  sessionOnly: true,
  responses: {
    ...responses,
    200: {
      description: 'Ended.',
      schema: Type.Object({ ended: Type.Integer({ description: 'How many sessions.' }) }),
    },
  },
  example: { response: { ended: 2 } },
})

/** An application to which the caller said yes. */
const AccountConsent = Type.Object({
  applicationId: Type.String(),
  name: Type.String(),
  vendorName: Type.String(),
  type: ApplicationType,
  status: ApplicationStatus,
  scopes: Type.Array(
    Type.Object({
      name: Type.String(),
      description: Type.String({ description: 'What it lets the application do, after "it can".' }),
    }),
  ),
  grantedAt: Time,
  lastUsedAt: Type.Union([Time, Type.Null()], {
    description: 'When it last got a token for you; null when nothing of that is kept any more.',
  }),
})
export type AccountConsent = Static<typeof AccountConsent>

export const listAccountConsents = defineRoute({
  id: 'listAccountConsents',
  method: 'GET',
  path: '/account/consents',
  tag: 'Account',
  summary: 'List the applications you allowed',
  description: 'Every application that may act for you, and what you let it do, latest allowed first.',
  permission: null,
  sessionOnly: true,
  responses: {
    ...responses,
    200: {
      description: 'What you allowed.',
      schema: Type.Object({ items: Type.Array(AccountConsent) }),
    },
  },
  example: {
    response: {
      items: [
        {
          applicationId: EXAMPLE_ID,
          name: 'Night Reports',
          vendorName: 'Harbour Support',
          type: 'internal',
          status: 'active',
          scopes: [{ name: 'ReportingApi', description: 'Read reports' }],
          grantedAt: '2026-11-22T09:00:00.000Z',
          lastUsedAt: '2026-11-22T09:40:00.000Z',
        },
      ],
    },
  },
})

export const withdrawAccountConsent = defineRoute({
  id: 'withdrawAccountConsent',
  method: 'DELETE',
  path: '/account/consents/{applicationId}',
  tag: 'Account',
  summary: 'Withdraw what you allowed',
  description:
    'The application can do nothing in your name from then on: its tokens and refresh tokens for you end at once. It must ask you anew.',
  permission: null,
  sessionOnly: true,
  params: Type.Object({ applicationId: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
  responses: {
    ...responses,
    204: { description: 'Withdrawn.' },
    404: { description: 'You have not allowed this application, or withdrew it before.' },
  },
  example: { params: { applicationId: EXAMPLE_ID } },
})

const Text = Type.Union([Type.String(), Type.Null()])

/** How to reach the caller. */
const AccountContact = Type.Object({
  email: Text,
  emailVerified: Type.Boolean(),
  phone: Type.Union([Type.String({ description: 'With + and the country code.' }), Type.Null()]),
  phoneVerified: Type.Boolean(),
  address: Type.Union([Type.String({ description: 'As on a letter, in several lines.' }), Type.Null()]),
})
export type AccountContact = Static<typeof AccountContact>

const exampleContact = {
  email: 'kim@harbour.example',
  emailVerified: false,
  phone: '+441632960123',
  phoneVerified: false,
  address: '1 Quay Street\nHarbour',
}

export const getAccountContact = defineRoute({
  id: 'getAccountContact',
  method: 'GET',
  path: '/account/contact',
  tag: 'Account',
  summary: 'Read how to reach you',
  description:
    'What applications learn that you let see your e-mail address, phone number or postal address.',
  permission: null,
  sessionOnly: true,
  responses: { ...responses, 200: { description: 'Your contact data.', schema: AccountContact } },
  example: { response: exampleContact },
})

/** The longest that is kept of what is said of a person, in characters. */
export const PERSON_BOUNDS = { email: 254, address: 500, name: 100, link: 2000, password: 256 } as const

/** Wide bounds: the rules for each field answer with their own words. Empty text says nothing, like null. */
function typed(stated: { readonly maxLength?: number; readonly pattern?: string }) {
  return Type.Union([Type.String({ maxLength: 10_000, [STATED]: stated }), Type.Null()])
}
const Name = typed({ maxLength: PERSON_BOUNDS.name })
const Link = typed({ maxLength: PERSON_BOUNDS.link, pattern: '^([hH][tT][tT][pP][sS]://.*)?$' })

export const editAccountContact = defineRoute({
  id: 'editAccountContact',
  method: 'PATCH',
  path: '/account/contact',
  tag: 'Account',
  summary: 'Change how to reach you',
  description:
    'Changes only the fields given; null removes one. An e-mail address or phone number that changes is not verified any more.',
  permission: null,
  sessionOnly: true,
  body: Type.Object(
    {
      email: Type.Optional(typed({ maxLength: PERSON_BOUNDS.email })),
      phone: Type.Optional(typed({})),
      address: Type.Optional(typed({ maxLength: PERSON_BOUNDS.address })),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  responses: { ...responses, 200: { description: 'Your contact data now.', schema: AccountContact } },
  example: { body: { email: 'kim@harbour.example' }, response: exampleContact },
})

/** What is said of a person, by themselves or by an administrator. */
export const AccountProfile = Type.Object({
  givenName: Text,
  familyName: Text,
  middleName: Text,
  nickname: Text,
  picture: Text,
  profile: Text,
  website: Text,
  gender: Text,
  birthdate: Text,
  zoneinfo: Text,
  locale: Text,
  updatedAt: Type.String({
    format: 'date-time',
    description: 'When any of it, or the contact data, last changed; until then when the user was made.',
  }),
})
export type AccountProfile = Static<typeof AccountProfile>

export const exampleProfile = {
  givenName: 'Kim',
  familyName: null,
  middleName: null,
  nickname: null,
  picture: null,
  profile: null,
  website: null,
  gender: null,
  birthdate: null,
  zoneinfo: null,
  locale: null,
  updatedAt: '2026-11-22T09:00:00.000Z',
}

/** A change of it; what is absent stays. */
export const ProfileEdit = Type.Object(
  {
    givenName: Type.Optional(Name),
    familyName: Type.Optional(Name),
    middleName: Type.Optional(Name),
    nickname: Type.Optional(Name),
    picture: Type.Optional(Link),
    profile: Type.Optional(Link),
    website: Type.Optional(Link),
    gender: Type.Optional(Name),
    birthdate: Type.Optional(typed({ pattern: '^([0-9]{4}(-[0-9]{2}-[0-9]{2})?)?$' })),
    zoneinfo: Type.Optional(Name),
    locale: Type.Optional(Name),
  },
  { additionalProperties: false, minProperties: 1 },
)

export const getAccountProfile = defineRoute({
  id: 'getAccountProfile',
  method: 'GET',
  path: '/account/profile',
  tag: 'Account',
  summary: 'Read what you say of yourself',
  description: 'What applications learn, beside your name, that you let see your profile.',
  permission: null,
  sessionOnly: true,
  responses: { ...responses, 200: { description: 'Your profile.', schema: AccountProfile } },
  example: { response: exampleProfile },
})

export const editAccountProfile = defineRoute({
  id: 'editAccountProfile',
  method: 'PATCH',
  path: '/account/profile',
  tag: 'Account',
  summary: 'Change what you say of yourself',
  description: 'Changes only the fields given; null removes one.',
  permission: null,
  sessionOnly: true,
  body: ProfileEdit,
  responses: { ...responses, 200: { description: 'Your profile now.', schema: AccountProfile } },
  example: { body: { givenName: 'Kim' }, response: exampleProfile },
})

export const changeAccountPassword = defineRoute({
  id: 'changeAccountPassword',
  method: 'POST',
  path: '/account/password',
  tag: 'Account',
  summary: 'Change your password',
  description:
    'Needs the current password. Signs out every other browser, and ends what applications got without leave to stay connected while you are away (offline_access): they must ask you to sign in again. Attempts count like those of signing in.',
  permission: null,
  sessionOnly: true,
  body: Type.Object(
    {
      currentPassword: Type.String({ maxLength: 10_000, writeOnly: true }),
      newPassword: Type.String({
        maxLength: 10_000,
        writeOnly: true,
        [STATED]: { minLength: 8, maxLength: PERSON_BOUNDS.password },
      }),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...responses,
    200: {
      description: 'Changed.',
      schema: Type.Object({ endedSessions: Type.Integer({ description: 'How many other sessions ended.' }) }),
    },
    429: { description: 'Too many attempts. Retry-After says how many seconds to wait.' },
  },
  example: {
    body: { currentPassword: 'the one of until now', newPassword: 'four words or more, typed twice' },
    response: { endedSessions: 1 },
  },
})

export const proveAccount = defineRoute({
  id: 'proveAccount',
  method: 'POST',
  path: '/account/proof',
  tag: 'Account',
  summary: 'Prove that you are there',
  description:
    'Takes your password. For the next 15 minutes this session may do what outlives it, such as making a client secret, which is refused with the problem /problems/proof-needed otherwise. Signing in is such a proof too. Attempts count like those of signing in.',
  permission: null,
  sessionOnly: true,
  body: Type.Object(
    { password: Type.String({ maxLength: 10_000, writeOnly: true }) },
    { additionalProperties: false },
  ),
  responses: {
    ...responses,
    200: { description: 'Proven.', schema: Type.Object({ provenUntil: Time }) },
    429: { description: 'Too many attempts. Retry-After says how many seconds to wait.' },
  },
  example: {
    body: { password: 'four words or more' },
    response: { provenUntil: '2026-11-22T09:15:00.000Z' },
  },
})
