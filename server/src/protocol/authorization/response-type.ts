import { err, ok, type Result } from '../../lib/result.ts'
import { type Parameters, single } from '../parameters.ts'
import { type Refusal, refusal } from '../refusal.ts'

/** What comes straight from the authorization endpoint (OAuth 2.0 Multiple Response Types §3, §5). */
export type ResponseType = { readonly code: boolean; readonly idToken: boolean; readonly token: boolean }

/** How it travels: in the query, in the fragment, or in a form that the browser posts (OAuth 2.0 Form Post §2). */
export type ResponseMode = 'query' | 'fragment' | 'form_post'

function wordsOf(text: string | null): readonly string[] {
  return (text ?? '').split(' ').filter(word => word !== '')
}

/**
 * Reads a response type. The order of its words does not matter (RFC 6749 §3.1.1).
 * Refuses an absent one, an unknown word, and a word given twice.
 */
export function parseResponseType(text: string | null): Result<ResponseType, Refusal> {
  const words = wordsOf(text)
  if (words.length === 0) {
    return err(refusal('parameter_missing', 'The parameter response_type is missing.'))
  }
  const type = {
    code: words.includes('code'),
    idToken: words.includes('id_token'),
    token: words.includes('token'),
  }
  const known = Object.values(type).filter(asked => asked).length
  if (known !== words.length) {
    return err(
      refusal(
        'response_type_unknown',
        'The response_type must be code; where the implicit grant is on also token, id_token, or some of the three.',
      ),
    )
  }
  return ok(type)
}

/** Whether a request asks for tokens straight from this endpoint: then its usual mode is the fragment (§5). */
export function asksForTokens(parameters: Parameters): boolean {
  const type = single(parameters, 'response_type')
  return type.ok && wordsOf(type.value).some(word => word === 'token' || word === 'id_token')
}

/**
 * Chooses how a request is answered, also when the rest of it is refused.
 * In: the request, and the proven redirect URI. Out: the mode asked for if it can be had, else the usual one, and
 * then why not: unknown modes, a token in the query (OpenID Connect Core §3.2.2.5), and a form that would have to be
 * posted to a URI of a private-use scheme, which browsers cannot do.
 */
export function chooseResponseMode(
  parameters: Parameters,
  redirectUri: string,
): { readonly mode: ResponseMode; readonly refused: Refusal | null } {
  const usual = asksForTokens(parameters) ? 'fragment' : 'query'
  const asked = single(parameters, 'response_mode')
  if (!asked.ok) return { mode: usual, refused: asked.error }
  const refuse = (description: string) =>
    ({ mode: usual, refused: refusal('response_mode_unsupported', description) }) as const
  switch (asked.value) {
    case null:
      return { mode: usual, refused: null }
    case 'fragment':
      return { mode: 'fragment', refused: null }
    case 'query':
      if (usual === 'query') return { mode: 'query', refused: null }
      return refuse('Tokens are never put into the query: the response_mode must be fragment or form_post.')
    case 'form_post':
      if (/^https?:/.test(redirectUri)) return { mode: 'form_post', refused: null }
      return refuse('The response_mode form_post needs a redirect_uri of scheme https or http.')
    default:
      return refuse('The response_mode must be query, fragment or form_post.')
  }
}
