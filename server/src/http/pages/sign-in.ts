import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Parameters } from '../../protocol/parameters.ts'
import { parseParameters } from '../../protocol/parameters.ts'
import type { ApplicationLink } from '../../registry/applications/presentation.ts'
import { userNameKey } from '../../registry/people/user.ts'
import {
  deviceMark,
  formToken,
  isDeviceMark,
  isFormToken,
  openWay,
  sealWay,
} from '../../services/people/browser.ts'
import { signIn } from '../../services/people/sign-in.ts'
import { pathAfterSignIn } from '../../services/tokens/authorization/interaction.ts'
import type { Door } from '../door.ts'
import { noStore, sendPage } from '../headers.ts'
import {
  bindingOf,
  browserOf,
  deviceMarkOf,
  ensureBinding,
  isFromHere,
  sessionOf,
  setDeviceMark,
  setSession,
  unendedSessionOf,
} from '../session.ts'
import { noteAskedLanguages, wordsFor } from '../words/words-for.ts'
import { signInPage } from './sign-in-page.ts'

type SignIn = {
  readonly status: number
  /** Where to go on afterwards: a path of ours with its query. */
  readonly path: string
  readonly application: {
    readonly name: string
    readonly vendorName: string
    /** Where it says more about itself. */
    readonly links: readonly ApplicationLink[]
  } | null
  /** Origin that the form's redirects may lead to. */
  readonly formTarget: string | null
  readonly userName: string
  readonly problem: string | null
  readonly signedOut: boolean
  /** Whether it is shown again because its form was no longer good. */
  readonly stale?: boolean
  /** Whether the person has just chosen a new password, with which they are to sign in. */
  readonly newPassword?: boolean
  /** Who is signed in and may go on as they are, and where; null where there is nothing to choose. */
  readonly present?: { readonly fullName: string; readonly userName: string; readonly path: string } | null
}

/** Shows the sign-in form. What goes on afterwards is sealed into it. */
export function showSignIn(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: SignIn,
): FastifyReply {
  const binding = ensureBinding(door, request, reply)
  const { application } = shown
  const links = application?.links ?? []
  noteAskedLanguages(request, shown.path.split('?', 2)[1] ?? '')
  const page = signInPage({
    words: wordsFor(request),
    action: '/sign-in',
    csrf: formToken(door.deps, binding),
    continueTo: sealWay(
      door.deps,
      'sign-in',
      JSON.stringify([shown.path, application?.name, application?.vendorName, shown.formTarget, links]),
    ),
    userName: shown.userName.slice(0, 200),
    problem: shown.problem === null ? null : { message: shown.problem },
    application:
      application === null ? null : { name: application.name, vendorName: application.vendorName, links },
    signedOut: shown.signedOut,
    stale: shown.stale ?? false,
    newPassword: shown.newPassword ?? false,
    present: shown.present ?? null,
  })
  return sendPage(reply, shown.status, page, shown.formTarget)
}

/** Reads back what {@link showSignIn} sealed; the start page when nothing usable was sent. */
export function openContinuation(
  door: Door,
  sealed: string,
): Pick<SignIn, 'path' | 'application' | 'formTarget'> {
  const text = openWay(door.deps, 'sign-in', sealed)
  const values: unknown = text === null ? [] : JSON.parse(text)
  const [path, name, vendorName, formTarget, links]: unknown[] = Array.isArray(values) ? values : []
  return {
    path: typeof path === 'string' ? path : '/',
    application:
      typeof name === 'string' && typeof vendorName === 'string'
        ? { name, vendorName, links: Array.isArray(links) ? links.filter(isLink) : [] }
        : null,
    formTarget: typeof formTarget === 'string' ? formTarget : null,
  }
}

function isLink(value: unknown): value is ApplicationLink {
  return typeof value === 'object' && value !== null && 'what' in value && 'url' in value && 'host' in value
}

/** The first value of a form field, or the empty text. */
export function field(form: Parameters, name: string): string {
  return form.get(name)?.[0] ?? ''
}

/** The fields of a posted form; a body that cannot be read has none. */
export function fieldsOf(request: FastifyRequest): Parameters {
  const parsed = typeof request.body === 'string' ? parseParameters(request.body) : null
  return parsed?.ok === true ? parsed.value : new Map()
}

/**
 * Answers a form that is no longer good and does not say where the person wanted to go: nothing has happened, and the
 * browser goes on to the start page, or to the sign-in form when nobody is signed in.
 */
export async function startAnew(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if ((await sessionOf(door, request)) !== null) return noStore(reply).redirect('/', 303)
  const nowhere = { path: '/', application: null, formTarget: null, userName: '', problem: null }
  return showSignIn(door, request, reply, { ...nowhere, status: 403, signedOut: false, stale: true })
}

/** Serves the form's target. */
export function registerSignIn(app: FastifyInstance, door: Door): void {
  app.post('/sign-in', async (request, reply) => {
    const form = fieldsOf(request)
    const binding = bindingOf(door, request)
    const fromHere = isFromHere(door, request)
    const continuation = openContinuation(door, field(form, 'continue'))
    if (binding === null || !fromHere || !isFormToken(door.deps, binding, field(form, 'csrf'))) {
      // The same form again. What another site's page typed into it is not shown.
      const userName = fromHere ? field(form, 'userName') : ''
      const again = { ...continuation, userName, problem: null, signedOut: false, stale: true }
      return showSignIn(door, request, reply, { ...again, status: 403 })
    }
    const userName = field(form, 'userName')
    const again = (status: number, problem: string) =>
      showSignIn(door, request, reply, { ...continuation, status, userName, problem, signedOut: false })

    const account = userNameKey(userName) ?? 'nobody'
    const mark = deviceMarkOf(door, request)
    const known = mark !== null && isDeviceMark(door.deps, account, mark)
    const wait = door.throttle.signIn(account, request.ip, known)
    if (wait !== null) {
      reply.header('retry-after', wait.seconds)
      return again(429, tooMany(wait.seconds))
    }
    const typed = { userName, password: field(form, 'password') }
    const before = await unendedSessionOf(door, request)
    const session = await signIn(door.deps, typed, { browser: browserOf(request), before })
    if (!session.ok && session.error === 'busy') {
      reply.header('retry-after', 2)
      return again(503, 'Too many people are signing in at this moment. Try again in a few seconds.')
    }
    if (!session.ok) return again(401, 'The user name or the password is wrong.')
    door.throttle.signedIn(account, request.ip, known)
    setSession(door, reply, session.value)
    setDeviceMark(door, reply, deviceMark(door.deps, account))
    return noStore(reply).redirect(pathAfterSignIn(door.deps, continuation.path, session.value), 303)
  })
}

function tooMany(seconds: number): string {
  return seconds < 90
    ? `Too many attempts. Wait ${seconds} seconds and try again.`
    : `Too many attempts. Wait ${Math.ceil(seconds / 60)} minutes and try again.`
}
