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

/** What an administrator consented to for everybody of the business unit. */
export const ConsentForAll = Type.Object({
  scopes: Type.Array(Type.String(), { description: 'Empty when there is no such consent.' }),
  grantedAt: Type.Union([Time, Type.Null()]),
  grantedBy: Type.Union([ActorSummary, Type.Null()]),
})
export type ConsentForAll = Static<typeof ConsentForAll>

const exampleConsent = {
  scopes: ['openid', 'profile', 'ReportingApi'],
  grantedAt: '2026-11-22T09:00:00.000Z',
  grantedBy: exampleActor,
}
const none = { scopes: [], grantedAt: null, grantedBy: null }

export const getConsentForAll = defineRoute({
  id: 'getConsentForAll',
  method: 'GET',
  path: '/applications/{id}/consent',
  tag: 'Consent',
  summary: 'Read the consent for everybody',
  description:
    'What an administrator consented to for every user of your business unit, and who did when. Nulls and no scopes when nobody did.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The consent, or that there is none.', schema: ConsentForAll },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: exampleConsent },
})

export const grantConsentForAll = defineRoute({
  id: 'grantConsentForAll',
  method: 'PUT',
  path: '/applications/{id}/consent',
  tag: 'Consent',
  summary: 'Consent for everybody of the business unit',
  description:
    'Users of your business unit are no longer asked about these scopes of this application. Each still gets no more than the own security profile permits, and a user who left out an optional scope keeps it left out. A public application that is not reached by https asks every time all the same. The scopes replace those of before; what is no longer among them ends at once for users who did not allow it themselves. Doing it twice changes nothing. It takes a person with a session: no application can consent in a name.',
  permission: 'consents:grant',
  sessionOnly: true,
  params: ApplicationParams,
  body: Type.Object(
    {
      // Wide bounds: the rule for scopes answers with its own words.
      scopes: Type.Array(Type.String({ maxLength: 200_000 }), {
        maxItems: 1000,
        [STATED]: { minItems: 1, uniqueItems: true },
        description:
          'Scopes that the application may use here, and those of OpenID Connect: openid, profile, email, address, phone, offline_access.',
      }),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The consent as it stands now.', schema: ConsentForAll },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: { scopes: ['openid', 'profile', 'ReportingApi'] },
    response: exampleConsent,
  },
})

export const withdrawConsentForAll = defineRoute({
  id: 'withdrawConsentForAll',
  method: 'DELETE',
  path: '/applications/{id}/consent',
  tag: 'Consent',
  summary: 'Withdraw the consent for everybody',
  description:
    'Users are asked themselves from now on. Tokens, refresh tokens and codes of users who did not consent themselves end at once; introspection answers inactive. Access tokens that are checked offline end within their lifetime. Doing it twice changes nothing.',
  permission: 'consents:grant',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'That there is none any more.', schema: ConsentForAll },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: none },
})

/** One person's own consent to an application. */
export const PersonConsent = Type.Object({
  user: Type.Object({ id: Type.String(), userName: Type.String(), fullName: Type.String() }),
  scopes: Type.Array(Type.String()),
  declined: Type.Array(Type.String(), { description: 'What they were asked for and left out.' }),
  grantedAt: Time,
})
export type PersonConsent = Static<typeof PersonConsent>

export const listConsents = defineRoute({
  id: 'listConsents',
  method: 'GET',
  path: '/applications/{id}/consents',
  tag: 'Consent',
  summary: 'List who consented',
  description:
    'The people of your business unit whose own consent to the application stands, latest first. It needs `api-applications:view` as well; without `users:view` the number alone is told, by the access of the application.',
  permission: 'users:view',
  params: ApplicationParams,
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page of at most 50.', schema: pageOf(PersonConsent) },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID },
    response: {
      items: [
        {
          user: {
            id: 'usr_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
            userName: 'agent@harbour.example',
            fullName: 'Harbour Agent',
          },
          scopes: ['openid', 'ReportingApi'],
          declined: [],
          grantedAt: '2026-11-22T09:00:00.000Z',
        },
      ],
      nextCursor: null,
    },
  },
})
