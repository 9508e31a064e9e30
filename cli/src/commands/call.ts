import { randomUUID } from 'node:crypto'
import type { Route } from '@latchkey/contract/route.ts'
import { ROUTES } from '@latchkey/contract/routes.ts'
import { type Command, REACH, textOf } from '../command.ts'
import { Failure } from '../failure.ts'
import { readText } from '../files/read-text.ts'
import { plain } from '../print/terminal.ts'
import { callNamed, readJson, type Server } from '../server/client.ts'
import { serverOf } from '../server/session.ts'

const CURRENT = 'current'

export const call: Command = {
  name: 'call',
  usage: '<operation> [name=value]…',
  summary: 'Call any operation of the management API by its name',
  details: [
    'Behind the operation stand its parameters, of the path and of the query, such as id=app_…',
    'A body is JSON from a file, or from the standard input. An operation that wants to know',
    `which version you saw takes --if-match with an ETag, or with "${CURRENT}" for what stands now.`,
    'latchkey operations lists them all.',
  ].join('\n'),
  takes: { least: 1, most: 40 },
  options: {
    body: { type: 'string', value: 'path', help: 'a file of JSON to send; - is the standard input' },
    'if-match': {
      type: 'string',
      value: 'etag',
      help: `the version that you saw, or "${CURRENT}"`,
    },
    ...REACH,
  },
  async run(input) {
    const [name = '', ...pairs] = input.args
    const route = routeNamed(name)
    const sent = readParameters(route, pairs)
    const path = textOf(input, 'body')
    if (route.body === undefined && path !== undefined) throw new Failure(`${route.id} takes no body.`)
    if (route.body !== undefined && route.bodyOptional !== true && path === undefined) {
      throw new Failure(`${route.id} takes a body: --body <path>, or --body - for the standard input.`)
    }
    const body = path === undefined ? undefined : bodyOf(path, await readText(path))
    const server = await serverOf(input)
    const ifMatch = await versionOf(server, route, sent, textOf(input, 'if-match'))
    const idempotencyKey = route.idempotent === true ? randomUUID() : undefined
    const answer = await callNamed(server, route, { ...sent, body, ifMatch, idempotencyKey })
    if (answer.text !== '') input.terminal.out(printed(answer))
    return 0
  },
}

/** JSON to be read, anything else as it came but for the end of its last line. */
function printed({ text, type }: { readonly text: string; readonly type: string }): string {
  const value = type.startsWith('application/json') ? readJson(text) : undefined
  return value === undefined ? text.replace(/\r?\n$/, '') : JSON.stringify(value, null, 2)
}

function routeNamed(name: string): Route {
  const route = ROUTES.find(({ id }) => id.toLowerCase() === name.toLowerCase())
  if (route === undefined) {
    throw new Failure(plain(`There is no operation called "${name}". See: latchkey operations`))
  }
  if (route.sessionOnly === true) {
    throw new Failure(`${route.id} is for people alone: it takes a session in the browser, and no token.`)
  }
  return route
}

/** Sorts what was typed as `name=value`. Refuses a name that the operation has not, one that is given twice, and one that is missing. */
function readParameters(route: Route, pairs: readonly string[]) {
  const params: { [name: string]: string } = {}
  const query: { [name: string]: string } = {}
  const [inPath, inQuery] = [route.params, route.query].map(schema => Object.keys(schema?.properties ?? {}))
  for (const pair of pairs) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? []
    const place = inPath?.includes(name) ? params : inQuery?.includes(name) ? query : null
    if (place === null) {
      const names = [...(inPath ?? []), ...(inQuery ?? [])].join(', ') || 'none'
      throw new Failure(
        plain(`"${pair}" is no parameter of ${route.id}, whose names are: ${names}. Write name=value.`),
      )
    }
    if (Object.hasOwn(place, name)) throw new Failure(`${name} is given twice.`)
    place[name] = value
  }
  const missing = (inPath ?? []).filter(name => (params[name] ?? '') === '')
  if (missing.length > 0)
    throw new Failure(`${route.id} needs ${missing.map(name => `${name}=…`).join(' ')}.`)
  return { params, query }
}

function bodyOf(path: string, text: string): unknown {
  const value = readJson(text)
  if (value === undefined) throw new Failure(`${path}: is not JSON.`)
  return value
}

/** The version to send along. Refuses none where one is needed, and one where none is taken. */
async function versionOf(
  server: Server,
  route: Route,
  { params }: { readonly params: object },
  given: string | undefined,
): Promise<string | undefined> {
  if (route.ifMatch !== true) {
    if (given !== undefined) throw new Failure(`${route.id} does not take --if-match.`)
    return undefined
  }
  if (given === undefined) {
    throw new Failure(
      `${route.id} wants to know which version you saw: --if-match <etag>, or --if-match ${CURRENT}.`,
    )
  }
  if (given !== CURRENT) return given
  const reading = ROUTES.find(({ method, path }) => method === 'GET' && path === route.path)
  const etag = reading === undefined ? null : (await callNamed(server, reading, { params })).etag
  if (etag === null) throw new Failure(`What ${route.id} changes cannot be read here: give its ETag.`)
  return etag
}
