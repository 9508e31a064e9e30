import { type Static, type TObject, type TSchema, Type } from 'typebox'
import type { Problem } from './problem.ts'

/** What a security profile can permit in the console and the management API. */
export const PERMISSIONS = [
  'api-applications:view',
  'api-applications:create',
  'api-applications:edit',
  'api-applications:rotate',
  'api-applications:deactivate',
  'consents:grant',
  'business-unit:view',
  'business-unit:edit',
  'registration-tokens:create',
  'users:view',
  'users:create',
  'users:edit',
  'users:deactivate',
  'security-profiles:view',
  'security-profiles:create',
  'security-profiles:edit',
  'security-profiles:delete',
  'audit:view',
  'audit:export',
  'business-units:view',
  'business-units:create',
  'business-units:deactivate',
  'signing-keys:rotate',
  'catalogue:edit',
  'mail:view',
  'platform:view',
  'apis:edit',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** What concerns the whole platform, so that no security profile of another business unit can permit it. */
export const OPERATORS_ALONE: readonly Permission[] = [
  'signing-keys:rotate',
  'catalogue:edit',
  'business-units:view',
  'business-units:create',
  'business-units:deactivate',
  'mail:view',
  'platform:view',
  'apis:edit',
]

export type RouteResponse = {
  readonly description: string
  /** Absent: a problem for 4xx and 5xx, no body for the rest. */
  readonly schema?: TSchema
  /** The content types of a success, where it is a file and no JSON. */
  readonly types?: readonly string[]
  /** What the problem is called, where it is not what every operation calls one of this status. */
  readonly problem?: Pick<Problem, 'type' | 'title'>
}

/**
 * One operation of the management API: everything that the door validates, the face calls and the reference prints.
 * `example` holds a request that works as it stands against the sample.
 */
export type Route = {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path below /api/v1 with `{name}` for parameters. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  /** The permission the caller's security profile must hold; null when being signed in is enough. */
  readonly permission: Permission | null
  /** True when only a person with a session may call it, and no application with an access token. */
  readonly sessionOnly?: boolean
  /** True when an application that acts for itself may not call it: it concerns what a person has alone. */
  readonly personOnly?: boolean
  readonly params?: TObject
  readonly query?: TObject
  readonly body?: TObject
  /** True when an absent body is as good as an empty object. */
  readonly bodyOptional?: true
  /** True when the operation takes If-Match with the ETag last read. */
  readonly ifMatch?: boolean
  /** True when the operation takes an Idempotency-Key. */
  readonly idempotent?: boolean
  readonly responses: { readonly [status: number]: RouteResponse }
  readonly example: {
    readonly params?: { readonly [name: string]: string }
    readonly query?: { readonly [name: string]: string }
    readonly body?: unknown
    readonly response?: unknown
  }
}

/** Gives a literal route its precise type. In: a route. Out: the same route. */
export function defineRoute<const R extends Route>(route: R): R {
  return route
}

type Of<S> = S extends TSchema ? Static<S> : undefined

export type ParamsOf<R extends Route> = Of<R['params']>
export type QueryOf<R extends Route> = Of<R['query']>
export type BodyOf<R extends Route> = Of<R['body']>
type SuccessStatus = 200 | 201 | 204
type SchemaOf<P> = P extends { readonly schema: infer S } ? Of<S> : undefined
/** The body of the operation's success, whichever of 200, 201 and 204 it declares. */
export type ResultOf<R extends Route> = {
  [S in keyof R['responses']]: S extends SuccessStatus ? SchemaOf<R['responses'][S]> : never
}[keyof R['responses']]

/** Statuses every operation can answer beside its own. */
export const COMMON_RESPONSES = {
  400: { description: 'The request is not well formed or a field breaks a rule.' },
  401: { description: 'No session and no access token, or it has ended.' },
  403: { description: 'The security profile or the token does not permit this.' },
  500: { description: 'A fault of the server; nothing was changed.' },
  503: { description: 'The server cannot do this now; try again later.' },
} as const satisfies { [status: number]: RouteResponse }

/** What an operation can answer that reads a body, whether it asks for one or not: every one but GET. */
const BODY_RESPONSES = {
  413: { description: 'The body is larger than 64 kB.' },
  415: { description: 'The body is of another content type than application/json.' },
} as const satisfies { [status: number]: RouteResponse }

/** What a path answers to a method that it does not take. */
export const METHOD_NOT_ALLOWED: RouteResponse = {
  description: 'The path does not take this method. Allow says which it takes.',
}

/** The methods that a path takes, as Allow names them: whatever is read by GET can be asked for by HEAD as well. */
export function methodsOf(routes: readonly Pick<Route, 'method'>[]): readonly string[] {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set(methods)].toSorted()
}

/** Everything that an operation can answer, by status: what it says itself, and what it need not say. */
export function responsesOf(route: Route): { readonly [status: number]: RouteResponse } {
  return route.method === 'GET' ? route.responses : { ...route.responses, ...BODY_RESPONSES }
}

/** The query of a list that is paged by cursor and by nothing else. */
export const CursorQuery = Type.Object(
  { cursor: Type.Optional(Type.String({ maxLength: 1000 })) },
  { additionalProperties: false },
)

/** One page of such a list. In: the schema of an item. */
export function pageOf<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item), nextCursor: Type.Union([Type.String(), Type.Null()]) })
}
