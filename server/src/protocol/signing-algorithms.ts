/**
 * The signature algorithms of our tokens and of what strangers sign for us (RFC 7518 §3.1, RFC 8037 §3.1). RS256 first:
 * it is what an application gets that chose nothing (OpenID Connect Core §15.1).
 */
export const SIGNING_ALGORITHMS = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const

export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number]
