import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { formToken, isFormToken } from '../../../services/people/browser.ts'
import {
  acceptInvitation,
  type OpenInvitation,
  openInvitation,
} from '../../../services/people/invitations/accept.ts'
import type { Door } from '../../door.ts'
import { showError } from '../../errors.ts'
import { noStore, sendPage } from '../../headers.ts'
import {
  bindingOf,
  browserOf,
  ensureBinding,
  isFromHere,
  sessionOf,
  setSession,
  unendedSessionOf,
} from '../../session.ts'
import { wordsFor } from '../../words/words-for.ts'
import { field, fieldsOf } from '../sign-in.ts'
import { invitationPage } from './invitation-page.ts'

const STALE = 'This page had been open for too long. Nothing has happened; please send it once more.'
const TAKEN =
  'This user name belongs to an account already, and no account is made. Sign in with that one, or ask whoever invited you to invite you under another address.'

type Asked = { readonly door: Door; readonly request: FastifyRequest; readonly reply: FastifyReply }
type Shown = Pick<Parameters<typeof invitationPage>[0], 'link' | 'fullName'> &
  Partial<Pick<Parameters<typeof invitationPage>[0], 'problem' | 'faults'>> & { readonly status: number }

const NO_FAULTS = { fullName: null, password: null }

async function show(
  { door, request, reply }: Asked,
  { invitation, unit }: OpenInvitation,
  { status, problem = null, faults = NO_FAULTS, ...form }: Shown,
): Promise<FastifyReply> {
  const csrf = formToken(door.deps, ensureBinding(door, request, reply))
  const session = await sessionOf(door, request)
  const page = invitationPage({
    ...form,
    words: wordsFor(request),
    csrf,
    problem,
    faults,
    userName: invitation.userName,
    businessUnit: unit.name,
    invitedBy: invitation.invitedBy.name,
    signedIn: session?.user.userName ?? null,
  })
  return sendPage(reply, status, page)
}

/** Who sent the form twice is signed in by the first time, and goes on as if it had been sent once. */
async function refuseLink({ door, request, reply }: Asked, posted: boolean): Promise<FastifyReply> {
  if (posted && (await sessionOf(door, request)) !== null) return noStore(reply).redirect('/', 303)
  return showError(request, reply, {
    status: 404,
    title: 'This link does not work',
    detail:
      'It was used before, it was withdrawn or replaced by a newer one, it is older than seven days, or it was not copied whole.',
    advice:
      'If you accepted before, sign in on the start page. Else ask whoever invited you to send it again.',
  })
}

async function accept(asked: Asked): Promise<FastifyReply> {
  const { door, request, reply } = asked
  const form = fieldsOf(request)
  const link = field(form, 'link')
  const open = await openInvitation(door.deps, link)
  if (open === null) return refuseLink(asked, true)
  const fullName = field(form, 'fullName').slice(0, 1000)
  const again = (shown: Omit<Shown, 'link' | 'fullName'>) => show(asked, open, { link, fullName, ...shown })
  const binding = bindingOf(door, request)
  const fromHere = isFromHere(door, request)
  if (binding === null || !fromHere || !isFormToken(door.deps, binding, field(form, 'csrf'))) {
    const kept = fromHere ? fullName : open.invitation.fullName
    return show(asked, open, { link, fullName: kept, status: 403, problem: STALE })
  }
  const typed = { link, fullName, password: field(form, 'password') }
  const before = await unendedSessionOf(door, request)
  const done = await acceptInvitation(door.deps, typed, { browser: browserOf(request), before })
  if (done.ok) {
    setSession(door, reply, done.value)
    return noStore(reply).redirect('/', 303)
  }
  if (done.error === 'link') return refuseLink(asked, true)
  if (done.error === 'busy') {
    return again({ status: 503, problem: 'The server is busy. Try again in a few seconds.' })
  }
  const at = (path: string) => done.error !== 'link' && faultAt(done.error, path)
  if (at('/userName')) return again({ status: 409, problem: TAKEN })
  const faults = { fullName: at('/fullName') || null, password: at('/password') || null }
  return again({ status: 400, faults })
}

function faultAt(
  faults: Extract<Awaited<ReturnType<typeof acceptInvitation>>, { ok: false }>['error'],
  path: string,
): string | null {
  if (typeof faults === 'string') return null
  return faults.find(fault => fault.path === path)?.message ?? null
}

/** Serves the link of an invitation. Opening it does not spend it; posting does. */
export function registerInvitationPage(app: FastifyInstance, door: Door): void {
  app.get<{ Querystring: { link?: unknown } }>('/invitation', async (request, reply) => {
    const { link } = request.query
    const asked = { door, request, reply }
    const open = typeof link === 'string' ? await openInvitation(door.deps, link) : null
    if (open === null || typeof link !== 'string') return refuseLink(asked, false)
    return show(asked, open, { status: 200, link, fullName: open.invitation.fullName })
  })
  app.post('/invitation', async (request, reply) => accept({ door, request, reply }))
}
