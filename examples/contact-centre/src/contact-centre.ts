import { randomUUID } from 'node:crypto'
import type { Caller } from '@latchkey/guard/caller.ts'
import { callerOf, requireScope } from '@latchkey/guard/fastify.ts'
import { createGuard, type Guard } from '@latchkey/guard/guard.ts'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { API_NAMES, audienceOf } from './apis.ts'
import { answerErrors, fail } from './errors.ts'
import type { BusinessUnit } from './model/business-unit.ts'
import { advance } from './model/queue.ts'
import { emptyBusinessUnit, seedBusinessUnits } from './model/seed.ts'
import { type ExampleAnswers, openApiDocument } from './openapi.ts'
import type { Holds, Operation } from './operation.ts'
import { ALL_OPERATIONS } from './operations/all-operations.ts'
import { PROBLEMS } from './problem.ts'

type ContactCentreOptions = {
  /** Whose tokens are accepted, for instance `http://localhost:3000`. */
  readonly issuer: string
  /** Where the keys of the issuer are; default `<issuer>/oauth2/jwks`. */
  readonly jwksUri?: string
  /** Milliseconds since 1970; default the machine's clock. */
  readonly clock?: () => number
  /** True to log warnings and errors as JSON lines. */
  readonly log?: boolean
}

/** Bodies larger than this are refused unread. */
const LARGEST_BODY = 64 * 1024

/** When to come back to a full queue. */
const RETRY_SECONDS = '60'

type World = {
  readonly guard: Guard
  readonly clock: () => number
  readonly units: ReadonlyMap<string, BusinessUnit>
}

/**
 * Makes the contact-centre example, freshly seeded and not yet listening. The issuer need not be up: its
 * keys are fetched when the first token arrives.
 */
export function createContactCentre(options: ContactCentreOptions): FastifyInstance {
  const { issuer, jwksUri, clock = Date.now, log = false } = options
  const app = Fastify({
    logger: log && { level: 'warn' },
    bodyLimit: LARGEST_BODY,
    requestTimeout: 10_000,
    genReqId: () => randomUUID(),
    // Bad input is refused, never repaired in silence.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    frameworkErrors: (error, request, reply) => {
      fail({ request, reply }, { status: 400, error: 'invalid_request', description: error.message })
    },
  })
  app.removeContentTypeParser('text/plain')
  answerErrors(app)
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  })
  const audience = API_NAMES.map(audienceOf)
  const guard = createGuard({ issuer, audience, jwksUri, realm: 'contact-centre', clock })
  const world = { guard, clock, units: seedBusinessUnits(clock()) }
  for (const operation of ALL_OPERATIONS) addRoute(app, operation, world)
  addOpenPages(app, issuer, clock)
  return app
}

function addRoute(app: FastifyInstance, operation: Operation, world: World): void {
  const { api, method, path, schemas, statuses } = operation
  const scope = requireScope(world.guard.forAudience(audienceOf(api)), api)
  const { params, query, body, answer } = schemas
  const response = Object.fromEntries(statuses.filter(status => status !== 204).map(each => [each, answer]))
  app.route<{ Params: Record<string, string> }>({
    method,
    // Reading events takes them: a HEAD request must not.
    exposeHeadRoute: false,
    url: `/services/:version(^v[0-9]{1,3}\\.0$)${path.replace(/\{(\w+)\}/g, ':$1')}`,
    schema: {
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      response,
    },
    onRequest: [scope, admitOnly(operation, world)],
    // Any version will do, so it is no input of an operation.
    async preValidation({ params: inPath }) {
      delete inPath['version']
    },
    async handler(request, reply) {
      const caller = callerOf(request)
      const unit = world.units.get(caller.businessUnit) ?? emptyBusinessUnit(caller.businessUnit)
      const now = world.clock()
      advance(unit, now)
      const input = { params: request.params, query: request.query, body: request.body }
      const outcome = await operation.run({ unit, caller, now, ...input }, holdsFor(request))
      if (!outcome.ok) {
        const { reason, description } = outcome.problem
        if (reason === 'queue_full') reply.header('retry-after', RETRY_SECONDS)
        return fail({ request, reply }, { status: PROBLEMS[reason], error: reason, description })
      }
      return reply.code(outcome.status).send(outcome.status === 204 ? undefined : outcome.body)
    },
  })
}

/** What a scope does not say: some operations need a user, and none may write into an unknown unit. */
function admitOnly({ id, user = false, method }: Operation, { units }: World) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const caller = callerOf(request)
    if (user && !caller.user) {
      const description =
        `${id} needs the token of a user. This token is of an application acting for itself: ` +
        'get one with the authorization code grant.'
      return fail({ request, reply }, { status: 403, error: 'user_token_required', description })
    }
    if (method !== 'GET' && !units.has(caller.businessUnit)) {
      const description = `This example holds nothing about business unit ${caller.businessUnit}.`
      return fail({ request, reply }, { status: 404, error: 'unknown_business_unit', description })
    }
    return undefined
  }
}

function holdsFor(request: FastifyRequest): Holds {
  return (schema, value) => request.validateInput(value, schema)
}

/** What anybody may read: what this is, its document, and that it is alive. */
function addOpenPages(app: FastifyInstance, issuer: string, clock: () => number): void {
  let answers: Promise<ExampleAnswers> | undefined
  app.get('/', async () => ({
    name: 'Contact-centre example',
    description: 'A small resource server behind the seven API scopes of Latchkey.',
    issuer,
    openapi: '/openapi.json',
  }))
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/openapi.json', async request => {
    answers ??= exampleAnswers(clock(), holdsFor(request))
    return openApiDocument(ALL_OPERATIONS, { issuer, answers: await answers })
  })
}

/** Runs every example against a world of its own: the document shows what is really answered. */
async function exampleAnswers(now: number, holds: Holds): Promise<ExampleAnswers> {
  const answers = new Map<string, unknown>()
  for (const operation of ALL_OPERATIONS) {
    const unit = seedBusinessUnits(now).get('4512345') ?? emptyBusinessUnit('4512345')
    const caller: Caller = {
      subject: 'usr_example',
      user: true,
      clientId: 'app_example',
      businessUnit: unit.number,
      scopes: new Set([operation.api]),
      audience: [audienceOf(operation.api)],
      tokenId: 'example',
      expiresAt: now,
    }
    const outcome = await operation.run({ unit, caller, now, ...operation.example }, holds)
    if (outcome.ok && outcome.status !== 204) answers.set(operation.id, outcome.body)
  }
  return answers
}
