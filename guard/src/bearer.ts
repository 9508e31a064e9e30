import type { Refusal } from './refusal.ts'

/** How a request carries its token. */
export type Presented = {
  /** Every value of the Authorization header, one entry per header line. */
  readonly authorization: readonly string[]
  /** True when the request also holds `access_token` in its query or form body. */
  readonly elsewhere?: boolean
}

type Read = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly refusal: Refusal }

const MISSING: Read = { ok: false, refusal: { kind: 'missing_token' } }
const MALFORMED: Read = { ok: false, refusal: { kind: 'malformed' } }
const SEVERAL: Read = { ok: false, refusal: { kind: 'several_methods' } }

/**
 * Takes the bearer token out of a request (RFC 6750 §2). Only the header counts: a token in the address
 * ends up in logs and histories, so there it is never accepted, and beside the header it is refused.
 *
 * @returns the token, unchecked, or `missing_token`, `malformed`, `several_methods`
 */
export function readBearer({ authorization, elsewhere = false }: Presented): Read {
  if (authorization.length > 1) return SEVERAL
  const value = authorization[0]
  // RFC 9110 §11.1: the scheme is compared without case.
  const scheme = value === undefined ? null : /^bearer(?: +|$)/i.exec(value)
  if (value === undefined || scheme === null) return MISSING
  if (elsewhere) return SEVERAL
  const token = value.slice(scheme[0].length)
  return token === '' || /[^A-Za-z0-9._~+/=-]/.test(token) ? MALFORMED : { ok: true, token }
}
