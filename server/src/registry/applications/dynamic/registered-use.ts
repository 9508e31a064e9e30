import type { GrantType } from '@latchkey/contract/applications/client-metadata.ts'
import { parseResponseType, type ResponseType } from '../../../protocol/authorization/response-type.ts'
import type { Registration } from '../../model.ts'
import type { ClientMetadata } from '../client-metadata.ts'
import type { Registered } from './registered.ts'

/** How an application proves itself, in the words of RFC 7591 §2. By hand nobody need choose; the default stands then. */
export function authMethodOf({
  clientType,
  metadata,
}: Pick<Registration, 'clientType' | 'metadata'>):
  | NonNullable<ClientMetadata['tokenEndpointAuthMethod']>
  | 'none' {
  return clientType === 'public' ? 'none' : (metadata.tokenEndpointAuthMethod ?? 'client_secret_basic')
}

/**
 * Whether an application may use a grant at the token endpoint (RFC 7591 §2, grant_types): one that its owner chose and,
 * where it registered itself, one that it registered for.
 */
export function mayUseGrant(
  { metadata, registered }: Pick<Registration, 'metadata' | 'registered'>,
  grant: GrantType,
): boolean {
  return metadata.grantTypes.includes(grant) && (registered?.grantTypes.includes(grant) ?? true)
}

/** Whether an application may get tokens of people at all: with a code, or by the implicit grant where it opted in. */
export function maySignPeopleIn({
  owner,
  authorization,
}: {
  readonly owner: Registration
  readonly authorization: Registration | null
}): boolean {
  return mayUseGrant(owner, 'authorization_code') || (authorization ?? owner).implicitAllowed
}

/**
 * Whether an application may ask the authorization endpoint for this (RFC 7591 §2, response_types). The order of the
 * words of a response type does not matter (RFC 6749 §3.1.1).
 */
export function mayAskFor(registered: Registered | null, type: ResponseType): boolean {
  if (registered === null) return true
  return registered.responseTypes.some(text => {
    const known = parseResponseType(text)
    if (!known.ok) return false
    const { code, idToken, token } = known.value
    return code === type.code && idToken === type.idToken && token === type.token
  })
}
