import { checkCallbackUrl } from './callback-url.ts'

/** More than any text needs: each step mends one rule. */
const MOST_STEPS = 8

/** A host as it is typed without a scheme: labels with a dot, or this machine, with a port, a path or neither. */
const BARE_HOST = /^(?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]*(?::\d{1,5})?(?:[/?].*)?$/
const BARE_LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?:[/?].*)?$/i

/** One step nearer to a URL that may be registered; null where it is not known what was meant. */
function step(text: string): string | null {
  const verdict = checkCallbackUrl(text)
  if (verdict.ok) return null
  switch (verdict.rule) {
    case 'characters':
      return trimmed(text) ?? encoded(text)
    case 'fragment':
      return text.slice(0, text.indexOf('#'))
    case 'https':
      return text.replace(/^http:/i, 'https:')
    case 'absolute':
      return completed(text)
    case 'scheme':
      return BARE_LOOPBACK.test(text)
        ? `http://${text}`
        : text.replace(/^[A-Za-z][A-Za-z0-9+.-]*:/, scheme => scheme.toLowerCase())
    case 'user-info':
      return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?]*@/i, '$1')
    case 'canonical':
      return URL.canParse(text) ? new URL(text).href : null
    case 'required':
    case 'too-long':
    case 'wildcard':
      return null
  }
}

/** Without what is copied along with a URL: spaces, quotes, angle brackets around it. */
function trimmed(text: string): string | null {
  const bare = text.replace(/^[\s"'<`]+|[\s"'>`]+$/g, '')
  return bare === text ? null : bare
}

/** As a browser would send it: letters outside ASCII as %XX or xn--, a backslash as the slash it is taken for. */
function encoded(text: string): string | null {
  return URL.canParse(text) ? new URL(text).href : null
}

function completed(text: string): string | null {
  if (/^(?:https?|HTTPS?):\/[^/]/.test(text)) return text.replace(/:\//, '://')
  if (text.startsWith('//')) return `https:${text}`
  if (BARE_LOOPBACK.test(text)) return `http://${text}`
  return BARE_HOST.test(text) ? `https://${text}` : null
}

/**
 * What a callback URL that breaks a rule was probably meant to be, for somebody to choose: nothing is changed unasked,
 * since what is registered is compared character by character.
 *
 * In: the text as typed. Out: another text that breaks no rule, or null when there is nothing to mend or no telling.
 */
export function mendedCallbackUrl(text: string): string | null {
  let mended = text
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (checkCallbackUrl(mended).ok) return mended === text ? null : mended
    const next = step(mended)
    if (next === null || next === mended) return null
    mended = next
  }
  return null
}
