import { checkCallbackUrls } from '@latchkey/contract/applications/callback-url.ts'
import {
  type ApplicationKind,
  DEFAULT_METADATA as DEFAULTS,
  type GrantType,
  LONGEST_REASON,
  MAX_REQUEST_URIS,
} from '@latchkey/contract/applications/client-metadata.ts'
import type { SigningAlgorithm } from '@latchkey/contract/applications/credentials/algorithms.ts'
import {
  holdsPrivateKey,
  PRIVATE_KEY_WORDS,
} from '@latchkey/contract/applications/credentials/private-key.ts'
import { linkFault, supportEmailFault } from '@latchkey/contract/applications/presentation.ts'
import type { FieldFault } from '@latchkey/contract/problem.ts'
import { parseKeySet } from '../../protocol/key-set.ts'
import { countSectors } from '../../protocol/openid/subject.ts'

/** How an application speaks OpenID Connect: the client metadata of RFC 7591 and its extensions, by their names. */
export type ClientMetadata = {
  readonly idTokenSignedResponseAlg: SigningAlgorithm
  /** Null: userinfo answers with plain JSON (OpenID Connect Core §5.3.2). */
  readonly userinfoSignedResponseAlg: SigningAlgorithm | null
  readonly subjectType: 'public' | 'pairwise'
  /** Whose host, and whose list of redirect URIs, make the sector of a pairwise subject (OpenID Connect Core §8.1). */
  readonly sectorIdentifierUri: string | null
  readonly postLogoutRedirectUris: readonly string[]
  readonly backchannelLogoutUri: string | null
  readonly backchannelLogoutSessionRequired: boolean
  readonly requestUris: readonly string[]
  /** The one algorithm of its request objects; null for any that its keys fit, but never none (RFC 9101 §10.1). */
  readonly requestObjectSigningAlg: SigningAlgorithm | 'none' | null
  readonly requireSignedRequestObject: boolean
  /** Off for old software alone: a confidential application that cannot send a challenge (RFC 9700 §2.1.1). */
  readonly requirePkce: boolean
  /** On for old software that reads the claims of scopes in the ID token (OpenID Connect Core §5.4 has userinfo). */
  readonly scopeClaimsInIdToken: boolean
  /** Its public keys as a JWK Set (RFC 7517 §5), as text; or where they are to be had. Never both. */
  readonly jwks: string | null
  readonly jwksUri: string | null
  /** The one way in which it proves itself (RFC 7591 §2). Null: by a client secret, sent either way; a public one by none. */
  readonly tokenEndpointAuthMethod: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | null
  /** The one algorithm of its client assertions; null for any that its keys fit. */
  readonly tokenEndpointAuthSigningAlg: SigningAlgorithm | null
  /** On for old software alone: a client assertion may name the token endpoint as its audience instead of the issuer. */
  readonly tokenEndpointAudienceAllowed: boolean
  /** What acr_values stands for where a request asks for no class of authentication (OpenID Connect Registration §2). */
  readonly defaultAcrValues: readonly string[]
  /** The grants it may use at the token endpoint (RFC 7591 §2). The implicit grant has a switch of its own. */
  readonly grantTypes: readonly GrantType[]
  /** Scopes about the person without which it is of no use, so that nobody can leave them out. */
  readonly neededOpenidScopes: readonly string[]
  /** What it is, in plain words; null: nobody said (docs/decisions/0030). */
  readonly kind: ApplicationKind | null
  /** Why it needs its sensitive scopes. */
  readonly scopeReason: string | null
  /** What users are shown of it, by the names of RFC 7591 §2; null everywhere of one that registered itself. */
  readonly clientUri: string | null
  readonly logoUri: string | null
  readonly policyUri: string | null
  readonly tosUri: string | null
  readonly supportEmail: string | null
}

export const DEFAULT_METADATA: ClientMetadata = DEFAULTS

/** What the rules must know beside the metadata itself. */
type Around = {
  readonly callbackUrls: readonly string[]
  readonly clientType: 'confidential' | 'public'
  /** Why a URL of a stranger may not be asked, as a sentence; null when it may. */
  readonly outboundFault: (url: string) => string | null
}

function fault(field: keyof ClientMetadata, rule: string, message: string): FieldFault {
  return { path: `/metadata/${field}`, rule, message }
}

