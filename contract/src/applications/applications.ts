import { type Static, Type } from 'typebox'
import { MAX_NAME_LENGTH } from '../names.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { STATED } from '../stated.ts'
import { MAX_CALLBACK_URL_LENGTH, MAX_CALLBACK_URLS } from './callback-url.ts'
import {
  ClientMetadata,
  ClientMetadataEdit,
  EffectiveLifetimes,
  exampleEffectiveLifetimes,
  exampleLifetimes,
  exampleMetadata,
  Lifetimes,
  LifetimesEdit,
} from './client-metadata.ts'
import { MAX_TAG_LENGTH, MAX_TAGS } from './tags.ts'

/** The application in the examples of the reference. */
export const EXAMPLE_ID = 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b'
export const EXAMPLE_SECRET_ID = 'sec_01934f6a5b7d7def8a1b2c3d4e5f6a7b'

export const ApplicationType = Type.Union(
  [Type.Literal('internal'), Type.Literal('external'), Type.Literal('published')],
  {
    description:
      'published: an entry of the catalogue, as the operators who maintain it see it; to business units that let it in it is external. A list holds it only where it is asked for.',
  },
)
export const ApplicationStatus = Type.Union(
  [Type.Literal('active'), Type.Literal('inactive'), Type.Literal('contained')],
  {
    description:
      'contained: stopped because something may be wrong, and kept as it is until that is lifted. As a filter inactive finds what is contained, too.',
  },
)
export const ClientType = Type.Union([Type.Literal('confidential'), Type.Literal('public')], {
  description:
    'confidential: runs on a server and keeps a secret. public: runs in a browser or on a device, has no secret.',
})

export type ApplicationType = Static<typeof ApplicationType>
export type ApplicationStatus = Static<typeof ApplicationStatus>
export type ClientType = Static<typeof ClientType>

export const ActorSummary = Type.Object({
  id: Type.String(),
  name: Type.String({ description: 'The user name, or the name of the application that acted.' }),
})
export const Time = Type.String({ format: 'date-time', description: 'UTC, RFC 3339.' })

/** A client secret without its value: the value is shown once, when it is made. */
export const Secret = Type.Object({
  id: Type.String(),
  label: Type.String(),
  hint: Type.String({ description: 'The last four characters.' }),
  createdAt: Time,
  createdBy: ActorSummary,
  expiresAt: Type.Union([Time, Type.Null()], {
    description: 'When it stops working; null: not until it is revoked.',
  }),
  lastUsedAt: Type.Union([Time, Type.Null()], {
    description: 'When it last opened something, to the minute; null: not since this is kept.',
  }),
  lastUsedFrom: Type.Union([Type.String(), Type.Null()], { description: 'The address it came from then.' }),
  leakedAt: Type.Union([Time, Type.Null()], {
    description:
      'When somebody first reported that it lies where it does not belong, or first after it was released; null: never.',
  }),
  quarantinedAt: Type.Union([Time, Type.Null()], {
    description:
      'Since when it is in quarantine, where it issues nothing until somebody releases or revokes it; null: it is not.',
  }),
})

/** Who answers for an application. One who is inactive is still shown, so that somebody takes over. */
const Owner = Type.Object({
  id: Type.String(),
  userName: Type.String(),
  fullName: Type.String(),
  status: ApplicationStatus,
})

export const ApplicationSummary = Type.Object({
  id: Type.String({ description: 'The Application ID, which is also the client_id.' }),
  type: ApplicationType,
  vendorName: Type.String(),
  name: Type.String(),
  clientType: ClientType,
  status: ApplicationStatus,
  scopes: Type.Array(Type.String()),
  tags: Type.Array(Type.String()),
  owners: Type.Array(Owner, { description: 'Users who answer for it, the first one first.' }),
  lastUsedAt: Type.Union([Time, Type.Null()], {
    description:
      'When it was last given a token, to a quarter of an hour; null: not since this is kept, which a list says.',
  }),
  createdAt: Time,
  statusChangedAt: Time,
  statusChangedBy: ActorSummary,
})

/** As a list shows it, with whether somebody should look at it. */
export const ListedApplication = Type.Object({
  ...ApplicationSummary.properties,
  openAlerts: Type.Integer({
    minimum: 0,
    maximum: 100,
    description: 'How many alerts about it nobody has acknowledged; 100 stands for as many or more.',
  }),
})

