import { type Static, Type } from 'typebox'
import { STATED } from '../stated.ts'
import { MAX_CALLBACK_URLS } from './callback-url.ts'
import { Algorithm } from './credentials/algorithms.ts'
import { LONGEST_EMAIL } from './presentation.ts'

// Wide bounds: the rules for URLs and keys answer with their own words.
const Url = Type.String({ maxLength: 200_000 })
const urls = (most: number) =>
  Type.Array(Url, { maxItems: 1000, [STATED]: { maxItems: most, uniqueItems: true } })

/** Most request URIs an application may register. */
export const MAX_REQUEST_URIS = 5

/** The grants that an application may be given at the token endpoint, by the names of RFC 7591 §2. */
export const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials'] as const
export type GrantType = (typeof GRANT_TYPES)[number]

/** The grants of an application that signs people in and does nothing else. */
export const SIGN_IN_GRANTS = ['authorization_code', 'refresh_token'] as const

/** The scopes about the person that an application may say it cannot do without. */
export const NEEDABLE_SCOPES = ['profile', 'email', 'address', 'phone', 'business_unit'] as const

/** Whether an application can get no token for itself, so that it need not have an API scope. */
export function signsPeopleInOnly(grantTypes: readonly string[]): boolean {
  return grantTypes.length > 0 && !grantTypes.includes('client_credentials')
}

/** What an application is, in plain words; it says nothing of who may do what. */
export const APPLICATION_KINDS = ['server', 'web', 'single-page', 'native', 'device', 'agent'] as const

export const ApplicationKind = Type.Union([
  Type.Literal('server'),
  Type.Literal('web'),
  Type.Literal('single-page'),
  Type.Literal('native'),
  Type.Literal('device'),
  Type.Literal('agent'),
])
export type ApplicationKind = Static<typeof ApplicationKind>

/** Longest answer to why an application needs its sensitive scopes, in characters. */
export const LONGEST_REASON = 500

const GrantTypes = Type.Array(
  Type.Union([
    Type.Literal('authorization_code'),
    Type.Literal('refresh_token'),
    Type.Literal('client_credentials'),
  ]),
  {
    maxItems: 1000,
    [STATED]: { minItems: 1, uniqueItems: true },
    description:
      'The grants it may use at the token endpoint. Without client_credentials it can have no API scope at all and only sign people in. Refresh tokens need authorization_code.',
  },
)

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })

/** How an application speaks OpenID Connect: client metadata of RFC 7591 and OpenID Connect Registration §2. */
export const ClientMetadata = Type.Object(
  {
    idTokenSignedResponseAlg: Algorithm,
    userinfoSignedResponseAlg: OrNull(Algorithm, 'null: userinfo answers with plain JSON.'),
    subjectType: Type.Union([Type.Literal('public'), Type.Literal('pairwise')], {
      description:
        'pairwise: a user has another sub in each sector, so that applications cannot compare notes.',
    }),
    sectorIdentifierUri: OrNull(
      Url,
      'A JSON list of callback URLs; its host is the sector. Needed when callback URLs have several hosts.',
    ),
    postLogoutRedirectUris: urls(MAX_CALLBACK_URLS),
    backchannelLogoutUri: OrNull(Url, 'Where a logout token is sent when a session ends.'),
    backchannelLogoutSessionRequired: Type.Boolean({
      description: 'Whether a logout token must hold a sid.',
    }),
    requestUris: urls(MAX_REQUEST_URIS),
    requestObjectSigningAlg: OrNull(
      Type.Union([Algorithm, Type.Literal('none')]),
      'The one algorithm of request objects; null: any that the keys fit, but never none.',
    ),
    requireSignedRequestObject: Type.Boolean(),
    requirePkce: Type.Boolean({
      description:
        'Whether an authorization request must hold a code_challenge. Off for old software alone; public applications always must.',
    }),
    scopeClaimsInIdToken: Type.Boolean({
      description:
        'Whether ID tokens hold the claims of the granted scopes although userinfo gives them. Off unless old software reads them there; without an access token an ID token always holds them.',
    }),
    jwks: OrNull(Url, 'The public keys of the application, as the text of a JWK Set.'),
    jwksUri: OrNull(Url, 'Where the JWK Set is to be had. Not together with jwks.'),
    tokenEndpointAuthMethod: OrNull(
      Type.Union([
        Type.Literal('client_secret_basic'),
        Type.Literal('client_secret_post'),
        Type.Literal('private_key_jwt'),
      ]),
      'The one way in which the application proves itself; null: by a client secret, sent either way.',
    ),
    tokenEndpointAuthSigningAlg: OrNull(
      Algorithm,
      'The one algorithm of its client assertions; null: any that the keys fit.',
    ),
    tokenEndpointAudienceAllowed: Type.Boolean({
      description:
        'Whether a client assertion may name the token endpoint as its audience instead of the issuer. On for old software alone.',
    }),
    defaultAcrValues: Type.Array(
      Type.String({ maxLength: 255, [STATED]: { pattern: '^[\\x21-\\x7e]{1,255}$' } }),
      {
        maxItems: 20,
        description:
          'Classes of authentication wished for where a request says no acr_values, the most preferred first.',
      },
    ),
    grantTypes: GrantTypes,
    neededOpenidScopes: Type.Array(
      Type.Union([
        Type.Literal('profile'),
        Type.Literal('email'),
        Type.Literal('address'),
        Type.Literal('phone'),
        Type.Literal('business_unit'),
      ]),
      {
        maxItems: 1000,
        [STATED]: { uniqueItems: true },
        description:
          'Scopes about the person without which the application is of no use: where it asks for them, consent says so and leaves nobody a choice.',
      },
    ),
    kind: OrNull(
      ApplicationKind,
      'What it is, in plain words; null: nobody said. It gives and takes nothing, but server and web need a confidential application, single-page a public one.',
    ),
    scopeReason: OrNull(
      Type.String({ maxLength: 200_000, [STATED]: { maxLength: LONGEST_REASON } }),
      'Why it needs its sensitive scopes, for whoever looks after it.',
    ),
    clientUri: OrNull(Url, 'Its home page, linked on the consent page.'),
    logoUri: OrNull(
      Url,
      'Its logo, https. The server fetches and keeps a copy, which the consent page shows; no browser asks this address.',
    ),
    policyUri: OrNull(Url, 'Its privacy policy, linked on the consent page.'),
    tosUri: OrNull(Url, 'Its terms of service, linked on the consent page.'),
    supportEmail: OrNull(
      Type.String({ maxLength: 200_000, [STATED]: { maxLength: LONGEST_EMAIL } }),
      'Where its users get help; shown on the consent page.',
    ),
  },
  { additionalProperties: false },
)

