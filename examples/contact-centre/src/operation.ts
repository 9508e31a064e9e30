import type { Caller } from '@latchkey/guard/caller.ts'
import type { ApiName } from './apis.ts'
import type { BusinessUnit } from './model/business-unit.ts'
import type { Problem } from './problem.ts'
import type { JsonSchema, Shape } from './shape.ts'

/** One call of an operation. The guard has let it in, the schemas have held, the unit is the caller's own. */
type Call<P, Q, B> = {
  readonly unit: BusinessUnit
  readonly caller: Caller
  /** Milliseconds since 1970. */
  readonly now: number
  readonly params: P
  readonly query: Q
  readonly body: B
}

type Success = 200 | 201 | 204

export type Outcome<R> =
  | { readonly ok: true; readonly status: 200 | 201; readonly body: R }
  | { readonly ok: true; readonly status: 204 }
  | { readonly ok: false; readonly problem: Problem }

/** What is said once about an operation: its route, its checks and its documentation are derived from it. */
type Definition<P, Q, B, R> = {
  readonly api: ApiName
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/services/v{N}.0`, parameters in braces. */
  readonly path: string
  readonly summary: string
  readonly statuses: readonly Success[]
  /** True when only the token of a user will do. */
  readonly user?: boolean
  readonly params?: Shape<P>
  readonly query?: Shape<Q>
  readonly body?: Shape<B>
  readonly answer?: Shape<R>
  /** Works as it stands on a freshly started example, for business unit 4512345. */
  readonly example: NoInfer<{ readonly params: P; readonly query: Q; readonly body: B }>
  readonly handle: (call: Call<P, Q, B>) => Outcome<R> | Promise<Outcome<R>>
}

type Input = { readonly params: unknown; readonly query: unknown; readonly body: unknown }
type Meta = Omit<
  Definition<never, never, never, unknown>,
  'params' | 'query' | 'body' | 'answer' | 'example' | 'handle'
>

/** An operation whose own types are closed inside, so that operations of all kinds make one list. */
export type Operation = Meta & {
  readonly schemas: {
    readonly params: JsonSchema | undefined
    readonly query: JsonSchema | undefined
    readonly body: JsonSchema | undefined
    readonly answer: JsonSchema | undefined
  }
  readonly example: Input
  /** @param holds says whether a value obeys a schema */
  run(call: Call<unknown, unknown, unknown>, holds: Holds): Promise<Outcome<unknown>>
}

export type Holds = (schema: JsonSchema, value: unknown) => boolean

/** Seals a definition. What reaches `handle` has been checked against the shapes by `holds`. */
export function operation<P = unknown, Q = unknown, B = unknown, R = never>(
  definition: Definition<P, Q, B, R>,
): Operation {
  const { params, query, body, answer, handle, ...meta } = definition
  return {
    ...meta,
    schemas: { params: params?.schema, query: query?.schema, body: body?.schema, answer: answer?.schema },
    async run(call, holds) {
      const { params: inPath, query: inQuery, body: inBody } = call
      if (!obeys(params, inPath, holds) || !obeys(query, inQuery, holds) || !obeys(body, inBody, holds)) {
        throw new Error(`${meta.id}: called with input that its schemas refuse`)
      }
      return handle({ ...call, params: inPath, query: inQuery, body: inBody })
    },
  }
}

function obeys<T>(shape: Shape<T> | undefined, value: unknown, holds: Holds): value is T {
  return shape === undefined || holds(shape.schema, value)
}

/** 200 with a body. */
export function found<R>(body: R): Outcome<R> {
  return { ok: true, status: 200, body }
}

/** 201 with a body. */
export function created<R>(body: R): Outcome<R> {
  return { ok: true, status: 201, body }
}

/** 204: done, or an empty list. Clients of this suite expect no body where there is nothing to list. */
export const NOTHING: Outcome<never> = { ok: true, status: 204 }

/** Says no, with a reason for programs and a sentence for the developer. */
export function refuse(reason: Problem['reason'], description: string): Outcome<never> {
  return { ok: false, problem: { reason, description } }
}
