import { checkCallbackUrl } from '@latchkey/contract/applications/callback-url.ts'
import { DAY, type Instant } from '../../lib/clock.ts'

/** How far a look at a URL came, as the messenger tells it. */
export type Looked =
  | { readonly at: 'turned-away' | 'name' | 'connection' }
  | { readonly at: 'certificate'; readonly code: string }
  | { readonly at: 'answer'; readonly certificateEnds: Instant | null }
  | {
      readonly at: 'done'
      readonly status: number
      readonly location: string | null
      readonly certificateEnds: Instant | null
    }

/** What can be said of a URL. `unasked`: only the machine of a user can tell. */
export type UrlHealth = {
  readonly verdict: 'well' | 'look' | 'broken' | 'unasked' | 'unknown'
  readonly words: string
  readonly certificateEnds: Instant | null
  readonly status: number | null
  /** Where it redirects, without what may be a secret: scheme, host and path. */
  readonly redirectsTo: string | null
}

/** A certificate that ends sooner than this is worth a word. */
const SOON = 21 * DAY
/** After so long without a use a URL is worth asking about. */
const UNUSED_AFTER = 90 * DAY

const NOTHING = { certificateEnds: null, status: null, redirectsTo: null } as const

/** Whether Latchkey can look at all: a loopback or private-use URL leads to the machine of whoever uses it. */
export function canBeLookedAt(url: string): boolean {
  const checked = checkCallbackUrl(url)
  return checked.ok && checked.kind === 'https'
}

/** What is said of a URL that leads to the machine of whoever uses it. */
export const UNASKED: UrlHealth = {
  ...NOTHING,
  verdict: 'unasked',
  words: 'It leads to the machine of whoever signs in. Only that machine can tell whether it works.',
}

const CERTIFICATE_WORDS: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'Its certificate has expired.'],
  ['CERT_NOT_YET_VALID', 'Its certificate is not valid yet.'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Its certificate is for another host.'],
])

/** Judges what a look found. In: it, and now. Out: a verdict with one sentence or two. */
export function judgeUrl(url: string, looked: Looked, now: Instant): UrlHealth {
  switch (looked.at) {
    case 'turned-away':
      return {
        ...NOTHING,
        verdict: 'unknown',
        words: 'It could not be asked just now. Try again in a minute.',
      }
    case 'name':
      return broken(
        'Its host is not found on the public internet, or it is on another port than 443. People on a private network may still reach it.',
      )
    case 'connection':
      return broken('Its host was found, and nobody takes the connection.')
    case 'certificate':
      return broken(
        CERTIFICATE_WORDS.get(looked.code) ??
          'Its certificate is not one that browsers trust, or there is none.',
      )
    case 'answer':
      return {
        ...broken('It took the connection and gave no answer.'),
        certificateEnds: looked.certificateEnds,
      }
    case 'done':
      return answered(url, looked, now)
  }
}

function broken(words: string): UrlHealth {
  return { ...NOTHING, verdict: 'broken', words }
}

function answered(url: string, looked: Extract<Looked, { at: 'done' }>, now: Instant): UrlHealth {
  const { status, certificateEnds } = looked
  const redirectsTo = status >= 300 && status < 400 ? bareTarget(url, looked.location) : null
  const seen = { certificateEnds, status, redirectsTo }
  const elsewhere = redirectsTo !== null && new URL(redirectsTo).origin !== new URL(url).origin
  if (status >= 500)
    return { ...seen, verdict: 'broken', words: `It answers with a fault of its own (${status}).` }
  if (status === 404 || status === 410) {
    return {
      ...seen,
      verdict: 'look',
      words: `It answers that there is no such page (${status}). Some applications say so to whoever brings no code.`,
    }
  }
  if (elsewhere) {
    return {
      ...seen,
      verdict: 'look',
      words: 'It redirects to another site. A code that arrives may be passed on there.',
    }
  }
  if (certificateEnds !== null && certificateEnds - now < SOON) {
    return { ...seen, verdict: 'look', words: 'It answers. Its certificate ends soon.' }
  }
  return { ...seen, verdict: 'well', words: `It answers (${status}).` }
}

/** Scheme, host and path of where a redirect leads: a query may hold what nobody here is to know. */
function bareTarget(url: string, location: string | null): string | null {
  if (location === null || !URL.canParse(location, url)) return null
  const target = new URL(location, url)
  return /^https?:$/.test(target.protocol) ? `${target.origin}${target.pathname}` : null
}

/** Whether a URL seems to be in no use. In: when it was last used (null: never, as far as known), and since when that is known. */
export function seemsUnused(lastUsedAt: Instant | null, knownSince: Instant, now: Instant): boolean {
  return now - (lastUsedAt ?? knownSince) >= UNUSED_AFTER
}
