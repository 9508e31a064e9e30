import {
  answerRequest,
  listApplicationRequests,
  listReceivedRequests,
  type ReceivedRequest,
  type ApplicationRequest as RequestShape,
  requestApplication,
} from '@latchkey/contract/catalogue/requests.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../../lib/result.ts'
import type { ApplicationRequest } from '../../../registry/applications/application-request.ts'
import * as requests from '../../../services/applications/requests/requests.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

function requestShape(request: ApplicationRequest): RequestShape {
  const { id, name, link, reason, state, createdBy, answer, answeredAt } = request
  return {
    id,
    name,
    link,
    reason,
    state,
    createdAt: new Date(request.createdAt).toISOString(),
    createdBy: { id: createdBy.id, name: createdBy.name },
    answer,
    answeredAt: answeredAt === null ? null : new Date(answeredAt).toISOString(),
  }
}

function receivedShape({ request, unit }: requests.Received): ReceivedRequest {
  return { ...requestShape(request), businessUnit: { number: unit.number, name: unit.name } }
}

/** Serves requests for external applications: asking and seeing the answer, and the inbox of operators. */
export function registerRequests(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, requestApplication, async ({ actor, body, onceKey }) => {
    const made = await requests.requestApplication(deps, actor, body, onceKey)
    return made.ok ? ok({ body: requestShape(made.value) }) : made
  })

  serve(app, door, listApplicationRequests, async ({ actor, query }) => {
    const page = await requests.listRequests(deps, actor, query.cursor ?? null)
    if (!page.ok) return page
    return ok({ body: { items: page.value.items.map(requestShape), nextCursor: page.value.nextCursor } })
  })

  serve(app, door, listReceivedRequests, async ({ actor, query }) => {
    const wanted = { state: query.state ?? 'requested', cursor: query.cursor ?? null } as const
    const page = await requests.listReceived(deps, actor, wanted)
    if (!page.ok) return page
    return ok({ body: { items: page.value.items.map(receivedShape), nextCursor: page.value.nextCursor } })
  })

  serve(app, door, answerRequest, async ({ actor, params, body }) => {
    const answer = { state: body.answer, words: body.words }
    const answered = await requests.answerRequest(deps, actor, params.id, answer)
    return answered.ok ? ok({ body: receivedShape(answered.value) }) : answered
  })
}
