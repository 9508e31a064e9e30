/** Most authorized callback URLs an application may have. */
export const MAX_CALLBACK_URLS = 5
/** Longest authorized callback URL, in characters. */
export const MAX_CALLBACK_URL_LENGTH = 2000

/** Where a callback URL leads: a site, a program on the same machine, or an installed application. */
type CallbackUrlKind = 'https' | 'loopback' | 'private-use'

/** The rules a callback URL can break, in the order in which they are checked. */
export type CallbackUrlRule =
  | 'required'
  | 'too-long'
  | 'characters'
  | 'absolute'
  | 'fragment'
  | 'wildcard'
  | 'scheme'
  | 'user-info'
  | 'https'
  | 'canonical'

type CallbackUrlVerdict =
  | { readonly ok: true; readonly kind: CallbackUrlKind }
  | { readonly ok: false; readonly rule: CallbackUrlRule; readonly message: string }

type CallbackUrlListFault = {
  /** Position of the URL at fault in the list, or null when the list itself is at fault. */
  readonly index: number | null
  readonly rule: CallbackUrlRule | 'duplicate' | 'too-many'
  readonly message: string
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
/** RFC 8252 §7.1: a private-use scheme is a domain name in reverse, so it holds a dot. */
const PRIVATE_USE_SCHEME = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+$/

function refuse(rule: CallbackUrlRule, message: string): CallbackUrlVerdict {
  return { ok: false, rule, message }
}

/**
 * Judges one authorized callback URL exactly as typed; nothing is normalised, since requests are compared
 * with it character by character.
 *
 * In: the text as typed. Out: its kind, or the first rule it breaks with a sentence that says how to mend it.
 * Sources: RFC 6749 §3.1.2 (absolute, no fragment), RFC 9700 §2.1 and §2.6 (exact comparison, https),
 * RFC 8252 §7.1 and §7.3 (private-use schemes, loopback).
 */
export function checkCallbackUrl(text: string): CallbackUrlVerdict {
  if (text === '') return refuse('required', 'Enter a URL or remove this row.')
  if (text.length > MAX_CALLBACK_URL_LENGTH) {
    return refuse(
      'too-long',
      `Use at most ${MAX_CALLBACK_URL_LENGTH} characters; this URL has ${text.length}.`,
    )
  }
  if (!/^[\x21-\x7e]+$/.test(text) || /[\\"<>^`{|}]/.test(text)) {
    return refuse(
      'characters',
      'Use only the characters a URL may hold: no spaces, no backslashes, and write letters outside ASCII as %XX or xn--.',
    )
  }
  if (text.includes('#')) return refuse('fragment', 'Remove the fragment, the part that begins with #.')
  if (text.includes('*')) {
    return refuse('wildcard', 'Wildcards are not allowed. Add each callback URL in full.')
  }
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]
  if (scheme === undefined) {
    return refuse('absolute', 'Begin with the scheme, for example https://app.example.com/callback.')
  }
  return checkByScheme(text, scheme)
}

function checkByScheme(text: string, scheme: string): CallbackUrlVerdict {
  if (scheme === 'https' || scheme === 'http') return checkWebUrl(text, scheme)
  if (scheme !== scheme.toLowerCase()) return refuse('scheme', 'Write the scheme in lower case.')
  if (!PRIVATE_USE_SCHEME.test(scheme)) {
    return refuse(
      'scheme',
      `The scheme ${scheme}: is not allowed. Use https, or for an installed application a scheme with a dot, such as com.example.app:/callback.`,
    )
  }
  // RFC 8252 §7.1: a slash follows the scheme. It also tells app.example.com:8080/callback, a site without https.
  if (!text.startsWith(`${scheme}:/`) || !URL.canParse(text)) {
    return refuse(
      'absolute',
      'This is not a complete URL. Write https:// before a site, or a slash after the scheme of an installed application.',
    )
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    return refuse('user-info', 'Remove the user name or password before the @.')
  }
  if (url.href !== text) return refuse('canonical', `Write it as ${url.href}, which is where it leads.`)
  return { ok: true, kind: 'private-use' }
}

function checkWebUrl(text: string, scheme: 'https' | 'http'): CallbackUrlVerdict {
  if (!text.startsWith(`${scheme}://`) || !URL.canParse(text)) {
    return refuse(
      'absolute',
      `This is not a complete URL. Write ${scheme}:// and then a host, for example https://app.example.com/callback.`,
    )
  }
  const url = new URL(text)
  const authority = text.slice(scheme.length + 3).split(/[/?]/, 1)[0] ?? ''
  if (authority.includes('@') || url.username !== '' || url.password !== '')
    return refuse('user-info', 'Remove the user name or password before the @.')
  const loopback = LOOPBACK_HOSTS.has(url.hostname)
  if (scheme === 'http' && !loopback) {
    return refuse(
      'https',
      'Use https. Plain http is allowed only for a program on the same machine: localhost, 127.0.0.1 or [::1].',
    )
  }
  // The parser adds a slash to an empty path; every other difference means that a browser goes elsewhere than written.
  const withSlash = url.search === '' ? `${text}/` : text.replace('?', '/?')
  if (url.href !== text && !(url.pathname === '/' && url.href === withSlash)) {
    return refuse('canonical', `Write it as ${url.href}, which is where it leads.`)
  }
  return { ok: true, kind: loopback ? 'loopback' : 'https' }
}

/**
 * Judges a whole list of authorized callback URLs.
 *
 * In: the texts as typed. Out: every fault with its position; an empty list means that all is well.
 * Refuses a URL that {@link checkCallbackUrl} refuses, a URL given twice (exact comparison) and a sixth URL.
 */
export function checkCallbackUrls(texts: readonly string[]): CallbackUrlListFault[] {
  const faults: CallbackUrlListFault[] = []
  if (texts.length > MAX_CALLBACK_URLS) {
    faults.push({
      index: null,
      rule: 'too-many',
      message: `An application may have at most ${MAX_CALLBACK_URLS} authorized callback URLs; there are ${texts.length}.`,
    })
  }
  const seen = new Set<string>()
  for (const [index, text] of texts.entries()) {
    const verdict = checkCallbackUrl(text)
    if (!verdict.ok) faults.push({ index, rule: verdict.rule, message: verdict.message })
    else if (seen.has(text))
      faults.push({ index, rule: 'duplicate', message: 'This URL is in the list already.' })
    seen.add(text)
  }
  return faults
}
