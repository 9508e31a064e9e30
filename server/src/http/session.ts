import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { err, ok, type Result } from '../lib/result.ts'
import { parseBearer } from '../protocol/bearer.ts'
import { type Refusal, refusal } from '../protocol/refusal.ts'
import type { Session } from '../registry/model.ts'
import { type Actor, actorOfSession, actorOfToken } from '../services/people/actor.ts'
import { newBrowserBinding } from '../services/people/browser.ts'
import { type Browser, type LiveSession, liveSession, unendedSession } from '../services/people/sessions.ts'
import type { Door } from './door.ts'
import { notePersonsLanguage } from './words/words-for.ts'

/** RFC 6265bis §4.1.3.2: the prefix keeps sub-domains from planting a cookie; it needs https. */
function cookieName(door: Door, name: string): string {
  return door.secure ? `__Host-${name}` : name
}

const SESSION = 'latchkey'
const BINDING = 'latchkey-form'
const DEVICE = 'latchkey-device'
const DEVICE_LIFE = 90 * 24 * 3600

function setCookie(
  door: Door,
  reply: FastifyReply,
  cookie: { name: string; value: string; maxAge?: number },
): void {
  reply.setCookie(cookieName(door, cookie.name), cookie.value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: door.secure,
    ...(cookie.maxAge === undefined ? {} : { maxAge: cookie.maxAge }),
  })
}

function readCookie(door: Door, request: FastifyRequest, name: string): string | null {
  const value = request.cookies[cookieName(door, name)]
  return value === undefined || value === '' || value.length > 300 ? null : value
}

/** Gives the browser its session; the value is opaque. */
export function setSession(door: Door, reply: FastifyReply, value: string): void {
  setCookie(door, reply, { name: SESSION, value })
}

/** Takes the session from the browser. */
export function clearSession(door: Door, reply: FastifyReply): void {
  reply.clearCookie(cookieName(door, SESSION), { path: '/' })
}

/** The browser behind a request, as its user is shown it later. */
export function browserOf(request: FastifyRequest): Browser {
  return { userAgent: request.headers['user-agent'] ?? '', ip: request.ip, requestId: request.id }
}

/** The live session of the browser, or null. */
export async function sessionOf(door: Door, request: FastifyRequest): Promise<LiveSession | null> {
  const value = readCookie(door, request, SESSION)
  const session = value === null ? null : await liveSession(door.deps, value)
  notePersonsLanguage(request, session?.user.details.locale ?? null)
  return session
}

/** The session of the browser that nobody has ended, even if it was idle for too long to open anything; or null. */
export async function unendedSessionOf(door: Door, request: FastifyRequest): Promise<Session | null> {
  const value = readCookie(door, request, SESSION)
  return value === null ? null : unendedSession(door.deps, value)
}

/** Whether the browser sent the cookie of a session, whatever it is worth. */
function hasSessionCookie(door: Door, request: FastifyRequest): boolean {
  return readCookie(door, request, SESSION) !== null
}

/** What may stand in an address: room for an ID token with every claim, less than what a request line may hold. */
const LONGEST_QUERY = 8000

/**
 * Where a form goes on that another site's page posted. Browsers withhold our cookie (SameSite=Lax) from such a post
 * and send it with the GET that follows, so that whoever is signed in is.
 * In: the endpoint's path, and the form as it came. Out: the address to answer with, or null when the post is to be
 * judged as it stands.
 */
export function getInstead(door: Door, request: FastifyRequest, path: string, form: string): string | null {
  if (isFromHere(door, request) || hasSessionCookie(door, request)) return null
  const query = new URLSearchParams(form).toString()
  return query.length <= LONGEST_QUERY ? `${path}?${query}` : null
}

/** What binds a form to a browser in which nobody is signed in; null when its cookie is missing. */
export function bindingOf(door: Door, request: FastifyRequest): string | null {
  return readCookie(door, request, BINDING)
}

/** As {@link bindingOf}, giving the browser a new one when it has none. */
export function ensureBinding(door: Door, request: FastifyRequest, reply: FastifyReply): string {
  const known = bindingOf(door, request)
  if (known !== null) return known
  const value = newBrowserBinding()
  setCookie(door, reply, { name: BINDING, value })
  return value
}

/** The mark of a browser in which somebody signed in before, or null. */
export function deviceMarkOf(door: Door, request: FastifyRequest): string | null {
  return readCookie(door, request, DEVICE)
}

/** Remembers that somebody signed in from this browser. */
export function setDeviceMark(door: Door, reply: FastifyReply, mark: string): void {
  setCookie(door, reply, { name: DEVICE, value: mark, maxAge: DEVICE_LIFE })
}

/**
 * Whether a request that changes something comes from a page of ours. Browsers name the origin, except that a page
 * with the policy no-referrer names it null; Sec-Fetch-Site then tells. Programs send neither and have no cookie jar
 * that somebody else could ride on.
 */
export function isFromHere(door: Door, request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin !== undefined && origin !== 'null' && origin !== door.origin) return false
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return origin !== 'null'
}

type ActorRefusal =
  | { readonly kind: 'token'; readonly refused: Refusal }
  | { readonly kind: 'foreign-origin' }

/**
 * Who calls the management API: by access token when there is an Authorization header, else by session.
 * Refuses nobody at all, a token that does not do, and a change asked for by another site's page.
 */
export async function actorOf(
  door: Door,
  request: FastifyRequest,
  changes: boolean,
): Promise<Result<Actor, ActorRefusal>> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const token = parseBearer(authorization)
    const actor = token.ok ? await actorOfToken(door.deps, token.value, request.id) : token
    if (!actor.ok) return err({ kind: 'token', refused: actor.error })
    notePersonsLanguage(request, actor.value.user?.details.locale ?? null)
    return actor
  }
  const value = readCookie(door, request, SESSION)
  const actor = value === null ? null : await actorOfSession(door.deps, value, request.id)
  notePersonsLanguage(request, actor?.user.details.locale ?? null)
  if (actor === null) {
    const refused = refusal(
      'token_missing',
      'Sign in, or send an access token of scope AdminApi in the Authorization header.',
    )
    return err({ kind: 'token', refused })
  }
  return changes && !isFromHere(door, request) ? err({ kind: 'foreign-origin' }) : ok(actor)
}
