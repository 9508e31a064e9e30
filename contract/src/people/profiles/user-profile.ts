import { Type } from 'typebox'
import { needsIfMatch, stale } from '../../applications/applications.ts'
import { COMMON_RESPONSES, defineRoute } from '../../route.ts'
import { exampleUser, UserParams, UserSummary, userNotFound } from '../users.ts'
import { exampleEffects, ProfileEffects } from './effects.ts'
import { profileLockout } from './profiles.ts'

const body = Type.Object(
  { securityProfileId: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)

export const previewUserProfile = defineRoute({
  id: 'previewUserProfile',
  method: 'POST',
  path: '/users/{id}/security-profile/effects',
  tag: 'People',
  summary: 'What another security profile would take from a user',
  description:
    'Changes nothing. Says what the user would lose and gain, and which of their consents and sign-ins hold what would go.',
  permission: 'users:view',
  params: UserParams,
  body,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The answer.', schema: ProfileEffects },
    404: userNotFound,
  },
  example: {
    params: { id: exampleUser.id },
    body: { securityProfileId: 'agent' },
    response: { ...exampleEffects, people: { count: 1, more: false } },
  },
})

export const changeUserProfile = defineRoute({
  id: 'changeUserProfile',
  method: 'PUT',
  path: '/users/{id}/security-profile',
  tag: 'People',
  summary: 'Give a user another security profile',
  description:
    'It counts at once: in the console, for new tokens and for those already issued. Neither the profile they have nor the one they are given can permit more than yours, and somebody active must be left who may manage users and security profiles.',
  permission: 'users:edit',
  ifMatch: true,
  params: UserParams,
  body,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The user as they stand now.', schema: UserSummary },
    404: userNotFound,
    409: profileLockout,
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { id: exampleUser.id },
    body: { securityProfileId: 'supervisor' },
    response: { ...exampleUser, securityProfile: { id: 'supervisor', name: 'Supervisor' } },
  },
})
