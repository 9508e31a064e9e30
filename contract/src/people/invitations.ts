import { type Static, Type } from 'typebox'
import { ActorSummary, exampleActor, Time } from '../applications/applications.ts'
import { FieldFault } from '../problem.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'
import { LANGUAGES } from '../words/language.ts'

/** How many people one file can invite, and how long its text may be. */
export const INVITATION_FILE = { rows: 500, characters: 60_000 } as const

/** Somebody who was asked to become a user and has not answered. */
const Invitation = Type.Object({
  id: Type.String(),
  userName: Type.String({ description: 'The user name they will have; the letter goes to this address.' }),
  fullName: Type.String({ description: 'Empty: they say it themselves.' }),
  securityProfile: Type.Union([Type.Object({ id: Type.String(), name: Type.String() }), Type.Null()], {
    description: 'null: there is no such profile any more, and the link does not work.',
  }),
  language: Type.Enum(LANGUAGES, { description: 'The language of the letter.' }),
  state: Type.Union([Type.Literal('open'), Type.Literal('expired')], {
    description: 'expired: the link works no more. Send it again, or withdraw it.',
  }),
  invitedBy: ActorSummary,
  createdAt: Time,
  sentAt: Type.String({ format: 'date-time', description: 'When the link was last made and sent.' }),
  expiresAt: Time,
})
export type Invitation = Static<typeof Invitation>

const Invited = Type.Object({
  invitation: Invitation,
  link: Type.Union([Type.String(), Type.Null()], {
    description: 'null: it was sent by mail. Else no mail server is set, and you hand it on.',
  }),
})

const example: Invitation = {
  id: 'inv_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  userName: 'kim@harbour.example',
  fullName: 'Kim Quay',
  securityProfile: { id: 'agent', name: 'Agent' },
  language: 'en',
  state: 'open',
  invitedBy: exampleActor,
  createdAt: '2026-11-22T09:00:00.000Z',
  sentAt: '2026-11-22T09:00:00.000Z',
  expiresAt: '2026-11-29T09:00:00.000Z',
}

const InvitationParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false })
const invitationNotFound = {
  description:
    'No invitation with this id waits in this business unit: it is unknown, accepted or withdrawn.',
}
const tag = 'People'

export const listInvitations = defineRoute({
  id: 'listInvitations',
  method: 'GET',
  path: '/invitations',
  tag,
  summary: 'List invitations',
  description:
    'Invitations that nobody accepted or withdrew, newest first. One that expired stays for 30 days more. Pages by cursor.',
  permission: 'users:view',
  query: CursorQuery,
  responses: { ...COMMON_RESPONSES, 200: { description: 'One page.', schema: pageOf(Invitation) } },
  example: { response: { items: [example], nextCursor: null } },
})

export const listGrantableProfiles = defineRoute({
  id: 'listGrantableProfiles',
  method: 'GET',
  path: '/invitations/profiles',
  tag,
  summary: 'List the security profiles that you may give',
  description: 'Those of your business unit that permit no more than yours, by which you may invite.',
  permission: 'users:create',
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'The profiles.',
      schema: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
    },
  },
  example: { response: { items: [{ id: 'agent', name: 'Agent' }] } },
})

export const inviteUser = defineRoute({
  id: 'inviteUser',
  method: 'POST',
  path: '/invitations',
  tag,
  summary: 'Invite somebody',
  description:
    'Sends somebody a link with which they choose a password and become a user of your business unit. It works once, for seven days. The security profile can permit no more than yours. Whether the user name belongs to somebody of another business unit is not said.',
  permission: 'users:create',
  idempotent: true,
  body: Type.Object(
    {
      userName: Type.String({ maxLength: 200_000 }),
      fullName: Type.Optional(Type.String({ maxLength: 200_000 })),
      securityProfileId: Type.String({ maxLength: 100 }),
      language: Type.Optional(
        Type.Enum(LANGUAGES, {
          description: 'The language of the letter; else the one you are answered in.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Invited.', schema: Invited },
    404: { description: 'Sent again with its Idempotency-Key after it was accepted or withdrawn.' },
    409: { description: 'The Idempotency-Key came with another request.' },
  },
  example: {
    body: { userName: 'kim@harbour.example', fullName: 'Kim Quay', securityProfileId: 'agent' },
    response: { invitation: example, link: null },
  },
})

const PreviewRow = Type.Object({
  line: Type.Integer({ description: 'Where it begins in the file; the first line is 1.' }),
  userName: Type.String(),
  fullName: Type.String(),
  securityProfileId: Type.Union([Type.String(), Type.Null()]),
  language: Type.Union([Type.Enum(LANGUAGES), Type.Null()]),
  faults: Type.Array(FieldFault),
})

export const previewInvitations = defineRoute({
  id: 'previewInvitations',
  method: 'POST',
  path: '/invitations/preview',
  tag,
  summary: 'Look over a file of people to invite',
  description:
    'Reads comma or semicolon separated values whose first line names the columns: user name, full name, security profile (its name or id) and language (en or de); the second and last may be missing. At most 500 people. Says what is wrong, line by line, and invites nobody: send each row as an invitation of its own.',
  permission: 'users:create',
  body: Type.Object({ csv: Type.String({ maxLength: 200_000 }) }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'What was read.', schema: Type.Object({ rows: Type.Array(PreviewRow) }) },
  },
  example: {
    body: { csv: 'user name,full name,security profile\nkim@harbour.example,Kim Quay,Agent\n' },
    response: {
      rows: [
        {
          line: 2,
          userName: 'kim@harbour.example',
          fullName: 'Kim Quay',
          securityProfileId: 'agent',
          language: null,
          faults: [],
        },
      ],
    },
  },
})

export const sendInvitationAgain = defineRoute({
  id: 'sendInvitationAgain',
  method: 'POST',
  path: '/invitations/{id}/send-again',
  tag,
  summary: 'Send an invitation again',
  description: 'Makes a new link that works for seven days from now. The link before ends at once.',
  permission: 'users:create',
  params: InvitationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'Sent.', schema: Invited },
    404: invitationNotFound,
  },
  example: { params: { id: example.id }, response: { invitation: example, link: null } },
})

export const withdrawInvitation = defineRoute({
  id: 'withdrawInvitation',
  method: 'DELETE',
  path: '/invitations/{id}',
  tag,
  summary: 'Withdraw an invitation',
  description: 'Its link ends at once. Nobody is told.',
  permission: 'users:create',
  params: InvitationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The invitation, withdrawn.', schema: Invitation },
    404: invitationNotFound,
  },
  example: { params: { id: example.id }, response: example },
})
