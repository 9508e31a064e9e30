import { methodsOf, type Route } from '@latchkey/contract/route.ts'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from '../errors.ts'
import { problem } from '../problems.ts'

type Place = { readonly pattern: RegExp; readonly route: Pick<Route, 'method'> }

/** Matches what a path of the contract matches, below /api/v1. */
function patternOf(path: string): RegExp {
  const plain = path.replaceAll(/[.]/g, String.raw`\.`)
  return new RegExp(`^/api/v1${plain.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}

/**
 * Answers a method that a path does not take with 405 and the methods that it takes (RFC 9110 §15.5.6), before the body
 * is read: whoever sends one need not learn first that its content type would not do either.
 * In: the whole door, since what no route takes belongs to no part of it; and the paths with their methods.
 */
export function refuseOtherMethods(
  app: FastifyInstance,
  routes: readonly Pick<Route, 'method' | 'path'>[],
): void {
  const places: readonly Place[] = routes.map(route => ({ pattern: patternOf(route.path), route }))
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return
    const [path = ''] = request.url.split('?', 1)
    const here = places.filter(({ pattern }) => pattern.test(path)).map(({ route }) => route)
    if (here.length === 0) return
    const methods = methodsOf(here).join(', ')
    const detail = `${request.method.slice(0, 20)} is not for this path. It takes ${methods}.`
    const body = problem(405, 'method-not-allowed', 'Method not allowed', detail)
    return sendProblem(request, reply.header('allow', methods), body)
  })
}
