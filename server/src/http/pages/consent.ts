import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { MINUTE } from '../../lib/clock.ts'
import { isApplicationId } from '../../lib/ids.ts'
import { parseParameters } from '../../protocol/parameters.ts'
import { OPENID_SCOPES } from '../../protocol/scope.ts'
import { linksOf } from '../../registry/applications/presentation.ts'
import { declinedOf, describeScope, explainToUser, isNewPlace } from '../../registry/people/consent.ts'
import { pictureHashOf } from '../../services/applications/dynamic/client-picture.ts'
import { formToken, isFormToken, openWay, sealWay } from '../../services/people/browser.ts'
import type { LiveSession } from '../../services/people/sessions.ts'
import { answerConsent } from '../../services/tokens/authorization/answer-consent.ts'
import { openConsentForm, sealConsentForm } from '../../services/tokens/authorization/consent-form.ts'
import type { Proposal } from '../../services/tokens/authorization/next-step.ts'
import {
  type Prepared,
  prepareAuthorization,
} from '../../services/tokens/authorization/prepare-authorization.ts'
import type { Door } from '../door.ts'
import { showRefusal } from '../errors.ts'
import { formTargetOf, noStore, sendPage } from '../headers.ts'
import { logoPath } from '../logos.ts'
import { sendAnswer } from '../oauth/authorization-answer.ts'
import { noteApplication, noteParameters, noteRefusal } from '../refusal-notes.ts'
import { isFromHere, sessionOf } from '../session.ts'
import { noteAskedLanguages, wordsFor } from '../words/words-for.ts'
import { consentPage } from './consent-page.ts'
import { initialOf } from './shown.ts'
import { field, fieldsOf, startAnew } from './sign-in.ts'

type Page = Parameters<typeof consentPage>[0]

type Asking = {
  /** The authorization request as it came, to be judged anew when the answer comes. */
  readonly query: string
  readonly prepared: Prepared
  readonly proposal: Proposal
  readonly session: LiveSession
  /** Whether it is asked again because what is asked changed meanwhile. */
  readonly again?: boolean
}

/** Asks the signed-in user. It shows only what would really be granted. */
export async function showConsent(door: Door, reply: FastifyReply, asking: Asking): Promise<FastifyReply> {
  const { prepared, proposal, session, query } = asking
  const { application, target, request } = prepared
  const { scopes } = await door.deps.known.apis()
  const describe = (name: string) => ({
    name,
    description: describeScope(name, scopes, wordsFor(reply.request).language),
  })
  const { hash } = session.record
  const logo = await pictureHashOf(door.deps, application)
  noteAskedLanguages(reply.request, query)
  const page = consentPage({
    words: wordsFor(reply.request),
    action: '/consent',
    csrf: formToken(door.deps, hash),
    request: sealConsentForm(door.deps, hash, { query, shown: proposal.offer }),
    way: sealWay(door.deps, 'consent', query),
    application: {
      id: application.id,
      name: application.name,
      vendorName: application.vendorName,
      type: application.kind === 'internal' ? 'internal' : 'external',
      clientType: application.clientType,
      links: linksOf(application),
      logo: logo === null ? null : logoPath(application.id, logo),
      initial: initialOf(application.name),
    },
    businessUnit: session.businessUnit,
    user: session.user,
    scopes: proposal.offer.scopes.map(name => ({
      ...describe(name),
      ...stateOf(name, proposal, application.registered !== null),
    })),
    usesApis: proposal.offer.scopes.some(name => !OPENID_SCOPES.includes(name)),
    // A scope that is nobody's means nothing to anybody here.
    withheld: proposal.withheld
      .filter(({ because }) => because !== 'unknown')
      .map(withheld => ({ name: withheld.scope, reason: explainToUser(withheld) })),
    lastTime: lastTimeOf(asking, describe),
    again: asking.again === true,
    redirect: redirectOf(target.redirectUri),
    implicit: request.responseType.token && target.mode === 'fragment',
    minutesLeft: Math.ceil(proposal.accessLife / MINUTE),
  })
  return sendPage(reply, 200, page, formTargetOf(target.redirectUri))
}

/**
 * How one scope stands. A box comes ticked unless the user left it out before; of an application that registered
 * itself, only what they allowed before (docs/decisions/0013).
 */
