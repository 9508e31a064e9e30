import { KEPT_INPUTS } from '@latchkey/contract/audit/refusals.ts'
import type { Parameters } from '../../protocol/parameters.ts'

/** One parameter of a request that was refused, as it is kept for the application's owner. */
export type KeptInput = { readonly name: string; readonly value: string }

/** As long as a callback URL may be: a longer one cannot be registered. */
const LONGEST_URL = 2000
const LONGEST = 300
/** As much of one request as is kept in all, so that a flood of refusals does not fill the store. */
const MOST = 4000
/** Stands for what is not kept. No registered URL can hold it. */
const LEFT_OUT = '…'

/** Secrets and tokens of ours, and JWTs, wherever somebody put them by mistake. */
const SECRETS = /lk[a-z]_[A-Za-z0-9_-]{6,}|eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*)*/g
/** RFC 3986 §3.2.1: what stands before the last @ of the authority may be a password. */
const USER_INFO = /^((?:[a-z][a-z0-9+.-]*:)?[\\/]*)[^\\/?#]*@/i
/** A query of a redirect_uri is kept, since it is compared; what such parameters are known to hold is not. */
const SECRET_QUERY =
  /([?&;](?:access_token|api_?key|assertion|auth|code|code_verifier|client_secret|id_token|key|pass|password|pwd|refresh_token|secret|session|sig|signature|state|ticket|token)=)[^&;]+/gi

const URLS: ReadonlySet<string> = new Set(['redirect_uri', 'post_logout_redirect_uri'])

function withoutSecrets(url: string): string {
  const hash = url.indexOf('#')
  const bare = hash < 0 ? url : `${url.slice(0, hash)}#${LEFT_OUT}`
  return bare.replace(USER_INFO, `$1${LEFT_OUT}@`).replace(SECRET_QUERY, `$1${LEFT_OUT}`)
}

function keep(name: string, text: string): string {
  const isUrl = URLS.has(name)
  const longest = isUrl ? LONGEST_URL : LONGEST
  // A secret that is cut is no longer told from other text.
  const bare = (isUrl ? withoutSecrets(text) : text).replace(SECRETS, LEFT_OUT)
  return bare.length <= longest ? bare : `${bare.slice(0, longest).toWellFormed()}${LEFT_OUT}`
}

/**
 * What is kept of a refused request, so that its owner sees what came. In: its parameters, or null where none were read.
 * Out: those of a short list that explain a refusal, cut to a length; never a code, token, secret, verifier, assertion or
 * state, and of a URL neither its fragment nor what stands before an @.
 */
export function keptInputs(parameters: Parameters | null): readonly KeptInput[] {
  if (parameters === null) return []
  let left = MOST
  const inputs = KEPT_INPUTS.flatMap(name => {
    const values = parameters.get(name) ?? []
    return values.slice(0, 3).map(value => ({ name, value: keep(name, value) }))
  })
  return inputs.filter(({ value }) => {
    left -= value.length
    return left >= 0
  })
}
