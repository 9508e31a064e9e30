import { isIP } from 'node:net'
import { err, ok, type Result } from '../lib/result.ts'
import { kindOfAddress, mayReach, type Reach } from './special-addresses.ts'

/** Longest URL that is asked, in characters. */
const MAX_URL_LENGTH = 2000
const HTTPS_PORT = 443

/** The rules a URL can break, in the order in which they are checked. */
export type OutboundUrlRule =
  | 'required'
  | 'too-long'
  | 'characters'
  | 'fragment'
  | 'absolute'
  | 'user-info'
  | 'https'
  | 'host'
  | 'address'
  | 'port'
  | 'canonical'

type OutboundUrlFault = { readonly rule: OutboundUrlRule; readonly message: string }

export type OutboundRules = {
  /** Whether this machine may be asked, by plain http too: for development only. */
  readonly loopback: boolean
  /** `host:port` in lower case, trusted by the operator although private or on another port than 443. */
  readonly allow: readonly string[]
}

/** A URL taken apart once; nothing later parses it again. */
export type OutboundTarget = {
  readonly url: string
  readonly secure: boolean
  /** The name or address to reach, IPv6 without brackets. */
  readonly hostname: string
  readonly port: number
  /** What the Host header says: with brackets, and with the port unless it is the usual one (RFC 9110 §7.2). */
  readonly host: string
  /** Path and query, as they go on the request line. */
  readonly path: string
  readonly reach: Reach
}

/** Written exactly so: other spellings of this machine are refused even where loopback is allowed. */
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

function refuse(rule: OutboundUrlRule, message: string): Result<never, OutboundUrlFault> {
  return err({ rule, message })
}

/**
 * The rule for a URL that Latchkey is to ask some day, applied when it is registered. Where its name leads is judged
 * anew at every call, by the fetcher.
 *
 * In: the text as typed, and what this installation allows. Out: the same text.
 * Refuses with the first rule that is broken and a sentence that says how to mend it (SECURITY.md section 5.3).
 */
export function checkOutboundUrl(text: string, rules: OutboundRules): Result<string, OutboundUrlFault> {
  const target = readOutboundUrl(text, rules)
  return target.ok ? ok(target.value.url) : target
}

/** Takes a URL apart, under the rules and with the refusals of {@link checkOutboundUrl}. */
export function readOutboundUrl(
  text: string,
  rules: OutboundRules,
): Result<OutboundTarget, OutboundUrlFault> {
  if (text === '') return refuse('required', 'Enter a URL.')
  if (text.length > MAX_URL_LENGTH) {
    return refuse('too-long', `Use at most ${MAX_URL_LENGTH} characters; this URL has ${text.length}.`)
  }
  if (!/^[\x21-\x7e]+$/.test(text) || /[\\"<>^`{|}]/.test(text)) {
    return refuse(
      'characters',
      'Use only the characters a URL may hold: no spaces, no backslashes, and write letters outside ASCII as %XX or xn--.',
    )
  }
  if (text.includes('#')) return refuse('fragment', 'Remove the fragment, the part that begins with #.')
  const authority = /^https?:\/\/([^/?]+)/.exec(text)?.[1]
  const url = URL.parse(text)
  if (authority === undefined || url === null) {
    return refuse('absolute', 'Write the whole address, for example https://app.example.com/path.')
  }
  if (authority.includes('@')) return refuse('user-info', 'Remove the user name or password before the @.')
  return judgeUrl(text, url, rules)
}

function judgeUrl(text: string, url: URL, rules: OutboundRules): Result<OutboundTarget, OutboundUrlFault> {
  const secure = url.protocol === 'https:'
  const port = url.port === '' ? (secure ? HTTPS_PORT : 80) : Number(url.port)
  const endpoint = `${url.hostname}:${port}`
  const reach = reachOf(url.hostname, endpoint, rules)
  if (!secure && reach !== 'loopback') {
    const except = rules.loopback ? ' Plain http is for this machine alone: localhost, 127.0.0.1, [::1].' : ''
    return refuse('https', `Use https.${except}`)
  }
  if (url.hostname.endsWith('.')) return refuse('host', 'Remove the dot at the end of the host.')
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (!mayBeAsked(hostname, reach)) {
    return refuse(
      'address',
      'Use a host on the public internet: this one is private, reserved or this machine.',
    )
  }
  if (reach === 'public' && port !== HTTPS_PORT) {
    return refuse('port', `Use port ${HTTPS_PORT}, or have the operator of this platform allow ${endpoint}.`)
  }
  if (url.href !== text) return refuse('canonical', `Write it as ${url.href}, which is where it leads.`)
  return ok({
    url: text,
    secure,
    hostname,
    port,
    host: url.host,
    path: `${url.pathname}${url.search}`,
    reach,
  })
}

function reachOf(host: string, endpoint: string, { loopback, allow }: OutboundRules): Reach {
  if (allow.includes(endpoint)) return 'trusted'
  return loopback && LOOPBACK_HOSTS.has(host) ? 'loopback' : 'public'
}

/** What can be said of a host before its name is looked up. RFC 6761 §6.3: every localhost name is this machine. */
function mayBeAsked(hostname: string, reach: Reach): boolean {
  if (isIP(hostname) !== 0) return mayReach(reach, kindOfAddress(hostname))
  return reach !== 'public' || !/(^|\.)localhost$/.test(hostname)
}
