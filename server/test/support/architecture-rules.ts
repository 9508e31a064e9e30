import type { Link, Module } from './module-links.ts'
import { type Room, roomOf, rooms } from './rooms.ts'

/** A call to the network without a connection of one's own. */
const network = /(?<![.\w$])(?:fetch|WebSocket|XMLHttpRequest|EventSource)\s*\(/
/** A parameter or a part of one called fetch: the guarded fetcher, handed over. */
const handedOver = /[({,]\s*fetch\s*[,:}]/
/** What a pure room must not touch: clock, chance, environment, network, timers, console. */
const impure: readonly (readonly [RegExp, string])[] = [
  [
    /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(?:\(\s*\)|(?!\s*\())|(?<!new\s+)(?<![.\w$])Date\s*\(/,
    'reads the clock',
  ],
  [/(?<![.\w$])performance\s*\./, 'reads the clock'],
  [/\bMath\s*\.\s*random\b|(?<![.\w$])crypto\s*\./, 'uses randomness or the global crypto'],
  [
    /(?<![.\w$])(?:process|globalThis|navigator|localStorage)\s*[.[]|\bimport\s*\.\s*meta\b/,
    'reads its environment',
  ],
  [network, 'calls the network'],
  [/(?<![.\w$])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/, 'sets a timer'],
  [/(?<![.\w$])console\s*\./, 'writes to the console'],
]

const socketTypes = /\b(?:Fastify(?:Request|Reply|Instance)|IncomingMessage|ServerResponse)\b/
const withoutSocket = ['services', 'store', 'keys', 'protocol', 'registry', 'jobs', 'lib', 'contract']

/** Returns one sentence for each import that the table of rooms does not allow. */
export function importFaults(modules: readonly Module[]): string[] {
  return modules.flatMap(module => {
    const name = roomOf(module.path)
    if (name === null) return [`${module.path} stands in no room: a new room needs a decision record`]
    const room = rooms[name]
    if (room === undefined) return []
    const faults = module.links.flatMap(link => {
      const reason = refusal(name, room, link)
      return reason === null ? [] : [`${module.path} imports ${link.specifier}: ${reason}`]
    })
    if (module.loadsUnknown) faults.push(`${module.path} loads a module whose name is not written there`)
    if (withoutSocket.includes(name) && socketTypes.test(module.code)) {
      faults.push(`${module.path} names a request or a reply: ${name} never sees the socket`)
    }
    return faults
  })
}

/** Returns why `room` may not have this import, or null when it may. */
function refusal(name: string, room: Room, link: Link): string | null {
  if (link.target.kind === 'file') return fileRefusal(name, room, link, link.target.path)
  const wanted = link.target.kind === 'node' ? `node:${link.target.name}` : link.target.name
  if (room.packages.some(pattern => pattern.test(wanted))) return null
  if (room.packageTypes?.some(pattern => pattern.test(wanted))) {
    return link.typeOnly ? null : `${name} may take only types from ${wanted}`
  }
  const names = room.names?.[wanted]
  if (names === undefined) return `${name} may not use ${wanted}`
  if (link.names?.every(taken => names.includes(taken))) return null
  return `${name} may take only ${names.join(', ')} from ${wanted}`
}

function fileRefusal(name: string, room: Room, link: Link, path: string): string | null {
  const target = roomOf(path)
  if (target === name || (target !== null && room.rooms.includes(target))) return null
  if (target !== null && room.typesOf?.includes(target)) {
    return link.typeOnly ? null : `${name} may take only types from ${target}`
  }
  return `${name} may not import ${target ?? 'what stands in no room'}`
}

/** Returns one sentence for each impure thing that a pure room does. */
export function purityFaults(modules: readonly Module[]): string[] {
  return modules
    .filter(module => rooms[roomOf(module.path) ?? '']?.pure)
    .flatMap(module =>
      impure
        .filter(([pattern]) => pattern.test(module.code))
        .map(([, reason]) => `${module.path} ${reason}: ${roomOf(module.path)} is pure`),
    )
}

/** Returns one sentence for each file of the server that calls the network past the guarded fetcher. */
export function networkFaults(modules: readonly Module[]): string[] {
  return modules
    .filter(({ path }) => path.startsWith('server/src/') && rooms[roomOf(path) ?? '']?.pure === undefined)
    .filter(({ path, code }) => roomOf(path) !== 'test' && network.test(code) && !handedOver.test(code))
    .map(({ path }) => `${path} calls the network: only outbound may`)
}

/** Returns one sentence for each ring of files that import each other, types included. */
export function fileCycles(modules: readonly Module[]): string[] {
  const graph = new Map(modules.map(module => [module.path, new Set(filesOf(module))]))
  return rings(graph).map(ring => `These files import each other: ${ring.join(', ')}`)
}

/** Returns one sentence for each ring of rooms that import each other, tests left out. */
export function roomCycles(modules: readonly Module[]): string[] {
  const graph = new Map<string, Set<string>>()
  for (const module of modules) {
    const from = roomOf(module.path)
    if (from === null || from === 'test' || from === 'tools') continue
    const reached = graph.get(from) ?? new Set()
    graph.set(from, reached)
    for (const path of filesOf(module)) {
      const to = roomOf(path)
      if (to !== null && to !== from) reached.add(to)
    }
  }
  return rings(graph).map(ring => `These rooms import each other: ${ring.join(', ')}`)
}

function filesOf(module: Module): string[] {
  return module.links.flatMap(({ target }) => (target.kind === 'file' ? [target.path] : []))
}

/** Groups the nodes that reach each other, each group sorted; a node alone counts when it reaches itself. */
function rings(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reach = new Map([...graph.keys()].map(node => [node, reachedFrom(node, graph)]))
  const found = new Map<string, string[]>()
  for (const [node, reached] of reach) {
    if (!reached.has(node)) continue
    const ring = [...reached].filter(other => reach.get(other)?.has(node)).sort()
    found.set(ring.join(' '), ring)
  }
  return [...found.values()]
}

function reachedFrom(start: string, graph: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>()
  const waiting = [...(graph.get(start) ?? [])]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (reached.has(node)) continue
    reached.add(node)
    waiting.push(...(graph.get(node) ?? []))
  }
  return reached
}
