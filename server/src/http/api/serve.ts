import type { Readable } from 'node:stream'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import { fieldFaults } from '@latchkey/contract/field-faults.ts'
import type { FieldFault } from '@latchkey/contract/problem.ts'
import type { BodyOf, ParamsOf, QueryOf, ResultOf, Route } from '@latchkey/contract/route.ts'
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchema,
  FastifySerializerCompiler,
} from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { err, ok, type Result } from '../../lib/result.ts'
import { bearerChallenge } from '../../protocol/bearer.ts'
import { parseParameters } from '../../protocol/parameters.ts'
import { onTheWire } from '../../protocol/refusal.ts'
import type { Findable, RegistryRefusal } from '../../registry/refusal.ts'
import type { OnceKey } from '../../services/idempotency.ts'
import type { Actor, PersonActor, PresentActor } from '../../services/people/actor.ts'
import type { Door } from '../door.ts'
import { sendProblem, sendRegistryRefusal } from '../errors.ts'
import { noStore } from '../headers.ts'
import { actorOf } from '../session.ts'

/** Who calls: where the contract says so, only a person, or only one who is there with a session. */
type ActorFor<R extends Route> = R extends { readonly sessionOnly: true }
  ? PresentActor
  : R extends { readonly personOnly: true }
    ? PersonActor
    : Actor

/** What an operation is given: who calls, and what they sent, checked against the contract. */
type Input<R extends Route> = {
  readonly actor: ActorFor<R>
  /** For what the contract says nothing of: where the call came from. */
  readonly request: FastifyRequest
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: BodyOf<R>
  /** The version in If-Match; 0, which no version equals, when the operation takes none. */
  readonly version: number
  readonly onceKey: OnceKey | null
}

/** What an operation answers with: JSON, or a file in its place. */
type Output<R extends Route> = {
  readonly body: ResultOf<R>
  readonly version?: number
  readonly file?: { readonly type: string; readonly name: string; readonly lines: Readable }
}

type Handler<R extends Route> = (input: Input<R>) => Promise<Result<Output<R>, RegistryRefusal>>

type Reading = RegistryRefusal | { readonly kind: 'if-match-missing' }

function invalid(...faults: readonly FieldFault[]): Result<never, RegistryRefusal> {
  return err({ kind: 'invalid', faults })
}

type Validator = {
  readonly check: (value: unknown) => boolean
  readonly faults: (value: unknown) => readonly FieldFault[]
}

/** Checks and writers are compiled when they are first needed: of a hundred operations most wait for hours. */
function validatorOf(schema: TSchema | undefined): Validator {
  if (schema === undefined) return { check: () => true, faults: () => [] }
  let compiled: Pick<ReturnType<typeof Compile>, 'Check'> | null = null
  return {
    check: value => (compiled ??= Compile(schema)).Check(value),
    faults: value => fieldFaults(schema, value),
  }
}

const compileWriter = SerializerSelector()({}, {})
const serializerCompiler: FastifySerializerCompiler<FastifySchema> = ({
  schema,
  method,
  url,
  httpStatus = '200',
}) => {
  let write: ReturnType<typeof compileWriter> | null = null
  return answer => (write ??= compileWriter({ schema, method, url, httpStatus }))(answer)
}

/** A single-valued query as an object without a prototype that anybody could reach. */
function queryOf(request: FastifyRequest): Result<{ readonly [name: string]: string }, RegistryRefusal> {
  const text = request.raw.url?.split('?').slice(1).join('?') ?? ''
  const parsed = parseParameters(text)
  if (!parsed.ok) return invalid({ path: '', rule: 'query', message: parsed.error.description })
  const query: { [name: string]: string } = Object.create(null)
  for (const [name, values] of parsed.value) {
    if (values.length > 1)
      return invalid({ path: `/${name}`, rule: 'repeated', message: 'Give this parameter once.' })
    query[name] = values[0] ?? ''
  }
  return ok(query)
}

function versionOf(route: Route, request: FastifyRequest): Result<number, Reading> {
  if (route.ifMatch !== true) return ok(0)
  const header = request.headers['if-match']
  if (header === undefined) return err({ kind: 'if-match-missing' })
  // RFC 9110 §13.1.1: strong comparison; what is not one of our tags matches nothing.
  return ok(Number(/^"([0-9]{1,15})"$/.exec(header)?.[1] ?? 0))
}

function onceKeyOf(route: Route, request: FastifyRequest): Result<OnceKey | null, RegistryRefusal> {
  const key = request.headers['idempotency-key']
  if (route.idempotent !== true || key === undefined) return ok(null)
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    return invalid({
      path: '',
      rule: 'idempotency-key',
      message: 'An Idempotency-Key has 1 to 200 visible ASCII characters.',
    })
  }
  return ok({ key, operation: `${route.id} ${request.url}`, request: JSON.stringify(request.body ?? null) })
}

