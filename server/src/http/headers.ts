import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Door } from './door.ts'
import { wordsFor } from './words/words-for.ts'

const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"

/**
 * The policy of pages that need no script. `form-action` also names where a form's redirects may lead, since
 * Chromium applies it to the whole chain: on the way to an application that is the origin of its callback URL.
 */
function pagePolicy(formTarget: string | null): string {
  const targets = formTarget === null ? "'self'" : `'self' ${formTarget}`
  return `${NOTHING}; style-src 'self'; img-src 'self' data:; form-action ${targets}`
}

/** The policy of the console: its own script; inline styles, which its components need. */
const CONSOLE_POLICY = `${NOTHING}; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'`

/** Puts the headers on every reply that hold for all of them; HSTS only where browsers come by https. */
export async function registerHeaders(app: FastifyInstance, door: Door): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    hsts: door.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', NOTHING)
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
  })
}

/**
 * The origin of a callback URL as `form-action` names it; a private-use scheme stands for itself. So does http for a
 * host in brackets: CSP 3 §2.3.1 has no way to write an IPv6 address, and an origin it cannot read would block all.
 */
export function formTargetOf(redirectUri: string): string {
  const { protocol, origin, hostname } = new URL(redirectUri)
  if (hostname.startsWith('[')) return protocol
  return protocol === 'https:' || protocol === 'http:' ? origin : protocol
}

/** Sends a page of ours. In: its HTML, its status, and the origin that its form's redirects may lead to. */
export function sendPage(
  reply: FastifyReply,
  status: number,
  page: string,
  formTarget: string | null = null,
): FastifyReply {
  return reply
    .code(status)
    .header('content-security-policy', pagePolicy(formTarget))
    .header('cache-control', 'no-store')
    .header('content-language', wordsFor(reply.request).language)
    .type('text/html; charset=utf-8')
    .send(page)
}

/** The SHA-256 of the one script of the form_post page (CSP 3 §2.3.1); a test holds the two together. */
export const SUBMIT_SCRIPT_HASH = 'sha256-ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE='

/**
 * Sends the page that posts an authorization response (OAuth 2.0 Form Post §2, §4). It may run its one script, and
 * its form may lead to the origin of the redirect URI and nowhere else.
 */
export function sendFormPost(reply: FastifyReply, page: string, redirectUri: string): FastifyReply {
  const policy = `${NOTHING}; style-src 'self'; img-src 'self' data:; script-src '${SUBMIT_SCRIPT_HASH}'; form-action ${formTargetOf(redirectUri)}`
  return noStore(reply)
    .code(200)
    .header('content-security-policy', policy)
    .header('content-language', wordsFor(reply.request).language)
    .type('text/html; charset=utf-8')
    .send(page)
}

/** Marks a reply as the console's document. */
export function allowConsole(reply: FastifyReply): FastifyReply {
  return reply.header('content-security-policy', CONSOLE_POLICY).header('cache-control', 'no-store')
}

/** RFC 6749 §5.1: nothing that holds a token or speaks of one may be kept. */
export function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
}