export const Application = Type.Object({
  ...ApplicationSummary.properties,
  callbackUrls: Type.Array(Type.String()),
  secrets: Type.Array(Secret),
  implicitAllowed: Type.Boolean({
    description: 'Whether this application opted in to the implicit grant (legacy).',
  }),
  rotateRefreshTokens: Type.Boolean({
    description: 'Whether each use of a refresh token replaces it. Always true for public applications.',
  }),
  optionalScopes: Type.Array(Type.String(), {
    description: 'Those of the scopes that a user may leave out when consenting.',
  }),
  metadata: ClientMetadata,
  lifetimes: Lifetimes,
  effectiveLifetimes: EffectiveLifetimes,
  withdrawn: Type.Union(
    [Type.Object({ at: Time, reason: Type.Union([Type.String(), Type.Null()]) }), Type.Null()],
    {
      description:
        'Of an external application: when and why the platform withdrew it everywhere; null: it did not.',
    },
  ),
  askedSince: Type.Array(Type.String(), {
    description:
      'What the vendor of an external application asks for since your business unit last decided. It has none of it until somebody says yes.',
  }),
  createdBy: ActorSummary,
  statusReason: Type.Union([Type.String(), Type.Null()], {
    description:
      'Why it is contained, or why it was deactivated, as whoever did that told its developers; null while it is active, and where no reason was given.',
  }),
  version: Type.Integer({ description: 'Grows with each change; the ETag holds it.' }),
})

export const NewSecret = Type.Object({
  id: Type.String(),
  value: Type.String({ description: 'The client secret. Shown this once; only its hash is kept.' }),
})

export type ApplicationSummary = Static<typeof ApplicationSummary>
export type ListedApplication = Static<typeof ListedApplication>
export type Application = Static<typeof Application>
export type NewSecret = Static<typeof NewSecret>

