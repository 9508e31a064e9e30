import type { FieldFault, Problem } from './problem.ts'
import type { Route, RouteResponse } from './route.ts'

type Kind = Pick<Problem, 'type' | 'title'>

const FAULT = '/problems/fault'

/** What a problem of each status is called, unless an operation says otherwise. */
const KINDS: { readonly [status: number]: Kind } = {
  400: { type: '/problems/invalid', title: 'Invalid request' },
  401: { type: '/problems/invalid-token', title: 'Not signed in' },
  403: { type: '/problems/forbidden', title: 'Not permitted' },
  404: { type: '/problems/not-found', title: 'Not found' },
  405: { type: '/problems/method-not-allowed', title: 'Method not allowed' },
  409: { type: '/problems/key-reused', title: 'Idempotency-Key reused' },
  412: { type: '/problems/changed-meanwhile', title: 'Changed meanwhile' },
  413: { type: FAULT, title: 'Too large' },
  415: { type: FAULT, title: 'Unsupported content type' },
  428: { type: '/problems/if-match-missing', title: 'If-Match is missing' },
  429: { type: '/problems/too-many-attempts', title: 'Too many attempts' },
  500: { type: FAULT, title: 'A fault of ours' },
  503: { type: FAULT, title: 'Not available now' },
}

const UNKNOWN_MEMBER: FieldFault = {
  path: '/colour',
  rule: 'additionalProperties',
  message: 'There is no field colour here.',
}
const REPEATED: FieldFault = { path: '/cursor', rule: 'repeated', message: 'Give this parameter once.' }

/** The problem that an answer of this status is, as an example. In: the status and what the contract says of it. */
export function exampleProblem(status: number, response: RouteResponse, faults?: FieldFault[]): Problem {
  const kind = response.problem ?? KINDS[status]
  if (kind === undefined) throw new Error(`nobody said what a problem of status ${status} is called`)
  return {
    ...kind,
    status,
    detail: response.description,
    requestId: 'req_01934f6a5b7e7def8a1b2c3d4e5f6a7b',
    ...(faults === undefined ? {} : { errors: faults }),
  }
}

/** The same for an operation: what is at fault in a request that is not valid depends on what it takes. */
export function exampleProblemOf(route: Route, status: number, response: RouteResponse): Problem {
  if (status !== 400) return exampleProblem(status, response)
  return exampleProblem(status, response, [route.body === undefined ? REPEATED : UNKNOWN_MEMBER])
}
