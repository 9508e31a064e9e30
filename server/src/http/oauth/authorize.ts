import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isApplicationId } from '../../lib/ids.ts'
import { parseParameters } from '../../protocol/parameters.ts'
import type { Refusal } from '../../protocol/refusal.ts'
import { linksOf } from '../../registry/applications/presentation.ts'
import { noteIgnoredScopes } from '../../services/audit/ignored-scopes.ts'
import type { LiveSession } from '../../services/people/sessions.ts'
import { type Answered, grantAuthorization } from '../../services/tokens/authorization/grant-authorization.ts'
import {
  interactionOf,
  pathAfterChoice,
  splitProof,
} from '../../services/tokens/authorization/interaction.ts'
import { nextStep } from '../../services/tokens/authorization/next-step.ts'
import {
  type Prepared,
  prepareAuthorization,
} from '../../services/tokens/authorization/prepare-authorization.ts'
import type { Door } from '../door.ts'
import { showError, showRefusal } from '../errors.ts'
import { formTargetOf, noStore } from '../headers.ts'
import { showConsent } from '../pages/consent.ts'
import { showSignIn } from '../pages/sign-in.ts'
import { noteApplication, noteParameters, noteRefusal } from '../refusal-notes.ts'
import { getInstead, sessionOf } from '../session.ts'
import { noteAskedLanguages } from '../words/words-for.ts'
import { sendAnswer } from './authorization-answer.ts'

const ENDPOINT = '/oauth2/authorize'

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
  app.get(ENDPOINT, async (request, reply) => {
    const text = request.raw.url?.split('?').slice(1).join('?') ?? ''
    return authorize({ door, request, reply, ...splitProof(text) })
  })

  app.post(ENDPOINT, async (request, reply) => {
    const text = typeof request.body === 'string' ? request.body : ''
    const again = getInstead(door, request, ENDPOINT, text)
    if (again !== null) return noStore(reply).redirect(again, 303)
    return authorize({ door, request, reply, ...splitProof(text) })
  })
}

async function authorize(asked: Asked): Promise<FastifyReply> {
  const { door, request, reply } = asked
  noteAskedLanguages(request, asked.query)
  const parameters = parseParameters(asked.query)
  if (!parameters.ok) return showRefusal(request, reply, parameters.error)
  const clientId = parameters.value.get('client_id')?.[0] ?? ''
  if (isApplicationId(clientId)) noteApplication(request, clientId)
  const preparation = await prepareAuthorization(door.deps, parameters.value, request.id)
  noteParameters(request, preparation.parameters)
  if (preparation.kind === 'show') return refuseStranger(asked, preparation.refused)
  // What was read from a request object goes on as it was read, whatever becomes of the object meanwhile.
  const going = preparation.carried === null ? asked : { ...asked, query: preparation.carried }
  const session = await sessionOf(door, request)
  if (preparation.kind === 'send') {
    // RFC 9700 §4.11.2: nobody is sent on before they signed in, not even with an error; prompt=none apart.
    if (session !== null || preparation.silent) return sendAway(going, preparation, preparation)
    return askToSignIn(going, preparation, { userName: '', problem: null, chooser: null })
  }
  return proceed(going, preparation.prepared, session)
}

/** Tells the person what is wrong with a request; an address that sends nothing but such is asked to pause. */
function refuseStranger({ door, request, reply }: Asked, refused: Refusal): FastifyReply {
  const pause = door.throttle.strangerRefused(request.ip)
  if (pause === null) return showRefusal(request, reply, refused)
  return showError(request, reply.header('retry-after', pause.seconds), {
    status: 429,
    title: 'Too many requests that cannot be answered',
    detail: `The last one neither: ${refused.description} Try again in ${pause.seconds} s.`,
    advice: null,
  })
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
  if (step.kind !== 'choose') {
    const { withheld } = step.proposal
    const applicationId = prepared.application.id
    noteIgnoredScopes(door.deps, { applicationId, endpoint: ENDPOINT, requestId: request.id, withheld })
  }
  switch (step.kind) {
    case 'choose':
      return askToSignIn(asked, prepared, { userName, problem: null, chooser: session })
    case 'ask':
      return showConsent(door, reply, { query, prepared, proposal: step.proposal, session })
    case 'grant': {
      const { proposal } = step
      const granting = { prepared, proposal, session, given: null, requestId: request.id }
      return sendAway(asked, await grantAuthorization(door.deps, granting), prepared)
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
    application: { ...application, links: linksOf(application) },
    formTarget: formTargetOf(target.redirectUri),
    userName,
    problem,
    signedOut: false,
    present: chooser === null ? null : { ...chooser.user, path: pathAfterChoice(door.deps, query, chooser) },
  })
}

function sendAway(
  { request, reply }: Asked,
  { answer, refused }: Answered,
  { application }: Asking,
): FastifyReply {
  if (refused !== null) noteRefusal(request, refused)
  return sendAnswer(reply, answer, application)
}
