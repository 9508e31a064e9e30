import { checkCallbackUrl, checkCallbackUrls } from '@latchkey/contract/applications/callback-url.ts'
import { linkFault } from '@latchkey/contract/applications/presentation.ts'
import { checkName } from '@latchkey/contract/names.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { type Refusal, refusal } from '../../../protocol/refusal.ts'
import type { ClientRequest } from '../../../protocol/registration/client-request.ts'
import { narrow, OPENID_SCOPES } from '../../../protocol/scope.ts'
import type { Registration } from '../../model.ts'
import { type ClientMetadata, DEFAULT_METADATA, metadataFaults } from '../client-metadata.ts'
import type { Registered } from './registered.ts'
import { authMethodOf } from './registered-use.ts'

/** What a client is registered as, checked. */
export type CheckedClient = {
  /** What the application is called, unless that is taken. */
  readonly name: string
  readonly clientType: 'confidential' | 'public'
  readonly scopes: readonly string[]
  readonly callbackUrls: readonly string[]
  readonly implicitAllowed: boolean
  readonly metadata: ClientMetadata
  readonly registered: Registered
}

/** What whoever made the token lets old software do. */
type Leniency = Pick<ClientMetadata, 'requirePkce' | 'tokenEndpointAudienceAllowed'>

/** What nobody can say in a registration: whoever administers the application may. */
type OwnersChoices = Pick<
  ClientMetadata,
  'scopeClaimsInIdToken' | 'grantTypes' | 'neededOpenidScopes' | 'kind' | 'scopeReason'
>

type Around = {
  /** The API scopes it may have at most. */
  readonly ceiling: readonly string[]
  /** Whether it may have tokens from the authorization endpoint. */
  readonly implicitAllowed: boolean
  readonly leniency: Leniency
  readonly choices?: OwnersChoices
  /** Why a URL of a stranger may not be asked, as a sentence; null when it may. */
  readonly outboundFault: (url: string) => string | null
}

const UNNAMED = 'Registered client'

/**
 * Checks what a client asks to be registered as.
 * In: the request, well formed; what surrounds it. Out: what it is registered as: its scopes are those asked for that
 * it may have, all of them when it asked for none. Refuses with the first fault, naming its field (RFC 7591 §3.2.2).
 */
export function checkClient(request: ClientRequest, around: Around): Result<CheckedClient, Refusal> {
  const clientType = request.authMethod === 'none' ? 'public' : 'confidential'
  const implicit = request.grantTypes.includes('implicit')
  const { redirectUris: callbackUrls } = request
  const metadata = metadataOf(request, clientType, {
    ...DEFAULT_METADATA,
    ...around.leniency,
    ...around.choices,
  })
  const name = nameOf(request.clientName)
  const judged = { callbackUrls, clientType, outboundFault: around.outboundFault } as const
  const faults = [
    ...redirectFaults(request),
    ...linkFaults(request),
    ...(name.ok ? [] : [name.error]),
    ...(implicit && !around.implicitAllowed ? [invalid('grant_types', IMPLICIT_OFF)] : []),
    ...metadataFaults(metadata, judged).map(({ path, message }) => invalid(wireName(path), message)),
  ]
  const [first] = faults
  if (first !== undefined) return err(first)
  return ok({
    name: name.ok ? name.value : UNNAMED,
    clientType,
    scopes: narrow(request.scopes ?? around.ceiling, around.ceiling),
    callbackUrls,
    implicitAllowed: implicit,
    metadata,
    registered: registeredOf(request),
  })
}

const IMPLICIT_OFF =
  'cannot hold implicit: the business unit did not opt in to it, or it was not registered for it.'

function invalid(field: string, why: string): Refusal {
  return refusal('client_metadata_invalid', `${field} ${why}`)
}

/** `/metadata/postLogoutRedirectUris/0` is post_logout_redirect_uris. */
function wireName(path: string): string {
  const [, , field = ''] = path.split('/')
  return `${field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}:`
}

/**
 * Checks a change of a registration by the client itself (RFC 7592 §2.2). It replaces everything and is judged like a
 * registration; beyond that it can only give up what it has: scopes, the implicit grant, a secret in favour of a key.
 * In: the application as it stands, the request, the business unit's choice, and what may be asked of strangers.
 */
export function checkClientUpdate(
  stands: Registration,
  request: ClientRequest,
  around: Pick<Around, 'implicitAllowed' | 'outboundFault'>,
): Result<CheckedClient, Refusal> {
  const method = authMethodOf(stands)
  const { authMethod } = request
  if (
    (authMethod === 'none') !== (method === 'none') ||
    (method === 'private_key_jwt' && authMethod !== method)
  ) {
    const why = `cannot change from ${method} to ${authMethod ?? 'client_secret_basic'}. Register anew.`
    return err(invalid('token_endpoint_auth_method', why))
  }
  // Who was never bound to one way is told the default, and only says it again here.
  const bound = stands.metadata.tokenEndpointAuthMethod !== null
  const repeats = !bound && authMethod === 'client_secret_basic'
  return checkClient(repeats ? { ...request, authMethod: null } : request, {
    ...around,
    ceiling: stands.scopes,
    implicitAllowed: around.implicitAllowed && stands.implicitAllowed,
    leniency: stands.metadata,
    choices: stands.metadata,
  })
}

