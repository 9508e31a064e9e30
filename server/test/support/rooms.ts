import { isTest } from './source-tree.ts'

/** DESIGN.md section 2, "Who may import whom". A room also imports itself. */
export type Room = {
  /** Rooms whose code may be used. */
  readonly rooms: readonly string[]
  /** Rooms of which only types may be used. */
  readonly typesOf?: readonly string[]
  /** Patterns of packages and of parts of Node (`node:x`) that may be used. */
  readonly packages: readonly RegExp[]
  /** Patterns of packages and of parts of Node of which only types may be used. */
  readonly packageTypes?: readonly RegExp[]
  /** Single names that may be taken from a part of Node. */
  readonly names?: Readonly<Record<string, readonly string[]>>
  /** No clock, no randomness, no environment, no network. */
  readonly pure?: true
}

/** Packages that one room owns; no other room of the server may name them, not even their types. */
const owned = /^(kysely|pg|node:sqlite|jose|node:crypto|fastify|@fastify\/.*|node:https?|node:http2)$/
const others = new RegExp(`^(?!${owned.source.slice(1, -1)}$)`)

/** The table. A room that is missing here does not exist: a new one needs a decision record. */
export const rooms: Readonly<Record<string, Room>> = {
  contract: { rooms: [], packages: [/^(typebox|intl-messageformat|yaml)$/], pure: true },
  lib: { rooms: [], packages: [], pure: true },
  protocol: {
    rooms: ['lib'],
    packages: [],
    // Reading a public key is arithmetic: it holds no secret.
    names: { 'node:crypto': ['createHash', 'createPublicKey', 'timingSafeEqual', 'JsonWebKey', 'KeyObject'] },
    pure: true,
  },
  registry: { rooms: ['protocol', 'contract', 'lib'], packages: [], pure: true },
  store: {
    rooms: ['lib'],
    typesOf: ['protocol', 'registry'],
    packages: [/^(kysely|pg|node:sqlite)$/, others],
  },
  keys: { rooms: ['lib'], typesOf: ['protocol'], packages: [/^(jose|node:crypto)$/, others] },
  services: { rooms: ['protocol', 'registry', 'store', 'keys', 'outbound', 'lib'], packages: [others] },
  // The way out: nothing else on the server may begin a call.
  outbound: { rooms: ['lib'], packages: [/^node:https?$/, others] },
  http: {
    rooms: ['services', 'contract', 'protocol', 'registry', 'lib'],
    packages: [/^(fastify|@fastify\/.*|node:https?|node:http2)$/, others],
  },
  jobs: { rooms: ['services', 'lib'], packages: [others] },
  config: { rooms: ['lib'], packages: [others] },
  web: { rooms: ['contract'], packages: [/^(?!node:)/] },
  // The command line knows the server by its promise alone.
  cli: { rooms: ['contract'], packages: [/^(openid-client|typebox)$/, /^node:/] },
  guard: { rooms: [], packages: [/^jose$/], packageTypes: [/^fastify$/, /^node:/] },
  examples: { rooms: ['guard'], packages: [/^fastify$/, /^node:/] },
}

const serverRooms = ['lib', 'protocol', 'registry', 'store', 'keys', 'outbound', 'services', 'http', 'jobs']
const topRooms = ['contract', 'web', 'guard', 'cli', 'examples', 'tools', 'bench', 'deploy']

/**
 * Returns the room a path of ours stands in, or null when the house has no such room. Rooms that the table
 * does not bind (`main`, `test`, `tools`, `bench`, `deploy`) may use everything, and no bound room may use them.
 */
export function roomOf(path: string): string | null {
  if (isTest(path)) return 'test'
  if (path === 'web/vite.config.ts') return 'tools'
  if (path === 'server/src/main.ts') return 'main'
  if (path === 'server/src/config.ts') return 'config'
  const [top = '', second = '', third = '', ...rest] = path.split('/')
  if (topRooms.includes(top)) return top
  const inServer = top === 'server' && second === 'src' && rest.length > 0
  return inServer && serverRooms.includes(third) ? third : null
}
