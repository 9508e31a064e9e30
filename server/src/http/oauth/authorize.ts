import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Parameters, parseParameters } from '../../protocol/parameters.ts'
import type { Refusal } from '../../protocol/refusal.ts'
import {
  type NextStep,
  nextStep,
  type Prepared,
  prepareAuthorization,
} from '../../services/tokens/authorize.ts'
import { grantAuthorization } from '../../services/tokens/issue-code.ts'
import type { Door } from '../door.ts'
import { showRefusal } from '../errors.ts'
import { formTargetOf, noStore } from '../headers.ts'
import { showConsent } from '../pages/consent.ts'
import { showSignIn } from '../pages/sign-in.ts'
import { sessionOf } from '../session.ts'

/** Serves the authorization endpoint by GET and, the same, by POST (RFC 6749 §3.1). */
export function registerAuthorize(app: FastifyInstance, door: Door): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const encoded = request.method === 'POST' ? request.body : request.raw.url?.split('?').slice(1).join('?')
    const text = typeof encoded === 'string' ? encoded : ''
    const parameters = parseParameters(text)
    if (!parameters.ok) return showRefusal(request, reply, parameters.error)
    return authorize(door, request, reply, { text, parameters: parameters.value })
  }
  app.get('/oauth2/authorize', answer)
  app.post('/oauth2/authorize', answer)
}

type Asked = { readonly text: string; readonly parameters: Parameters }

async function authorize(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
): Promise<FastifyReply> {
  const preparation = await prepareAuthorization(door.deps, asked.parameters)
  if (preparation.kind === 'show') return showRefusal(request, reply, preparation.refused)
  const session = await sessionOf(door, request)
  if (preparation.kind === 'send') {
    // RFC 9700 §4.11.2: nobody is sent on before they signed in, not even with an error; prompt=none apart.
    if (session !== null || preparation.silent) return sendAway(request, reply, preparation)
    return askToSignIn(door, request, reply, { asked, ...preparation, userName: '' })
  }
  const { prepared } = preparation
  const step: NextStep = await nextStep(door.deps, prepared, session)
  if (step.kind === 'send') return sendAway(request, reply, step)
  if (step.kind === 'sign-in' || session === null)
    return askToSignIn(door, request, reply, {
      asked,
      ...prepared,
      userName: prepared.request.loginHint ?? '',
    })
  if (step.kind === 'ask') {
    return showConsent(door, reply, { query: asked.text, prepared, proposal: step.proposal, session })
  }
  const { proposal } = step
  const url = await grantAuthorization(door.deps, {
    prepared,
    proposal,
    session,
    consenting: false,
    requestId: request.id,
  })
  return noStore(reply).redirect(url, 303)
}

function askToSignIn(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { readonly asked: Asked; readonly userName: string } & Pick<Prepared, 'application' | 'target'>,
): FastifyReply {
  const { asked, application, target, userName } = shown
  return showSignIn(door, request, reply, {
    status: 200,
    path: `/oauth2/authorize?${withoutLoginPrompt(asked.text)}`,
    application,
    formTarget: formTargetOf(target.redirectUri),
    userName,
    problem: null,
    signedOut: false,
  })
}

/** Once the user has signed in, prompt=login is answered: asking again would never end. */
function withoutLoginPrompt(text: string): string {
  const query = new URLSearchParams(text)
  const prompt = query.get('prompt')
  if (prompt === null) return text
  const rest = prompt.split(' ').filter(word => word !== 'login' && word !== 'select_account')
  if (rest.length === 0) query.delete('prompt')
  else query.set('prompt', rest.join(' '))
  return query.toString()
}

function sendAway(
  request: FastifyRequest,
  reply: FastifyReply,
  away: { readonly url: string; readonly refused: Refusal },
): FastifyReply {
  request.log.info({ reason: away.refused.reason }, 'refused')
  // RFC 9700 §4.12: 303, so that a browser never repeats a POST that held a password.
  return noStore(reply).redirect(away.url, 303)
}
