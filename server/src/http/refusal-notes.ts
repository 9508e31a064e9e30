import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApplicationId } from '../lib/ids.ts'
import type { Parameters } from '../protocol/parameters.ts'
import type { Refusal } from '../protocol/refusal.ts'
import type { Door } from './door.ts'

const applications = new WeakMap<FastifyRequest, ApplicationId>()
const refusals = new WeakMap<FastifyRequest, Refusal>()
const parameters = new WeakMap<FastifyRequest, Parameters>()

/** Remembers in whose name a request speaks, whether or not that is proven. */
export function noteApplication(request: FastifyRequest, applicationId: ApplicationId): void {
  applications.set(request, applicationId)
}

/** Remembers what a request asked for. Of it only what explains a refusal is ever kept, and never a secret. */
export function noteParameters(request: FastifyRequest, asked: Parameters): void {
  parameters.set(request, asked)
}

/** Logs the reason behind a refusal, and remembers it for the application's owner. */
export function noteRefusal(request: FastifyRequest, refused: Refusal): void {
  request.log.info({ reason: refused.reason }, 'refused')
  refusals.set(request, refused)
}

/** Hands what was refused to the log of its application's owner, once the answer is out. */
export function registerRefusalNotes(app: FastifyInstance, door: Door): void {
  app.addHook('onResponse', async request => {
    const applicationId = applications.get(request)
    const refused = refusals.get(request)
    if (applicationId === undefined || refused === undefined) return
    const endpoint = request.url.split('?', 1)[0] ?? ''
    const asked = parameters.get(request) ?? null
    door.deps.refusals.note({ applicationId, endpoint, refused, requestId: request.id, asked })
  })
}
