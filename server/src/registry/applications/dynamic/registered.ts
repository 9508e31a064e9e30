import type { RegisteredGrant } from '../../../protocol/registration/client-request.ts'

/**
 * What an application registered of itself at the registration endpoint, beside its client metadata (RFC 7591 §2,
 * OpenID Connect Registration §2). An application that somebody registered by hand has none of it.
 */
export type Registered = {
  /** As it was sent; the name of the application may hold a number, since names are unique. */
  readonly clientName: string | null
  readonly applicationType: 'web' | 'native'
  /** The only grants it may use. */
  readonly grantTypes: readonly RegisteredGrant[]
  /** The only response types it may ask for, in any order of their words. */
  readonly responseTypes: readonly string[]
  /** The scopes of OpenID Connect that it named. They lead to no API and need no registration. */
  readonly openidScopes: readonly string[]
  readonly contacts: readonly string[]
  /** Asked by the server alone, never by a browser: what is shown is a checked copy (docs/decisions/0023). */
  readonly logoUri: string | null
  readonly clientUri: string | null
  readonly policyUri: string | null
  readonly tosUri: string | null
  readonly initiateLoginUri: string | null
  /** Longest age of a sign-in, in seconds, where a request does not say max_age. */
  readonly defaultMaxAge: number | null
  /** Whether ID tokens must hold auth_time. Ours always do. */
  readonly requireAuthTime: boolean
  readonly softwareId: string | null
  readonly softwareVersion: string | null
}