/** The alias of the legacy door cannot hold a colon or an @ sign; programs like them in their names. */
function nameOf(clientName: string | null): Result<string, Refusal> {
  if (clientName === null) return ok(UNNAMED)
  const plain = clientName.replace(/[:@\uFF1A\uFE13\uFE55\uFF20\uFE6B]/g, ' ').replace(/ {2,}/g, ' ')
  const name = checkName(plain, 'client_name')
  return name.ok ? ok(name.value) : err(refusal('client_metadata_invalid', name.message))
}

function redirectFaults({ redirectUris, applicationType, grantTypes }: ClientRequest): Refusal[] {
  const refuse = (index: number | null, why: string): Refusal => {
    const which = index === null ? 'redirect_uris:' : `redirect_uris, number ${index + 1}:`
    return refusal('registered_redirect_uri_invalid', `${which} ${why}`)
  }
  const faults = checkCallbackUrls(redirectUris).map(({ index, message }) => refuse(index, message))
  for (const [index, uri] of redirectUris.entries()) {
    const verdict = checkCallbackUrl(uri)
    if (!verdict.ok || applicationType === 'native') continue
    if (verdict.kind === 'private-use') {
      faults.push(refuse(index, 'a scheme of its own is for application_type native.'))
    }
    // OpenID Connect Registration §2, application_type.
    const local = verdict.kind === 'loopback'
    if (local && grantTypes.includes('implicit')) {
      faults.push(refuse(index, 'with the implicit grant, a web application needs https and no localhost.'))
    }
  }
  return faults
}

function linkFaults(request: ClientRequest): Refusal[] {
  const links = {
    client_uri: request.clientUri,
    logo_uri: request.logoUri,
    policy_uri: request.policyUri,
    tos_uri: request.tosUri,
    initiate_login_uri: request.initiateLoginUri,
  }
  return Object.entries(links).flatMap(([field, url]) => {
    const why = url === null ? null : linkFault(url)
    return why === null ? [] : [invalid(field, why)]
  })
}

function metadataOf(
  request: ClientRequest,
  clientType: CheckedClient['clientType'],
  given: Leniency & OwnersChoices,
): ClientMetadata {
  const { authMethod } = request
  return {
    idTokenSignedResponseAlg: request.idTokenAlg,
    userinfoSignedResponseAlg: request.userinfoAlg,
    subjectType: request.subjectType,
    sectorIdentifierUri: request.sectorIdentifierUri,
    postLogoutRedirectUris: request.postLogoutRedirectUris,
    backchannelLogoutUri: request.backchannelLogoutUri,
    backchannelLogoutSessionRequired: request.backchannelLogoutSessionRequired,
    requestUris: request.requestUris,
    requestObjectSigningAlg: request.requestObjectAlg,
    requireSignedRequestObject: request.requireSignedRequestObject,
    requirePkce: clientType === 'public' || given.requirePkce,
    scopeClaimsInIdToken: given.scopeClaimsInIdToken,
    jwks: request.jwks,
    jwksUri: request.jwksUri,
    // Many programs that say nothing post their secret, so what nobody chose binds nobody, as by hand.
    tokenEndpointAuthMethod: authMethod === 'none' ? null : authMethod,
    tokenEndpointAuthSigningAlg: request.authSigningAlg,
    tokenEndpointAudienceAllowed: given.tokenEndpointAudienceAllowed,
    defaultAcrValues: request.defaultAcrValues,
    grantTypes: given.grantTypes,
    neededOpenidScopes: given.neededOpenidScopes,
    kind: fittingKind(given.kind, clientType),
    scopeReason: given.scopeReason,
    // What users are shown of it stands in `registered`.
    clientUri: null,
    logoUri: null,
    policyUri: null,
    tosUri: null,
    supportEmail: null,
  }
}

/** A kind that an administrator chose, unless the client has become another type meanwhile. */
function fittingKind(
  kind: ClientMetadata['kind'],
  clientType: CheckedClient['clientType'],
): ClientMetadata['kind'] {
  const needed =
    kind === 'single-page' ? 'public' : kind === 'server' || kind === 'web' ? 'confidential' : null
  return needed === null || needed === clientType ? kind : null
}

function registeredOf(request: ClientRequest): Registered {
  return {
    clientName: request.clientName,
    applicationType: request.applicationType,
    grantTypes: request.grantTypes,
    responseTypes: request.responseTypes,
    openidScopes: narrow(request.scopes ?? [], OPENID_SCOPES),
    contacts: request.contacts,
    logoUri: request.logoUri,
    clientUri: request.clientUri,
    policyUri: request.policyUri,
    tosUri: request.tosUri,
    initiateLoginUri: request.initiateLoginUri,
    defaultMaxAge: request.defaultMaxAge,
    requireAuthTime: request.requireAuthTime,
    softwareId: request.softwareId,
    softwareVersion: request.softwareVersion,
  }
}