export const ApplicationParams = Type.Object(
  { id: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)

// Wide bounds: the rules for names, scopes and callback URLs answer with their own words.
const Text = Type.String({ maxLength: 200_000 })
export const NameText = Type.String({
  maxLength: 200_000,
  [STATED]: { minLength: 1, maxLength: MAX_NAME_LENGTH },
})
const OptionalScopes = Type.Array(Text, { maxItems: 1000 })
const Scopes = Type.Array(Text, {
  maxItems: 1000,
  [STATED]: { uniqueItems: true },
  description:
    'At least one, unless the grants leave client_credentials out: such an application signs people in and can do nothing else.',
})
const CallbackUrls = Type.Array(
  Type.String({ maxLength: 200_000, [STATED]: { minLength: 1, maxLength: MAX_CALLBACK_URL_LENGTH } }),
  { maxItems: 1000, [STATED]: { maxItems: MAX_CALLBACK_URLS, uniqueItems: true } },
)

const Tags = Type.Array(
  Type.String({ maxLength: 200_000, [STATED]: { minLength: 1, maxLength: MAX_TAG_LENGTH } }),
  {
    maxItems: 1000,
    [STATED]: { maxItems: MAX_TAGS },
    description: 'Kept in small letters, with hyphens for spaces.',
  },
)
export const Owners = Type.Array(Text, {
  maxItems: 1000,
  [STATED]: { maxItems: 10, uniqueItems: true },
  description:
    'Ids or user names of users of your business unit who answer for it. Two are better than one. Nobody inactive can be added.',
})

export const exampleActor = { id: 'usr_01934f6a5b7c7def8a1b2c3d4e5f6a7b', name: 'manager@harbour.example' }
export const exampleSummary = {
  id: EXAMPLE_ID,
  type: 'internal' as const,
  vendorName: 'Harbour Support',
  name: 'Night Reports',
  clientType: 'confidential' as const,
  status: 'active' as const,
  scopes: ['RealTimeApi', 'ReportingApi'],
  tags: ['reports'],
  owners: [
    {
      id: exampleActor.id,
      userName: exampleActor.name,
      fullName: 'Harbour Manager',
      status: 'active' as const,
    },
  ],
  lastUsedAt: '2026-11-22T23:00:04.000Z',
  createdAt: '2026-11-22T09:00:00.000Z',
  statusChangedAt: '2026-11-22T09:00:00.000Z',
  statusChangedBy: exampleActor,
}
export const exampleApplication = {
  ...exampleSummary,
  callbackUrls: ['https://reports.harbour.example/callback'],
  secrets: [
    {
      id: EXAMPLE_SECRET_ID,
      label: 'First secret',
      hint: 'x7Qk',
      createdAt: '2026-11-22T09:00:00.000Z',
      createdBy: exampleActor,
      expiresAt: null,
      lastUsedAt: '2026-11-22T23:00:04.000Z',
      lastUsedFrom: '192.0.2.17',
      leakedAt: null,
      quarantinedAt: null,
    },
  ],
  implicitAllowed: false,
  rotateRefreshTokens: false,
  optionalScopes: ['ReportingApi'],
  metadata: exampleMetadata,
  lifetimes: exampleLifetimes,
  effectiveLifetimes: exampleEffectiveLifetimes,
  withdrawn: null,
  askedSince: [],
  createdBy: exampleActor,
  statusReason: null,
  version: 2,
}

export const applicationNotFound = { description: 'No such application in this business unit.' }
export const stale = {
  description: 'If-Match does not hold the current ETag: somebody changed it meanwhile.',
}
export const needsIfMatch = { description: 'If-Match is missing: send the ETag you last read.' }
export const nameTaken = {
  description:
    'An application of this name exists already, or the Idempotency-Key came with another request.',
  problem: { type: '/problems/name-taken', title: 'Name taken' },
}
/** Of a change after which nobody could open again. */
export const lockout = {
  description: 'It would lock people out; the detail says whom.',
  problem: { type: '/problems/locks-out', title: 'Would lock people out' },
}

export const registerApplication = defineRoute({
  id: 'registerApplication',
  method: 'POST',
  path: '/applications',
  tag: 'API applications',
  summary: 'Register an internal application',
  description:
    'Registers software of your own. A confidential application is given a client secret, which this answer shows once. Whoever registers it is its first owner unless told. With `metadata.grantTypes` `["authorization_code", "refresh_token"]` and no scopes it signs people in and can do nothing else. What is absent has its default; everything is checked as an edit would be, and nothing is registered when anything is refused. `grantTypes` is short for that of the metadata: give one of the two. Where a secret is made for a session, the password must have been typed in the last 15 minutes (POST /account/proof).',
  permission: 'api-applications:create',
  idempotent: true,
  body: Type.Object(
    {
      vendorName: NameText,
      name: NameText,
      clientType: Type.Optional(ClientType),
      scopes: Scopes,
      callbackUrls: Type.Optional(CallbackUrls),
      implicitAllowed: Type.Optional(Type.Boolean()),
      rotateRefreshTokens: Type.Optional(Type.Boolean()),
      optionalScopes: Type.Optional(OptionalScopes),
      metadata: Type.Optional(ClientMetadataEdit),
      lifetimes: Type.Optional(LifetimesEdit),
      tags: Type.Optional(Tags),
      owners: Type.Optional(Owners),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: {
      description: 'Registered.',
      schema: Type.Object({ application: Application, secret: Type.Union([NewSecret, Type.Null()]) }),
    },
    409: nameTaken,
  },
  example: {
    body: {
      vendorName: 'Harbour Support',
      name: 'Night Reports',
      clientType: 'confidential',
      scopes: ['RealTimeApi', 'ReportingApi'],
      callbackUrls: ['https://reports.harbour.example/callback'],
    },
    response: {
      application: exampleApplication,
      secret: { id: EXAMPLE_SECRET_ID, value: 'lks_examplevalueshownonce' },
    },
  },
})

export const getApplication = defineRoute({
  id: 'getApplication',
  method: 'GET',
  path: '/applications/{id}',
  tag: 'API applications',
  summary: 'Read one application',
  description:
    'Everything about it but the values of its secrets. The ETag header is what an edit must send back.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application.', schema: Application },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: exampleApplication },
})

export const editApplication = defineRoute({
  id: 'editApplication',
  method: 'PATCH',
  path: '/applications/{id}',
  tag: 'API applications',
  summary: 'Edit names, scopes, callback URLs, grants, metadata, lifetimes, tags and owners',
  description:
    'Changes only the fields given, within metadata and lifetimes too. Lifetimes are in seconds and stay within the limits of your business unit. Of an external application only the scopes you let it use can be changed, to fewer than it asks for, the lifetimes, the tags and the owners.',
  permission: 'api-applications:edit',
  ifMatch: true,
  params: ApplicationParams,
  body: Type.Object(
    {
      vendorName: Type.Optional(NameText),
      name: Type.Optional(NameText),
      scopes: Type.Optional(Scopes),
      callbackUrls: Type.Optional(CallbackUrls),
      implicitAllowed: Type.Optional(Type.Boolean()),
      rotateRefreshTokens: Type.Optional(Type.Boolean()),
      optionalScopes: Type.Optional(OptionalScopes),
      metadata: Type.Optional(ClientMetadataEdit),
      lifetimes: Type.Optional(LifetimesEdit),
      tags: Type.Optional(Tags),
      owners: Type.Optional(Owners),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application as it stands now.', schema: Application },
    404: applicationNotFound,
    409: { ...nameTaken, description: 'Another application of your business unit has this name.' },
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: { scopes: ['ReportingApi'] },
    response: { ...exampleApplication, scopes: ['ReportingApi'], version: 3 },
  },
})
