import { err, ok, type Result } from '../../lib/result.ts'
import { parseResponseType } from '../authorization/response-type.ts'
import { ASSERTION_ALGORITHMS } from '../client-assertion.ts'
import { type Refusal, refusal } from '../refusal.ts'
import { parseScope } from '../scope.ts'
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '../signing-algorithms.ts'
import { type FieldReader, fieldReader } from './field-reader.ts'
import type { Fields } from './registration-body.ts'

/** The grants that a client may register for; implicit stands for tokens from the authorization endpoint. */
const REGISTRABLE_GRANTS = ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'] as const
export type RegisteredGrant = (typeof REGISTRABLE_GRANTS)[number]

const AUTH_METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as const

/** Client metadata as it was asked for, with the defaults of RFC 7591 §2 in place of what was left out. */
export type ClientRequest = {
  readonly redirectUris: readonly string[]
  readonly grantTypes: readonly RegisteredGrant[]
  /** In the words of the request. */
  readonly responseTypes: readonly string[]
  /** Null: nothing was said, which RFC 7591 §2 takes for client_secret_basic. */
  readonly authMethod: (typeof AUTH_METHODS)[number] | null
  readonly authSigningAlg: SigningAlgorithm | null
  readonly applicationType: 'web' | 'native'
  readonly clientName: string | null
  readonly clientUri: string | null
  readonly logoUri: string | null
  readonly policyUri: string | null
  readonly tosUri: string | null
  readonly initiateLoginUri: string | null
  readonly contacts: readonly string[]
  /** Null: whatever may be had. */
  readonly scopes: readonly string[] | null
  /** The key set as JSON text. */
  readonly jwks: string | null
  readonly jwksUri: string | null
  readonly softwareId: string | null
  readonly softwareVersion: string | null
  readonly subjectType: 'public' | 'pairwise'
  readonly sectorIdentifierUri: string | null
  readonly idTokenAlg: SigningAlgorithm
  readonly userinfoAlg: SigningAlgorithm | null
  readonly requestObjectAlg: SigningAlgorithm | 'none' | null
  readonly requireSignedRequestObject: boolean
  readonly requestUris: readonly string[]
  readonly defaultMaxAge: number | null
  readonly requireAuthTime: boolean
  readonly defaultAcrValues: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly backchannelLogoutUri: string | null
  readonly backchannelLogoutSessionRequired: boolean
}

/** The rules for URLs have bounds and words of their own. */
const URL_LENGTH = 10_000
const MOST_URLS = 50
const WORD = 255

/** What we do not do at all: to leave it unsaid would promise an encryption that never comes. */
const NOT_OFFERED = [
  'id_token_encrypted_response_alg',
  'id_token_encrypted_response_enc',
  'userinfo_encrypted_response_alg',
  'userinfo_encrypted_response_enc',
  'request_object_encryption_alg',
  'request_object_encryption_enc',
]

/**
 * Reads client metadata (RFC 7591 §2, OpenID Connect Registration §2, RP-Initiated Logout §3.1, Back-Channel Logout
 * §2.2). What we do not know is ignored (RFC 7591 §2), so nothing of it can reach an internal field.
 * In: the members of the body. Out: the request with its defaults. Refuses, naming the field: a value of the wrong
 * form or that is not offered, grant and response types that contradict each other (§2.1), both kinds of keys (§2),
 * a redirect flow without redirect URIs, and a software statement, since none is trusted (§2.3).
 */
export function parseClientRequest(fields: Fields): Result<ClientRequest, Refusal> {
  const statement = judgeStatement(fields.get('software_statement'))
  if (statement !== null) return err(statement)
  const read = fieldReader(fields)
  for (const name of NOT_OFFERED) if (fields.has(name)) read.refuse(name, 'is not offered.')
  const request = {
    redirectUris: read.texts('redirect_uris', MOST_URLS, URL_LENGTH) ?? [],
    ...readFlows(read),
    ...readKeys(read),
    ...readDescription(read),
    ...readOpenId(read),
    scopes: readScopes(read),
  }
  judgeFlows(request, read)
  judgeKeys(request, read)
  const fault = read.fault()
  return fault === null ? ok(request) : err(fault)
}

/** RFC 7591 §3.2.2: one code for a statement that is none, another for one of an issuer whom nobody trusts. */
function judgeStatement(statement: unknown): Refusal | null {
  if (statement === undefined) return null
  if (typeof statement !== 'string' || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(statement)) {
    return refusal('software_statement_malformed', 'The software_statement must be a signed JWT.')
  }
  return refusal('software_statement_unapproved', 'No issuer of software statements is trusted here.')
}

type Flows = Pick<ClientRequest, 'grantTypes' | 'responseTypes' | 'authMethod' | 'authSigningAlg'>