/**
 * Checks client metadata as it would stand after a change.
 * In: the whole metadata; the callback URLs that would stand beside it; what may be asked of strangers.
 * Out: all faults at once, each with its field; empty when it may be kept.
 * Sources: RFC 7591 §2, OpenID Connect Registration §2, RP-Initiated Logout §3.1, Back-Channel Logout §2.2.
 */
export function metadataFaults(metadata: ClientMetadata, around: Around): FieldFault[] {
  return [
    ...postLogoutFaults(metadata),
    ...outboundFaults(metadata, around),
    ...keyFaults(metadata),
    ...sectorFaults(metadata, around.callbackUrls),
    ...pkceFaults(metadata, around.clientType),
    ...authMethodFaults(metadata, around.clientType),
    ...contextFaults(metadata),
    ...grantFaults(metadata, around.clientType),
    ...neededFaults(metadata),
    ...kindFaults(metadata, around.clientType),
    ...shownFaults(metadata),
  ]
}

/**
 * RFC 7591 §2.1: a refresh token comes from a code; RFC 6749 §4.4: whoever cannot prove itself has no token of its own.
 */
function grantFaults({ grantTypes }: ClientMetadata, clientType: Around['clientType']): FieldFault[] {
  const faults: FieldFault[] = []
  if (grantTypes.length === 0) {
    faults.push(fault('grantTypes', 'required', 'Choose at least one grant.'))
  }
  if (grantTypes.includes('refresh_token') && !grantTypes.includes('authorization_code')) {
    const message = 'Refresh tokens come with a code: add authorization_code, or leave refresh_token out.'
    faults.push(fault('grantTypes', 'refresh', message))
  }
  if (clientType === 'public' && grantTypes.length > 0 && !grantTypes.includes('authorization_code')) {
    const message = 'A public application cannot act for itself: it needs authorization_code.'
    faults.push(fault('grantTypes', 'public', message))
  }
  return faults
}

function neededFaults({ neededOpenidScopes }: ClientMetadata): FieldFault[] {
  return neededOpenidScopes.flatMap((scope, index) => {
    const path = `/metadata/neededOpenidScopes/${index}`
    if (neededOpenidScopes.indexOf(scope) !== index) {
      return [{ path, rule: 'duplicate', message: `The scope ${scope} is given twice.` }]
    }
    return []
  })
}

/** A kind that says where the application keeps its secret must not say the opposite of what it is. */
function kindFaults({ kind }: ClientMetadata, clientType: Around['clientType']): FieldFault[] {
  if ((kind === 'server' || kind === 'web') && clientType === 'public') {
    return [fault('kind', 'public', 'A public application keeps no secret, so it is no server.')]
  }
  if (kind === 'single-page' && clientType === 'confidential') {
    const message = 'A single page cannot keep a secret: it must be a public application.'
    return [fault('kind', 'confidential', message)]
  }
  return []
}

/** RFC 7591 §2: what users are shown, and the reason that only administrators see. */
function shownFaults(metadata: ClientMetadata): FieldFault[] {
  const faults: FieldFault[] = []
  for (const field of ['clientUri', 'logoUri', 'policyUri', 'tosUri'] as const) {
    const url = metadata[field]
    const why = url === null ? null : linkFault(url)
    if (why !== null) faults.push(fault(field, 'url', `The address ${why}`))
  }
  const { supportEmail, scopeReason } = metadata
  const why = supportEmail === null ? null : supportEmailFault(supportEmail)
  if (why !== null) faults.push(fault('supportEmail', 'form', why))
  if (scopeReason !== null && scopeReason.length > LONGEST_REASON) {
    faults.push(fault('scopeReason', 'length', `Write at most ${LONGEST_REASON} characters.`))
  }
  if (scopeReason !== null && scopeReason.trim() === '') {
    faults.push(fault('scopeReason', 'required', 'Write the reason, or leave it out.'))
  }
  return faults
}

/** The values of acr_values are separated by spaces (OpenID Connect Core §3.1.2.1), so none can hold one. */
function contextFaults({ defaultAcrValues }: ClientMetadata): FieldFault[] {
  return defaultAcrValues.flatMap((value, index) =>
    /^[\x21-\x7e]{1,255}$/.test(value)
      ? []
      : [
          {
            path: `/metadata/defaultAcrValues/${index}`,
            rule: 'word',
            message: 'A class has 1 to 255 ASCII letters, digits or signs, and no space.',
          },
        ],
  )
}

