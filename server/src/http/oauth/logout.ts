import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { err } from '../../lib/result.ts'
import { parseParameters } from '../../protocol/parameters.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import type { Session } from '../../registry/model.ts'
import { formToken, isFormToken, openWay, sealWay } from '../../services/people/browser.ts'
import { endSession } from '../../services/people/end-session.ts'
import {
  logoutStep,
  type PreparedLogout,
  prepareLogout,
} from '../../services/people/logout/prepare-logout.ts'
import type { LiveSession } from '../../services/people/sessions.ts'
import type { Door } from '../door.ts'
import { showError } from '../errors.ts'
import { formTargetOf, noStore, sendPage } from '../headers.ts'
import { field, fieldsOf, startAnew } from '../pages/sign-in.ts'
import { logOutPage, signedOutPage } from '../pages/sign-out-page.ts'
import { noteApplication, noteParameters, noteRefusal } from '../refusal-notes.ts'
import { clearSession, getInstead, isFromHere, sessionOf, unendedSessionOf } from '../session.ts'
import { noteAskedLanguages, wordsFor } from '../words/words-for.ts'

const ENDPOINT = '/oauth2/logout'
const CONFIRM = '/oauth2/logout/confirm'
/** Room for an ID token with every claim, a URL and a state, and less than what a request line may hold. */
const LONGEST = 8000

const TOO_LONG = refusal('parameter_malformed', `A logout request may have at most ${LONGEST} characters.`)

/** A logout request, on its way through. */
type Asked = {
  readonly door: Door
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The encoded parameters. */
  readonly query: string
}

/** Serves the logout endpoint by GET and, the same, by POST (OpenID Connect RP-Initiated Logout §2). */
export function registerLogout(app: FastifyInstance, door: Door): void {
  // HEAD is for programs that look ahead; looking must end nothing.
  app.get(ENDPOINT, { exposeHeadRoute: false }, async (request, reply) => {
    const query = request.raw.url?.split('?').slice(1).join('?') ?? ''
    return logOut({ door, request, reply, query })
  })

  app.post(ENDPOINT, async (request, reply) => {
    const form = typeof request.body === 'string' ? request.body : ''
    const again = getInstead(door, request, ENDPOINT, form)
    if (again !== null) return noStore(reply).redirect(again, 303)
    return logOut({ door, request, reply, query: new URLSearchParams(form).toString() })
  })

  app.post(CONFIRM, async (request, reply) => confirm(door, request, reply))
}

async function logOut(asked: Asked): Promise<FastifyReply> {
  const { door, request, reply, query } = asked
  noteAskedLanguages(request, query)
  const prepared = await prepare(asked)
  if (prepared === null) return reply
  // Also one that was idle for too long to open anything: an application's own session may have lasted longer.
  const session = await unendedSessionOf(door, request)
  const step = logoutStep(door.deps, prepared, session)
  if (step === 'end' && session !== null) return end(asked, prepared, session)
  const live = step === 'ask' ? await sessionOf(door, request) : null
  return live === null ? sendOn(asked, prepared) : ask(asked, prepared, live)
}

/** Reads the request, or tells the person why it cannot be answered; then nothing is redirected and nothing ended. */
async function prepare({ door, request, reply, query }: Asked): Promise<PreparedLogout | null> {
  const parameters = query.length > LONGEST ? err(TOO_LONG) : parseParameters(query)
  if (parameters.ok) noteParameters(request, parameters.value)
  const prepared = parameters.ok
    ? await prepareLogout(door.deps, parameters.value)
    : err({ refused: parameters.error, applicationId: null })
  if (prepared.ok) return prepared.value
  const { refused, applicationId } = prepared.error
  if (applicationId !== null) noteApplication(request, applicationId)
  showLogoutRefusal(request, reply, refused)
  return null
}

function showLogoutRefusal(request: FastifyRequest, reply: FastifyReply, refused: Refusal): FastifyReply {
  noteRefusal(request, refused)
  return showError(request, reply, {
    status: 400,
    title: 'This sign-out request cannot be answered',
    detail: refused.description,
    advice:
      'Nothing was changed. To sign out of Latchkey itself, open its start page and choose Sign out there.',
  })
}

/** Ends the session and sends the browser on. */
async function end(
  { door, request, reply }: Asked,
  prepared: PreparedLogout,
  session: Session,
): Promise<FastifyReply> {
  await endSession(door.deps, session, { because: 'signed out by an application', requestId: request.id })
  clearSession(door, reply)
  const { target } = prepared
  if (target !== null) return noStore(reply).redirect(target.url, 303)
  return sendPage(reply, 200, signedOutPage(wordsFor(reply.request)))
}

/**
 * Nobody is signed in (§4: logging out twice is no error). A hint proves that the application knew the user, so the
 * browser goes on at once; without one the person chooses.
 */
function sendOn({ reply }: Asked, { hint, application, target }: PreparedLogout): FastifyReply {
  if (target === null || application === null)
    return sendPage(reply, 200, signedOutPage(wordsFor(reply.request)))
  if (hint !== null) return noStore(reply).redirect(target.url, 303)
  return sendPage(
    reply,
    200,
    signedOutPage(wordsFor(reply.request), { name: application.name, url: target.url }),
  )
}

function ask({ door, reply, query }: Asked, prepared: PreparedLogout, session: LiveSession): FastifyReply {
  const { application, target } = prepared
  const { hash } = session.record
  const url = target === null ? null : new URL(target.uri)
  const page = logOutPage({
    words: wordsFor(reply.request),
    action: CONFIRM,
    csrf: formToken(door.deps, hash),
    request: sealWay(door.deps, 'logout', query),
    userName: session.user.userName,
    application,
    host: url === null ? null : url.host === '' ? url.protocol : url.host,
  })
  return sendPage(reply, 200, page, target === null ? null : formTargetOf(target.uri))
}

/** Takes the person's yes. The request is judged anew, so that nobody is sent where it is not registered any more. */
async function confirm(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const session = await sessionOf(door, request)
  const form = fieldsOf(request)
  const query = openWay(door.deps, 'logout', field(form, 'request'))
  if (query === null) return startAnew(door, request, reply)
  const proven =
    session !== null &&
    isFromHere(door, request) &&
    isFormToken(door.deps, session.record.hash, field(form, 'csrf'))
  // The request is made anew: it asks whoever is signed in by now, or goes on when nobody is.
  if (!proven) return noStore(reply).redirect(`${ENDPOINT}?${query}`, 303)
  const asked = { door, request, reply, query }
  const prepared = await prepare(asked)
  return prepared === null ? reply : end(asked, prepared, session.record)
}
