import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isApplicationId } from '../../lib/ids.ts'
import { parseParameters } from '../../protocol/parameters.ts'
import type { LiveSession } from '../../services/people/sessions.ts'
import { grantAuthorization } from '../../services/tokens/authorization/grant-authorization.ts'
import {
  interactionOf,
  pathAfterChoice,
  splitProof,
} from '../../services/tokens/authorization/interaction.ts'
import { nextStep } from '../../services/tokens/authorization/next-step.ts'
import {
  type Prepared,
  prepareAuthorization,
  type Sent,
} from '../../services/tokens/authorization/prepare-authorization.ts'
import type { Door } from '../door.ts'
import { showRefusal } from '../errors.ts'
import { formTargetOf } from '../headers.ts'
import { showConsent } from '../pages/consent.ts'
import { showSignIn } from '../pages/sign-in.ts'
import { noteApplication, noteRefusal } from '../refusal-notes.ts'
import { sessionOf } from '../session.ts'
import { sendAnswer } from './authorization-answer.ts'

/** A request at the authorization endpoint, on its way through. */
type Asked = {
  readonly door: Door
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The encoded parameters, without the proof of ours that may have stood behind them. */
  readonly query: string
  readonly proof: string | null
}

type Asking = Pick<Prepared, 'application' | 'target'>

/** Serves the authorization endpoint by GET and, the same, by POST (RFC 6749 §3.1). */
export function registerAuthorize(app: FastifyInstance, door: Door): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const encoded = request.method === 'POST' ? request.body : request.raw.url?.split('?').slice(1).join('?')
    const text = typeof encoded === 'string' ? encoded : ''
    return authorize({ door, request, reply, ...splitProof(text) })
  }
  app.get('/oauth2/authorize', answer)
  app.post('/oauth2/authorize', answer)
}

async function authorize(asked: Asked): Promise<FastifyReply> {
  const { door, request, reply } = asked
  const parameters = parseParameters(asked.query)
  if (!parameters.ok) return showRefusal(request, reply, parameters.error)
  const clientId = parameters.value.get('client_id')?.[0] ?? ''
  if (isApplicationId(clientId)) noteApplication(request, clientId)
  const preparation = await prepareAuthorization(door.deps, parameters.value)
  if (preparation.kind === 'show') return showRefusal(request, reply, preparation.refused)
  const session = await sessionOf(door, request)
  if (preparation.kind === 'send') {
    // RFC 9700 §4.11.2: nobody is sent on before they signed in, not even with an error; prompt=none apart.
    if (session !== null || preparation.silent) return sendAway(asked, preparation, preparation)
    return askToSignIn(asked, preparation, { userName: '', problem: null, chooser: null })
  }
  return proceed(asked, preparation.prepared, session)
}

const ANOTHER_EXPECTED =
  'The application asks for another account than the one that is signed in here. Sign in with that one.'

async function proceed(asked: Asked, prepared: Prepared, session: LiveSession | null): Promise<FastifyReply> {
  const { door, request, reply, query } = asked
  const step = await nextStep(door.deps, prepared, session, interactionOf(door.deps, asked, session))
  const userName = prepared.request.loginHint ?? ''
  if (step.kind === 'send') return sendAway(asked, step, prepared)
  if (step.kind === 'sign-in' || session === null) {
    const problem = step.kind === 'sign-in' && step.anotherExpected ? ANOTHER_EXPECTED : null
    return askToSignIn(asked, prepared, { userName, problem, chooser: null })
  }
  switch (step.kind) {
    case 'choose':
      return askToSignIn(asked, prepared, { userName, problem: null, chooser: session })
    case 'ask':
      return showConsent(door, reply, { query, prepared, proposal: step.proposal, session })
    case 'grant': {
      const { proposal } = step
      const granting = { prepared, proposal, session, consenting: false, requestId: request.id }
      return sendAnswer(reply, await grantAuthorization(door.deps, granting), prepared.application)
    }
  }
}

/** Shows the sign-in form. In: what stands in it; whose session the person may go on with instead, if any. */
function askToSignIn(
  { door, request, reply, query }: Asked,
  { application, target }: Asking,
  shown: {
    readonly userName: string
    readonly problem: string | null
    readonly chooser: LiveSession | null
  },
): FastifyReply {
  const { userName, problem, chooser } = shown
  return showSignIn(door, request, reply, {
    status: 200,
    path: `/oauth2/authorize?${query}`,
    application,
    formTarget: formTargetOf(target.redirectUri),
    userName,
    problem,
    signedOut: false,
    present: chooser === null ? null : { ...chooser.user, path: pathAfterChoice(door.deps, query, chooser) },
  })
}

function sendAway(
  { request, reply }: Asked,
  { answer, refused }: Sent,
  { application }: Asking,
): FastifyReply {
  noteRefusal(request, refused)
  return sendAnswer(reply, answer, application)
}