/** OpenID Connect Core §9: private_key_jwt needs a key of the application; a public one has nothing to prove with. */
function authMethodFaults(metadata: ClientMetadata, clientType: Around['clientType']): FieldFault[] {
  const { tokenEndpointAuthMethod: method, jwks, jwksUri } = metadata
  if (method !== null && clientType === 'public') {
    const message = 'A public application cannot prove itself: leave the method out.'
    return [fault('tokenEndpointAuthMethod', 'public', message)]
  }
  if (method !== 'private_key_jwt' || jwks !== null || jwksUri !== null) return []
  return [fault('jwks', 'required', 'Client assertions need the public keys of the application.')]
}

function pkceFaults({ requirePkce }: ClientMetadata, clientType: Around['clientType']): FieldFault[] {
  if (requirePkce || clientType === 'confidential') return []
  return [
    fault('requirePkce', 'public', 'A public application always proves itself by PKCE (RFC 9700 §2.1.1).'),
  ]
}

function postLogoutFaults({ postLogoutRedirectUris }: ClientMetadata): FieldFault[] {
  return checkCallbackUrls(postLogoutRedirectUris).map(({ index, rule, message }) => ({
    path: `/metadata/postLogoutRedirectUris${index === null ? '' : `/${index}`}`,
    rule,
    message,
  }))
}

function outboundFaults(metadata: ClientMetadata, { outboundFault }: Around): FieldFault[] {
  const faults: FieldFault[] = []
  for (const field of ['backchannelLogoutUri', 'jwksUri', 'sectorIdentifierUri'] as const) {
    const url = metadata[field]
    const why = url === null ? null : outboundFault(url)
    if (why !== null) faults.push(fault(field, 'url', why))
  }
  const { requestUris } = metadata
  if (requestUris.length > MAX_REQUEST_URIS) {
    faults.push(fault('requestUris', 'too-many', `There may be at most ${MAX_REQUEST_URIS} request URIs.`))
  }
  for (const [index, url] of requestUris.slice(0, MAX_REQUEST_URIS).entries()) {
    const path = `/metadata/requestUris/${index}`
    // OpenID Connect Core §6.2: the fragment may hold a hash of the contents; it is never sent.
    const why = outboundFault(url.replace(/#[^#]*$/, ''))
    if (why !== null) faults.push({ path, rule: 'url', message: why })
    else if (requestUris.indexOf(url) !== index) {
      faults.push({ path, rule: 'duplicate', message: 'This request URI is given twice.' })
    }
  }
  return faults
}

function keyFaults(metadata: ClientMetadata): FieldFault[] {
  const { jwks, jwksUri, requestObjectSigningAlg, requireSignedRequestObject } = metadata
  const faults: FieldFault[] = []
  if (jwks !== null && jwksUri !== null) {
    faults.push(fault('jwks', 'both', 'Give the keys themselves or the URL of the key set, not both.'))
  }
  const parsed = jwks === null ? null : parseKeySet(jwks)
  if (jwks !== null && holdsPrivateKey(jwks)) faults.push(fault('jwks', 'private', PRIVATE_KEY_WORDS))
  else if (parsed?.ok === false) faults.push(fault('jwks', 'keys', parsed.error))
  const keyless = jwks === null && jwksUri === null
  if (requireSignedRequestObject && requestObjectSigningAlg === 'none') {
    faults.push(
      fault('requestObjectSigningAlg', 'signed', 'Request objects must be signed, and none does not sign.'),
    )
  } else if (keyless && (requireSignedRequestObject || (requestObjectSigningAlg ?? 'none') !== 'none')) {
    faults.push(fault('jwks', 'required', 'Signed request objects need the public keys of the application.'))
  }
  return faults
}

/** OpenID Connect Core §8.1: without a sector identifier the callback URLs say the sector, so they must agree on one. */
function sectorFaults(metadata: ClientMetadata, callbackUrls: readonly string[]): FieldFault[] {
  if (metadata.subjectType !== 'pairwise' || metadata.sectorIdentifierUri !== null) return []
  if (countSectors(callbackUrls) <= 1) return []
  const message =
    'Pairwise subjects need one host for all callback URLs, or a sector identifier URI that lists them.'
  return [fault('sectorIdentifierUri', 'required', message)]
}
