import type { FastifyInstance } from 'fastify'
import { formToken, isFormToken, openPath } from '../../services/people/browser.ts'
import { signOut } from '../../services/people/sessions.ts'
import type { Door } from '../door.ts'
import { noStore, sendPage } from '../headers.ts'
import { clearSession, isFromHere, sessionOf } from '../session.ts'
import { field, fieldsOf, refuseForm } from './sign-in.ts'
import { signedOutPage, signOutPage } from './sign-out-page.ts'

/**
 * Serves signing out. GET asks first; POST ends the session on the server. The console posts without a form token:
 * there the origin, which every browser names, is the proof.
 */
export function registerSignOut(app: FastifyInstance, door: Door): void {
  app.get('/sign-out', async (request, reply) => {
    const session = await sessionOf(door, request)
    if (session === null) return sendPage(reply, 200, signedOutPage())
    const csrf = formToken(door.deps, session.record.hash)
    return sendPage(reply, 200, signOutPage({ action: '/sign-out', csrf, userName: session.user.userName }))
  })

  app.post('/sign-out', async (request, reply) => {
    const session = await sessionOf(door, request)
    if (!isFromHere(door, request)) return refuseForm(request, reply)
    if (session === null) return sendPage(reply, 200, signedOutPage())
    const form = fieldsOf(request)
    const { hash } = session.record
    const token = field(form, 'csrf')
    const proven =
      token === ''
        ? request.headers['sec-fetch-site'] === 'same-origin' || request.headers.origin === door.origin
        : isFormToken(door.deps, hash, token)
    if (!proven) return refuseForm(request, reply)
    // "Not you?" on the consent page: the request waits for whoever signs in next.
    const query = openPath(door.deps, hash, field(form, 'request'))
    await signOut(door.deps, session, request.id)
    clearSession(door, reply)
    if (query !== null) return noStore(reply).redirect(`/oauth2/authorize?${query}`, 303)
    return sendPage(reply, 200, signedOutPage())
  })
}