/** A change of it; what is absent stays. */
export const ClientMetadataEdit = Type.Partial(ClientMetadata, { additionalProperties: false })

/** What no lifetime goes below or beyond, in seconds: an access token outlives its withdrawal by an hour at most. */
export const LIFETIME_BOUNDS = {
  accessToken: { least: 60, most: 3600 },
  refreshIdle: { least: 300, most: 31_536_000 },
  refreshLongest: { least: 300, most: 63_072_000 },
} as const

/** Wide bounds: the rule for lifetimes answers with its own words. */
function seconds({ least, most }: { readonly least: number; readonly most: number }) {
  const stated = { minimum: least, maximum: most }
  return Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000_000, [STATED]: stated }), Type.Null()])
}

/** How long tokens live, in seconds; null where the default does. */
export const Lifetimes = Type.Object(
  {
    accessToken: seconds(LIFETIME_BOUNDS.accessToken),
    refreshIdle: seconds(LIFETIME_BOUNDS.refreshIdle),
    refreshLongest: seconds(LIFETIME_BOUNDS.refreshLongest),
  },
  { additionalProperties: false },
)

/** How long tokens really live, in seconds: the wish of the application within the limits that hold for it. */
export const EffectiveLifetimes = Type.Object(
  { accessToken: Type.Integer(), refreshIdle: Type.Integer(), refreshLongest: Type.Integer() },
  {
    description:
      'What holds by now, in seconds: the lifetimes of the application or else the defaults (15 minutes, 30 days, 90 days), shortened by the limits of the business unit and, of an external application, by its authorization.',
  },
)

/** A change of them; what is absent stays. */
export const LifetimesEdit = Type.Partial(Lifetimes, { additionalProperties: false })

/** How long tokens live where neither the application nor its business unit says anything, in seconds. */
export const DEFAULT_LIFETIMES = {
  accessToken: 900,
  refreshIdle: 2_592_000,
  refreshLongest: 7_776_000,
} as const satisfies Static<typeof Lifetimes>

export type ClientMetadata = Static<typeof ClientMetadata>
export type Lifetimes = Static<typeof Lifetimes>

/** What holds for an application that says nothing else. */
export const DEFAULT_METADATA: ClientMetadata = {
  idTokenSignedResponseAlg: 'RS256',
  userinfoSignedResponseAlg: null,
  subjectType: 'public',
  sectorIdentifierUri: null,
  postLogoutRedirectUris: [],
  backchannelLogoutUri: null,
  backchannelLogoutSessionRequired: false,
  requestUris: [],
  requestObjectSigningAlg: null,
  requireSignedRequestObject: false,
  requirePkce: true,
  scopeClaimsInIdToken: false,
  jwks: null,
  jwksUri: null,
  tokenEndpointAuthMethod: null,
  tokenEndpointAuthSigningAlg: null,
  tokenEndpointAudienceAllowed: false,
  defaultAcrValues: [],
  grantTypes: [...GRANT_TYPES],
  neededOpenidScopes: [],
  kind: null,
  scopeReason: null,
  clientUri: null,
  logoUri: null,
  policyUri: null,
  tosUri: null,
  supportEmail: null,
}

export const exampleMetadata: ClientMetadata = {
  ...DEFAULT_METADATA,
  postLogoutRedirectUris: ['https://reports.harbour.example/signed-out'],
  backchannelLogoutUri: 'https://reports.harbour.example/logout',
  neededOpenidScopes: ['email'],
  kind: 'web',
  clientUri: 'https://reports.harbour.example/',
  supportEmail: 'help@harbour.example',
}

export const exampleLifetimes: Lifetimes = { accessToken: 300, refreshIdle: null, refreshLongest: null }

export const exampleEffectiveLifetimes = {
  accessToken: 300,
  refreshIdle: 2_592_000,
  refreshLongest: 7_776_000,
}

/** Limits of a business unit in the examples: no sign-in lasts longer than ninety days. */
export const exampleLimits: Lifetimes = { accessToken: null, refreshIdle: null, refreshLongest: 7_776_000 }
