import type { FastifyInstance, FastifyReply } from 'fastify'
import { parseParameters } from '../../protocol/parameters.ts'
import { describeScope } from '../../registry/consent.ts'
import { explain } from '../../registry/effective-access.ts'
import { formToken, isFormToken, openPath, sealPath } from '../../services/people/browser.ts'
import type { LiveSession } from '../../services/people/sessions.ts'
import { answerConsent } from '../../services/tokens/authorization/grant-authorization.ts'
import type { Proposal } from '../../services/tokens/authorization/next-step.ts'
import {
  type Prepared,
  prepareAuthorization,
} from '../../services/tokens/authorization/prepare-authorization.ts'
import type { Door } from '../door.ts'
import { showRefusal } from '../errors.ts'
import { formTargetOf, sendPage } from '../headers.ts'
import { sendAnswer } from '../oauth/authorization-answer.ts'
import { isFromHere, sessionOf } from '../session.ts'
import { consentPage } from './consent-page.ts'
import { field, fieldsOf, refuseForm } from './sign-in.ts'

type Asking = {
  /** The authorization request as it came, to be judged anew when the answer comes. */
  readonly query: string
  readonly prepared: Prepared
  readonly proposal: Proposal
  readonly session: LiveSession
}

/** Asks the signed-in user. It shows only what would really be granted. */
export async function showConsent(door: Door, reply: FastifyReply, asking: Asking): Promise<FastifyReply> {
  const { prepared, proposal, session } = asking
  const { application, target, request } = prepared
  const { scopes } = await door.deps.known.apis()
  const before = new Set(proposal.consent?.scopes)
  const url = new URL(target.redirectUri)
  const page = consentPage({
    action: '/consent',
    csrf: formToken(door.deps, session.record.hash),
    request: sealPath(door.deps, session.record.hash, asking.query),
    application: {
      name: application.name,
      vendorName: application.vendorName,
      type: application.kind === 'internal' ? 'internal' : 'external',
      clientType: application.clientType,
    },
    businessUnit: session.businessUnit,
    user: session.user,
    scopes: proposal.scopes.map(name => ({
      name,
      description: describeScope(name, scopes),
      already: before.has(name),
    })),
    withheld: proposal.withheld.map(withheld => ({ name: withheld.scope, reason: explain(withheld) })),
    redirect: { host: url.host === '' ? url.protocol : url.host, loopback: url.protocol === 'http:' },
    implicit: request.responseType.token && target.mode === 'fragment',
  })
  return sendPage(reply, 200, page, formTargetOf(target.redirectUri))
}

/** Serves the form's target: the answer is only taken from the session that was asked. */
export function registerConsent(app: FastifyInstance, door: Door): void {
  app.post('/consent', async (request, reply) => {
    const session = await sessionOf(door, request)
    const form = fieldsOf(request)
    if (session === null || !isFromHere(door, request)) return refuseForm(request, reply)
    const { hash } = session.record
    const query = openPath(door.deps, hash, field(form, 'request'))
    if (query === null || !isFormToken(door.deps, hash, field(form, 'csrf')))
      return refuseForm(request, reply)
    const decision = field(form, 'decision')
    if (decision !== 'allow' && decision !== 'deny') return refuseForm(request, reply)
    const parameters = parseParameters(query)
    if (!parameters.ok) return showRefusal(request, reply, parameters.error)
    const preparation = await prepareAuthorization(door.deps, parameters.value)
    if (preparation.kind === 'show') return showRefusal(request, reply, preparation.refused)
    if (preparation.kind === 'send') return sendAnswer(reply, preparation.answer, preparation.application)
    const { prepared } = preparation
    const allowed = decision === 'allow'
    const answer = await answerConsent(door.deps, { prepared, session, allowed, requestId: request.id })
    return sendAnswer(reply, answer, prepared.application)
  })
}
