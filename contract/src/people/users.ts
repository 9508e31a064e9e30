import { type Static, Type } from 'typebox'
import {
  ApplicationStatus,
  exampleActor,
  lockout,
  needsIfMatch,
  stale,
  Time,
} from '../applications/applications.ts'
import { Count } from '../business-units/needs.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'
import { AccountProfile, exampleProfile, ProfileEdit } from './account.ts'

/** A user of the caller's business unit. */
export const UserSummary = Type.Object({
  id: Type.String(),
  userName: Type.String(),
  fullName: Type.String(),
  securityProfile: Type.Object({ id: Type.String(), name: Type.String() }),
  status: ApplicationStatus,
  statusChangedAt: Type.Union([Time, Type.Null()], {
    description: 'When the user was last deactivated or activated; null: never.',
  }),
})
export type UserSummary = Static<typeof UserSummary>

/** A user in the list of all. */
const ListedUser = Type.Object({
  ...UserSummary.properties,
  lastSignInAt: Type.Union([Time, Type.Null()], { description: 'null: not since this is kept.' }),
})
export type ListedUser = Static<typeof ListedUser>

/** A user with what is said of them. */
const UserDetails = Type.Object({ ...UserSummary.properties, ...AccountProfile.properties })
export type UserDetails = Static<typeof UserDetails>

export const exampleUser = {
  id: exampleActor.id,
  userName: 'agent@harbour.example',
  fullName: 'Harbour Agent',
  securityProfile: { id: 'agent', name: 'Agent' },
  status: 'active' as const,
  statusChangedAt: null,
}
const exampleInactive = {
  ...exampleUser,
  status: 'inactive' as const,
  statusChangedAt: '2026-11-22T09:00:00.000Z',
}

export const UserParams = Type.Object(
  { id: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)
export const userNotFound = { description: 'No such user in this business unit.' }

export const listUsers = defineRoute({
  id: 'listUsers',
  method: 'GET',
  path: '/users',
  tag: 'People',
  summary: 'List users',
  description:
    'The users of your business unit, first made first. Pages by cursor. Each word of `search` must begin a word of the full name or of the user name.',
  permission: 'users:view',
  query: Type.Object(
    {
      ...CursorQuery.properties,
      search: Type.Optional(Type.String({ maxLength: 200 })),
      status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('inactive')])),
      profile: Type.Optional(Type.String({ maxLength: 100, description: 'The id of a security profile.' })),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page.',
      schema: Type.Object({
        ...pageOf(ListedUser).properties,
        total: Type.Object(Count.properties, { description: 'On all pages.' }),
      }),
    },
  },
  example: {
    query: { search: 'har', status: 'active' },
    response: {
      items: [{ ...exampleUser, lastSignInAt: '2026-11-22T09:00:00.000Z' }],
      nextCursor: null,
      total: { count: 1, more: false },
    },
  },
})

const Suggested = Type.Object({ id: Type.String(), userName: Type.String(), fullName: Type.String() })

export const suggestUsers = defineRoute({
  id: 'suggestUsers',
  method: 'GET',
  path: '/users/suggestions',
  tag: 'People',
  summary: 'Suggest users by the beginnings of their names',
  description:
    'For a field in which somebody types whom they mean. Active users of your business unit, at most eight, of whom each word typed begins a word of the full name or of the user name. Of a beginning that very many share only some are looked at: type more. At most 240 questions in a minute for each user.',
  permission: 'users:view',
  query: Type.Object(
    {
      search: Type.Optional(
        Type.String({ maxLength: 200, description: 'What was typed so far; without it nobody.' }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'Those found, by user name.', schema: Type.Object({ items: Type.Array(Suggested) }) },
  },
  example: {
    query: { search: 'har' },
    response: {
      items: [{ id: exampleUser.id, userName: exampleUser.userName, fullName: exampleUser.fullName }],
    },
  },
})

export const getUser = defineRoute({
  id: 'getUser',
  method: 'GET',
  path: '/users/{id}',
  tag: 'People',
  summary: 'Read one user',
  description:
    'A user of your business unit with what is said of them, which applications learn that the user lets see the profile. The ETag header is what an edit must send back.',
  permission: 'users:view',
  params: UserParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The user.', schema: UserDetails },
    404: userNotFound,
  },
  example: { params: { id: exampleUser.id }, response: { ...exampleUser, ...exampleProfile } },
})

export const editUser = defineRoute({
  id: 'editUser',
  method: 'PATCH',
  path: '/users/{id}',
  tag: 'People',
  summary: 'Edit what is said of a user',
  description:
    'Changes only the fields given; null removes one. The rules are those of the account page, where users edit it themselves. The history says which fields changed, and not what stood there.',
  permission: 'users:edit',
  ifMatch: true,
  params: UserParams,
  body: ProfileEdit,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The user as they stand now.', schema: UserDetails },
    404: userNotFound,
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { id: exampleUser.id },
    body: { givenName: 'Kim', zoneinfo: 'Europe/Berlin' },
    response: { ...exampleUser, ...exampleProfile, zoneinfo: 'Europe/Berlin' },
  },
})

export const sendPasswordLink = defineRoute({
  id: 'sendPasswordLink',
  method: 'POST',
  path: '/users/{id}/password-link',
  tag: 'People',
  summary: 'Send a user a link to a new password',
  description:
    'The link works once, for 30 minutes, and goes to the user by mail; until it is used the old password holds. Where no mail server is set the answer holds the link, so that you can hand it on: whoever has it can sign in as the user. Not for a user whose security profile permits more than yours.',
  permission: 'users:edit',
  params: UserParams,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'The link is made.',
      schema: Type.Object({
        link: Type.Union([Type.String(), Type.Null()], { description: 'null: it was sent by mail.' }),
      }),
    },
    404: userNotFound,
    409: lockout,
  },
  example: { params: { id: exampleUser.id }, response: { link: null } },
})

export const deactivateUser = defineRoute({
  id: 'deactivateUser',
  method: 'POST',
  path: '/users/{id}/deactivate',
  tag: 'People',
  summary: 'Deactivate a user',
  description:
    'Signs the user out everywhere and ends at once what any application holds in the name of the user, also where it may stay connected (offline_access). Doing it twice changes nothing. Nobody deactivates themselves.',
  permission: 'users:deactivate',
  params: UserParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The user, inactive.', schema: UserSummary },
    404: userNotFound,
    409: lockout,
  },
  example: { params: { id: exampleUser.id }, response: exampleInactive },
})

export const activateUser = defineRoute({
  id: 'activateUser',
  method: 'POST',
  path: '/users/{id}/activate',
  tag: 'People',
  summary: 'Activate a user',
  description: 'Lets the user sign in again. Sessions and tokens from before the deactivation stay ended.',
  permission: 'users:deactivate',
  params: UserParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The user, active.', schema: UserSummary },
    404: userNotFound,
    409: lockout,
  },
  example: {
    params: { id: exampleUser.id },
    response: { ...exampleUser, statusChangedAt: '2026-11-22T09:10:00.000Z' },
  },
})