function readFlows(read: FieldReader): Flows {
  const asked = read.texts('grant_types', MOST_URLS, WORD)
  // Programs name every grant they know; those that are offered nowhere here are left out (RFC 7591 §3.2.1).
  const grantTypes = REGISTRABLE_GRANTS.filter(
    grant => asked?.includes(grant) ?? grant === 'authorization_code',
  )
  if (grantTypes.length === 0) {
    read.refuse('grant_types', `must hold at least one of: ${REGISTRABLE_GRANTS.join(', ')}.`)
  }
  const algorithm = read.oneOf('token_endpoint_auth_signing_alg', ASSERTION_ALGORITHMS)
  const usual = grantTypes.includes('authorization_code') ? ['code'] : []
  return {
    grantTypes,
    responseTypes: read.texts('response_types', MOST_URLS, WORD) ?? usual,
    authMethod: read.oneOf('token_endpoint_auth_method', AUTH_METHODS),
    authSigningAlg: algorithm === 'Ed25519' ? 'EdDSA' : algorithm,
  }
}

function readKeys(read: FieldReader): Pick<ClientRequest, 'jwks' | 'jwksUri'> {
  const jwks = read.object('jwks')
  return {
    jwks: jwks === null ? null : JSON.stringify(jwks),
    jwksUri: read.text('jwks_uri', URL_LENGTH),
  }
}

function readDescription(read: FieldReader) {
  return {
    applicationType: read.oneOf('application_type', ['web', 'native']) ?? 'web',
    clientName: read.text('client_name', 2000),
    clientUri: read.text('client_uri', URL_LENGTH),
    logoUri: read.text('logo_uri', URL_LENGTH),
    policyUri: read.text('policy_uri', URL_LENGTH),
    tosUri: read.text('tos_uri', URL_LENGTH),
    initiateLoginUri: read.text('initiate_login_uri', URL_LENGTH),
    contacts: read.texts('contacts', 10, WORD) ?? [],
    softwareId: read.text('software_id', WORD),
    softwareVersion: read.text('software_version', WORD),
  } as const
}

function readOpenId(read: FieldReader) {
  return {
    subjectType: read.oneOf('subject_type', ['public', 'pairwise']) ?? 'public',
    sectorIdentifierUri: read.text('sector_identifier_uri', URL_LENGTH),
    // RFC 8725 §3.2: none is not among them.
    idTokenAlg: read.oneOf('id_token_signed_response_alg', SIGNING_ALGORITHMS) ?? 'RS256',
    userinfoAlg: read.oneOf('userinfo_signed_response_alg', SIGNING_ALGORITHMS),
    requestObjectAlg: read.oneOf('request_object_signing_alg', [...SIGNING_ALGORITHMS, 'none']),
    requireSignedRequestObject: read.flag('require_signed_request_object') ?? false,
    requestUris: read.texts('request_uris', MOST_URLS, URL_LENGTH) ?? [],
    defaultMaxAge: read.count('default_max_age'),
    requireAuthTime: read.flag('require_auth_time') ?? false,
    defaultAcrValues: read.texts('default_acr_values', 20, WORD) ?? [],
    postLogoutRedirectUris: read.texts('post_logout_redirect_uris', MOST_URLS, URL_LENGTH) ?? [],
    backchannelLogoutUri: read.text('backchannel_logout_uri', URL_LENGTH),
    backchannelLogoutSessionRequired: read.flag('backchannel_logout_session_required') ?? false,
  } as const
}

function readScopes(read: FieldReader): readonly string[] | null {
  const scopes = parseScope(read.text('scope', 2000))
  if (scopes.ok) return scopes.value
  read.refuse('scope', 'must be words separated by spaces (RFC 6749 3.3).')
  return null
}

/** RFC 7591 §2.1: each response type needs its grant; and what can never be used is refused rather than kept. */
function judgeFlows(request: Flows & Pick<ClientRequest, 'redirectUris'>, read: FieldReader): void {
  const { grantTypes, responseTypes, authMethod, redirectUris } = request
  const types = responseTypes.map(parseResponseType)
  if (types.some(type => !type.ok)) {
    read.refuse('response_types', 'must hold code, token, id_token or some of the three in one text each.')
  }
  const asks = (wanted: 'code' | 'idToken' | 'token') => types.some(type => type.ok && type.value[wanted])
  const needs = (grant: RegisteredGrant, needed: boolean, why: string): void => {
    if (needed !== grantTypes.includes(grant)) read.refuse('response_types', why)
  }
  needs('authorization_code', asks('code'), 'hold code just where grant_types hold authorization_code.')
  const direct = 'hold token or id_token just where grant_types hold implicit.'
  needs('implicit', asks('idToken') || asks('token'), direct)
  const redirects = grantTypes.includes('authorization_code') || grantTypes.includes('implicit')
  if (redirects && redirectUris.length === 0) {
    read.refuse('redirect_uris', 'are required for the grants that send a person back.')
  }
  if (grantTypes.includes('refresh_token') && !grantTypes.includes('authorization_code')) {
    read.refuse('grant_types', 'can hold refresh_token only beside authorization_code.')
  }
  if (grantTypes.includes('client_credentials') && authMethod === 'none') {
    read.refuse('grant_types', 'cannot hold client_credentials for a client that cannot prove itself.')
  }
}

function judgeKeys(request: Flows & Pick<ClientRequest, 'jwks' | 'jwksUri'>, read: FieldReader): void {
  const { jwks, jwksUri, authMethod } = request
  if (jwks !== null && jwksUri !== null) read.refuse('jwks', 'and jwks_uri cannot both be given.')
  if (authMethod === 'private_key_jwt' && jwks === null && jwksUri === null) {
    read.refuse('jwks', 'or jwks_uri is required for private_key_jwt.')
  }
}
