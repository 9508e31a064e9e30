import type { FastifyInstance, FastifyReply } from 'fastify'
import { formToken, isFormToken } from '../../services/people/browser.ts'
import { endSession } from '../../services/people/end-session.ts'
import type { LiveSession } from '../../services/people/sessions.ts'
import { openConsentForm } from '../../services/tokens/authorization/consent-form.ts'
import type { Door } from '../door.ts'
import { noStore, sendPage } from '../headers.ts'
import { clearSession, isFromHere, sessionOf } from '../session.ts'
import { wordsFor } from '../words/words-for.ts'
import { askAnew } from './consent.ts'
import { field, fieldsOf } from './sign-in.ts'
import { signedOutPage, signOutPage } from './sign-out-page.ts'

function askFirst(door: Door, reply: FastifyReply, session: LiveSession, status = 200): FastifyReply {
  const csrf = formToken(door.deps, session.record.hash)
  return sendPage(
    reply,
    status,
    signOutPage({
      words: wordsFor(reply.request),
      action: '/sign-out',
      csrf,
      userName: session.user.userName,
    }),
  )
}

/**
 * Serves signing out. GET asks first; POST ends the session on the server. The console posts without a form token:
 * there the origin, which every browser names, is the proof.
 */
export function registerSignOut(app: FastifyInstance, door: Door): void {
  app.get('/sign-out', async (request, reply) => {
    const session = await sessionOf(door, request)
    return session === null
      ? sendPage(reply, 200, signedOutPage(wordsFor(request)))
      : askFirst(door, reply, session)
  })

  app.post('/sign-out', async (request, reply) => {
    const session = await sessionOf(door, request)
    if (session === null) {
      return (await askAnew(door, request, reply)) ?? sendPage(reply, 200, signedOutPage(wordsFor(request)))
    }
    if (!isFromHere(door, request)) return askFirst(door, reply, session, 403)
    const form = fieldsOf(request)
    const { hash } = session.record
    const token = field(form, 'csrf')
    const proven =
      token === ''
        ? request.headers['sec-fetch-site'] === 'same-origin' || request.headers.origin === door.origin
        : isFormToken(door.deps, hash, token)
    if (!proven) return (await askAnew(door, request, reply)) ?? askFirst(door, reply, session, 403)
    // "Not you?" on the consent page: the request waits for whoever signs in next.
    const asked = openConsentForm(door.deps, hash, field(form, 'request'))
    await endSession(door.deps, session.record, { because: 'signed out', requestId: request.id })
    clearSession(door, reply)
    if (asked !== null) return noStore(reply).redirect(`/oauth2/authorize?${asked.query}`, 303)
    return sendPage(reply, 200, signedOutPage(wordsFor(request)))
  })
}
