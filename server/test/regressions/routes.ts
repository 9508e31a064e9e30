import type { InsideStage } from '../support/inside/inside-stage.ts'

/** One route of the server: method, and the path with its parameters as they are declared. */
export type RouteName = { readonly method: Method; readonly path: string }

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof METHODS)[number]

/** Every route there is, read from the router itself, so that a new one cannot be forgotten. HEAD goes with GET. */
export function everyRoute(stage: InsideStage): readonly RouteName[] {
  const tree = stage.app.printRoutes({ commonPrefix: false })
  const routes: RouteName[] = []
  const stack: string[] = []
  for (const line of tree.split('\n')) {
    const match = /^((?:│ {3}| {4})*)(?:├── |└── )(.*?)(?: \(([A-Z, ]+)\))?$/.exec(line)
    if (match === null) continue
    const [, indent = '', part = '', methods = ''] = match
    const depth = indent.length / 4
    stack.length = depth
    stack.push(part)
    const named = new Set(methods.split(', '))
    const path = stack.join('')
    routes.push(...METHODS.filter(method => named.has(method)).map(method => ({ method, path })))
  }
  return routes
}
