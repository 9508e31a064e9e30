import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { formToken, isFormToken } from '../../services/people/browser.ts'
import { beginSession } from '../../services/people/sessions.ts'
import { createFirstOperator, setupLinkWorks } from '../../services/people/setup.ts'
import type { Door } from '../door.ts'
import { showError } from '../errors.ts'
import { noStore, sendPage } from '../headers.ts'
import { bindingOf, browserOf, ensureBinding, isFromHere, sessionOf, setSession } from '../session.ts'
import { wordsFor } from '../words/words-for.ts'
import { setupPage } from './setup-page.ts'
import { field, fieldsOf } from './sign-in.ts'

type Shown = Pick<Parameters<typeof setupPage>[0], 'link' | 'values' | 'faults'>
type FieldName = Shown['faults'][number]['field']

function isFieldName(name: string): name is FieldName {
  return name === 'userName' || name === 'fullName' || name === 'password'
}

function show(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown & { status: number },
): FastifyReply {
  const csrf = formToken(door.deps, ensureBinding(door, request, reply))
  const { status, ...rest } = shown
  return sendPage(reply, status, setupPage({ words: wordsFor(request), action: '/setup', csrf, ...rest }))
}

function refuseLink(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return showError(request, reply, {
    status: 404,
    title: 'This link does not work',
    detail: 'It was used before, it is older than a day, or it was not copied whole.',
    advice: 'Start the server again: as long as nobody exists who could sign in, it prints a new link.',
  })
}

/**
 * Answers a form whose link does not work any more. Who sent it twice is signed in by the first time, and goes on as if
 * it had been sent once.
 */
async function linkSpent(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const session = await sessionOf(door, request)
  return session === null ? refuseLink(request, reply) : noStore(reply).redirect('/', 303)
}

/** Serves the one-time link with which the first operator is made. Opening it does not spend it; posting does. */
export function registerSetup(app: FastifyInstance, door: Door): void {
  app.get<{ Querystring: { link?: string } }>('/setup', async (request, reply) => {
    const { link } = request.query
    if (typeof link !== 'string' || !(await setupLinkWorks(door.deps, link)))
      return linkSpent(door, request, reply)
    return show(door, request, reply, {
      status: 200,
      link,
      values: { userName: '', fullName: '' },
      faults: [],
    })
  })

  app.post('/setup', async (request, reply) => {
    const form = fieldsOf(request)
    const binding = bindingOf(door, request)
    const link = field(form, 'link')
    const values = { userName: field(form, 'userName'), fullName: field(form, 'fullName') }
    const fromHere = isFromHere(door, request)
    if (binding === null || !fromHere || !isFormToken(door.deps, binding, field(form, 'csrf'))) {
      if (!(await setupLinkWorks(door.deps, link))) return linkSpent(door, request, reply)
      const kept = fromHere ? values : { userName: '', fullName: '' }
      const fault = {
        field: 'password',
        message: 'This page had been open for too long. Please choose a password once more.',
      } as const
      return show(door, request, reply, { status: 403, link, values: kept, faults: [fault] })
    }
    const made = await createFirstOperator(
      door.deps,
      link,
      { ...values, password: field(form, 'password') },
      request.id,
    )
    if (made.ok) {
      setSession(door, reply, await beginSession(door.deps, made.value, browserOf(request)))
      return noStore(reply).redirect('/', 303)
    }
    if (made.error === 'link') return linkSpent(door, request, reply)
    if (made.error === 'busy') {
      const fault = { field: 'password', message: 'The server is busy. Try again in a few seconds.' } as const
      return show(door, request, reply, { status: 503, link, values, faults: [fault] })
    }
    const faults = made.error.flatMap(fault => {
      const name = fault.path.slice(1)
      return isFieldName(name) ? [{ field: name, message: fault.message }] : []
    })
    return show(door, request, reply, { status: 400, link, values, faults })
  })
}
