import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { userNameKey } from '../../../registry/people/user.ts'
import { formToken, isFormToken, openWay } from '../../../services/people/browser.ts'
import {
  askPasswordReset,
  findPasswordReset,
  LINK_MINUTES,
  resetPassword,
} from '../../../services/people/password/reset-password.ts'
import type { Door } from '../../door.ts'
import { showError } from '../../errors.ts'
import { sendPage } from '../../headers.ts'
import { bindingOf, ensureBinding, isFromHere } from '../../session.ts'
import { wordsFor } from '../../words/words-for.ts'
import { field, fieldsOf, openContinuation, showSignIn } from '../sign-in.ts'
import { forgottenPage, linkSentPage, newPasswordPage } from './password-pages.ts'

const STALE = 'This page had been open for too long. Nothing has happened; please send it once more.'

type Posted = {
  readonly door: Door
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly form: ReturnType<typeof fieldsOf>
}

function isGood({ door, request, form }: Posted): boolean {
  const binding = bindingOf(door, request)
  return binding !== null && isFromHere(door, request) && isFormToken(door.deps, binding, field(form, 'csrf'))
}

function showForgotten(
  { door, request, reply }: Omit<Posted, 'form'>,
  shown: {
    readonly status: number
    readonly userName: string
    readonly continueTo: string | null
    readonly problem: string | null
  },
): FastifyReply {
  const { status, ...rest } = shown
  const csrf = formToken(door.deps, ensureBinding(door, request, reply))
  return sendPage(reply, status, forgottenPage({ ...rest, words: wordsFor(request), csrf }))
}

function showNew(
  { door, request, reply }: Omit<Posted, 'form'>,
  shown: {
    readonly status: number
    readonly userName: string
    readonly link: string
    readonly problem: string | null
  },
): FastifyReply {
  const { status, ...rest } = shown
  const csrf = formToken(door.deps, ensureBinding(door, request, reply))
  return sendPage(reply, status, newPasswordPage({ ...rest, words: wordsFor(request), csrf }))
}

function refuseLink(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return showError(request, reply, {
    status: 404,
    title: 'This link does not work',
    detail: 'It was used before, it is older than half an hour, or it was not copied whole.',
    advice: 'Go to the start page and ask for another one there.',
  })
}

/** Takes the name, and answers the same at once whoever it belongs to. */
function takeName(posted: Posted): FastifyReply {
  const { door, request, reply, form } = posted
  const continueTo = field(form, 'continue') || null
  const userName = field(form, 'userName').slice(0, 200)
  if (!isGood(posted)) {
    const kept = isFromHere(door, request) ? userName : ''
    return showForgotten(posted, { status: 403, userName: kept, continueTo, problem: STALE })
  }
  const wait = door.throttle.passwordReset(userNameKey(userName) ?? 'nobody', request.ip)
  if (wait === 'address') {
    const problem = 'Too many letters were asked for from here. Wait an hour and try again.'
    return showForgotten(posted, { status: 429, userName, continueTo, problem })
  }
  const way = continueTo === null || openWay(door.deps, 'sign-in', continueTo) === null ? null : continueTo
  const { language } = wordsFor(request)
  if (wait === null) {
    // Not waited for: how long it takes would tell whether the name exists.
    askPasswordReset(door.deps, { userName, way, language, requestId: request.id }).catch((error: unknown) =>
      request.log.error({ err: error }, 'a link to a new password could not be made'),
    )
  }
  return sendPage(reply, 200, linkSentPage(wordsFor(request), LINK_MINUTES))
}

async function takePassword(posted: Posted): Promise<FastifyReply> {
  const { door, request, reply, form } = posted
  const link = field(form, 'link')
  const linked = await findPasswordReset(door.deps, link)
  if (linked === null) return refuseLink(request, reply)
  const again = (status: number, problem: string) =>
    showNew(posted, { status, userName: linked.user.userName, link, problem })
  if (!isGood(posted)) return again(403, STALE)
  const done = await resetPassword(door.deps, { link, password: field(form, 'password') }, request.id)
  if (done.ok) {
    const { user, way } = done.value
    return showSignIn(door, request, reply, {
      ...openContinuation(door, way ?? ''),
      status: 200,
      userName: user.userName,
      problem: null,
      signedOut: false,
      newPassword: true,
    })
  }
  if (done.error === 'link') return refuseLink(request, reply)
  if (done.error === 'busy') return again(503, 'The server is busy. Try again in a few seconds.')
  return again(400, done.error.fault)
}

/** Serves the way to a new password, for somebody who forgot theirs and for the link in the letter. */
export function registerPassword(app: FastifyInstance, door: Door): void {
  app.get<{ Querystring: { continue?: unknown } }>('/password/forgotten', async (request, reply) => {
    const asked = request.query.continue
    const continueTo = typeof asked === 'string' ? asked : null
    return showForgotten({ door, request, reply }, { status: 200, userName: '', continueTo, problem: null })
  })
  app.post('/password/forgotten', async (request, reply) =>
    takeName({ door, request, reply, form: fieldsOf(request) }),
  )

  // Opening a link does not spend it; posting does.
  app.get<{ Querystring: { link?: unknown } }>('/password/new', async (request, reply) => {
    const { link } = request.query
    const linked = typeof link === 'string' ? await findPasswordReset(door.deps, link) : null
    if (linked === null || typeof link !== 'string') return refuseLink(request, reply)
    return showNew(
      { door, request, reply },
      { status: 200, userName: linked.user.userName, link, problem: null },
    )
  })
  app.post('/password/new', async (request, reply) =>
    takePassword({ door, request, reply, form: fieldsOf(request) }),
  )
}