/** What the last id in a path names, for one that cannot be an id. */
function soughtBy({ path }: Route): Findable {
  if (path.startsWith('/received-requests/')) return 'application-request'
  if (/^\/(received-)?transfers\//.test(path)) return 'transfer'
  if (path.startsWith('/catalogue/')) return 'catalogue-entry'
  if (path.startsWith('/users/')) return 'user'
  if (path.startsWith('/security-profiles/')) return 'security-profile'
  if (path.startsWith('/invitations/')) return 'invitation'
  if (path.startsWith('/list-views/')) return 'list-view'
  if (path.startsWith('/bulk-changes/')) return 'bulk-change'
  if (path.startsWith('/platform/apis/')) return 'api'
  if (path.startsWith('/business-units/')) return 'business-unit'
  if (path.startsWith('/alerts/')) return 'alert'
  if (path.startsWith('/audit/')) return 'audit-entry'
  if (path.startsWith('/registration-tokens/')) return 'registration-token'
  if (path.startsWith('/account/sessions/')) return 'session'
  return path.startsWith('/account/consents/') ? 'consent' : 'application'
}

/** Where the router finds an operation of the contract. */
export function routeUrl({ path }: Pick<Route, 'path'>): string {
  return `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
}

/**
 * Serves one operation of the contract: authenticates, checks every part of the request, calls the handler, and
 * answers with its result or its refusal. The reply holds what the contract's response schema names and no more.
 */
export function serve<const R extends Route>(
  app: FastifyInstance,
  door: Door,
  route: R,
  handle: Handler<R>,
): void {
  const validators = {
    params: validatorOf(route.params),
    query: validatorOf(route.query),
    body: validatorOf(route.body),
  }
  const isParams = (value: unknown): value is ParamsOf<R> => validators.params.check(value)
  const isQuery = (value: unknown): value is QueryOf<R> => validators.query.check(value)
  const isBody = (value: unknown): value is BodyOf<R> => validators.body.check(value)
  const mayCall = (actor: Actor): actor is Actor & ActorFor<R> =>
    (route.sessionOnly !== true || actor.session !== null) &&
    (route.personOnly !== true || actor.user !== null)

  const read = (request: FastifyRequest, actor: Actor): Result<Input<R>, Reading> => {
    const params: unknown = request.params
    const query: Result<unknown, RegistryRefusal> = queryOf(request)
    const body: unknown = route.bodyOptional === true ? (request.body ?? {}) : request.body
    if (!mayCall(actor)) return err({ kind: route.personOnly === true ? 'person-needed' : 'session-needed' })
    if (!query.ok) return query
    if (!isParams(params)) return err({ kind: 'not-found', what: soughtBy(route) })
    if (!isQuery(query.value)) return invalid(...validators.query.faults(query.value))
    if (!isBody(body)) return invalid(...validators.body.faults(body))
    const version = versionOf(route, request)
    if (!version.ok) return version
    const onceKey = onceKeyOf(route, request)
    if (!onceKey.ok) return onceKey
    const asked = { params, query: query.value, body }
    return ok({ actor, request, ...asked, version: version.value, onceKey: onceKey.value })
  }

  const success =
    Object.keys(route.responses)
      .map(Number)
      .find(status => status < 300) ?? 200
  const schema = route.responses[success]?.schema
  app.route({
    method: route.method,
    url: routeUrl(route),
    ...(schema === undefined ? {} : { schema: { response: { [success]: schema } }, serializerCompiler }),
    handler: async (request, reply) => {
      const actor = await actorOf(door, request, route.method !== 'GET')
      if (!actor.ok) return refuseActor(request, reply, actor.error)
      const input = read(request, actor.value)
      if (!input.ok) return refuse(request, reply, input.error)
      const output = await handle(input.value)
      if (!output.ok) return refuse(request, reply, output.error)
      const { body, version, file } = output.value
      if (file !== undefined) return sendFile(reply, file)
      if (version !== undefined) reply.header('etag', `"${version}"`)
      return noStore(reply).code(success).send(body)
    },
  })
}

function sendFile(
  reply: FastifyReply,
  { type, name, lines }: { readonly type: string; readonly name: string; readonly lines: Readable },
): FastifyReply {
  return noStore(reply)
    .code(200)
    .header('content-disposition', `attachment; filename="${name}"`)
    .type(type)
    .send(lines)
}

function refuse(request: FastifyRequest, reply: FastifyReply, refused: Reading): FastifyReply {
  if (refused.kind !== 'if-match-missing') return sendRegistryRefusal(request, reply, refused)
  return sendProblem(request, reply, {
    type: '/problems/if-match-missing',
    title: 'If-Match is missing',
    status: 428,
    detail:
      'Send the ETag you last read as If-Match, so that you cannot overwrite what somebody else changed meanwhile.',
  })
}

type ActorRefusal = Extract<Awaited<ReturnType<typeof actorOf>>, { ok: false }>['error']

function refuseActor(request: FastifyRequest, reply: FastifyReply, refused: ActorRefusal): FastifyReply {
  if (refused.kind === 'foreign-origin') {
    return sendProblem(request, reply, {
      type: '/problems/foreign-origin',
      title: 'Sent from another site',
      status: 403,
      detail: 'A change was asked for by a page of another origin. Nothing was changed.',
    })
  }
  const { status, code } = onTheWire(refused.refused.reason)
  reply.header('www-authenticate', bearerChallenge(refused.refused, 'AdminApi'))
  return sendProblem(request, reply, {
    type: `/problems/${code.replaceAll('_', '-')}`,
    title: status === 403 ? 'Not permitted' : 'Not signed in',
    status,
    detail: refused.refused.description,
  })
}