function stateOf(
  name: string,
  { offer, consents }: Proposal,
  registeredItself: boolean,
): Omit<Page['scopes'][number], 'name' | 'description'> {
  const { own, unit } = consents
  const declined = declinedOf(own, offer).includes(name)
  const allowed = own?.scopes.includes(name) === true
  const answered = declined ? 'declined' : allowed ? 'allowed' : 'new'
  return {
    optional: offer.optional.includes(name),
    ticked: registeredItself ? allowed : !declined,
    before: own === null ? null : answered,
    forAll: unit?.scopes.includes(name) === true,
  }
}

/** What the user answered before, as far as it differs from what is asked now. */
function lastTimeOf(
  { proposal, prepared }: Asking,
  describe: (name: string) => { readonly name: string; readonly description: string },
): Page['lastTime'] {
  const { own } = proposal.consents
  if (own === null) return null
  const asked = new Set([...proposal.offer.scopes, ...proposal.withheld.map(({ scope }) => scope)])
  const place = isNewPlace(own, prepared.target.redirectUri) ? own.redirectHosts.at(-1) : undefined
  return {
    at: own.grantedAt,
    notAsked: own.scopes.filter(scope => !asked.has(scope)).map(describe),
    place: place ?? null,
  }
}

/** Where an answer goes, in words for a person. */
function redirectOf(redirectUri: string): Page['redirect'] {
  const { protocol, host } = new URL(redirectUri)
  if (protocol === 'https:') return { host, kind: 'site' }
  return protocol === 'http:' ? { host, kind: 'loopback' } : { host: protocol, kind: 'app' }
}

/** Serves the form's target: the answer is only taken from the session that was asked. */
export function registerConsent(app: FastifyInstance, door: Door): void {
  app.post('/consent', async (request, reply) => {
    const session = await sessionOf(door, request)
    const form = fieldsOf(request)
    const hash = session?.record.hash ?? ''
    const asked = openConsentForm(door.deps, hash, field(form, 'request'))
    const decision = field(form, 'decision')
    const proven = isFromHere(door, request) && isFormToken(door.deps, hash, field(form, 'csrf'))
    if (session === null || asked === null || !proven || (decision !== 'allow' && decision !== 'deny')) {
      return (await askAnew(door, request, reply)) ?? startAnew(door, request, reply)
    }
    const ticked = form.get('scope') ?? []
    return takeAnswer(door, { request, reply, session }, asked, decision === 'allow' ? ticked : null)
  })
}

/**
 * Asks again from the same authorization request when a form of the consent page is no longer good: its session ended,
 * or somebody else is signed in. Out: null when the form does not say which request it was.
 */
export async function askAnew(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | null> {
  const query = openWay(door.deps, 'consent', field(fieldsOf(request), 'way'))
  return query === null ? null : noStore(reply).redirect(`/oauth2/authorize?${query}`, 303)
}

type Posted = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly session: LiveSession
}

/** Takes an answer that is proven to be the person's. In: what was asked; the ticked scopes, or null for a no. */
async function takeAnswer(
  door: Door,
  { request, reply, session }: Posted,
  asked: NonNullable<ReturnType<typeof openConsentForm>>,
  ticked: readonly string[] | null,
): Promise<FastifyReply> {
  const { query, shown } = asked
  const parameters = parseParameters(query)
  if (!parameters.ok) return showRefusal(request, reply, parameters.error)
  const clientId = parameters.value.get('client_id')?.[0] ?? ''
  if (isApplicationId(clientId)) noteApplication(request, clientId)
  const preparation = await prepareAuthorization(door.deps, parameters.value, request.id)
  noteParameters(request, preparation.parameters)
  if (preparation.kind === 'show') return showRefusal(request, reply, preparation.refused)
  if (preparation.kind === 'send') {
    noteRefusal(request, preparation.refused)
    return sendAnswer(reply, preparation.answer, preparation.application)
  }
  const { prepared } = preparation
  const given = ticked === null ? null : { shown, ticked }
  const outcome = await answerConsent(door.deps, { prepared, session, given, requestId: request.id })
  if (outcome.kind === 'ask') {
    return showConsent(door, reply, { query, prepared, proposal: outcome.proposal, session, again: true })
  }
  if (outcome.refused !== null) noteRefusal(request, outcome.refused)
  return sendAnswer(reply, outcome.answer, prepared.application)
}
