import { isJsonObject } from '../../lib/compact-jws.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type Refusal, refusal } from '../refusal.ts'

/** The members of a request, by their names. A member that is null is left out: it says nothing (RFC 7592 §2.2). */
export type Fields = ReadonlyMap<string, unknown>

/** A key set within client metadata is four deep. */
const DEEPEST = 10

/**
 * Reads the body of a registration or an update as JSON.
 * In: the text. Out: its members. Refuses what is no JSON object, a member that is given twice (then two readers would
 * see two requests), and nesting that no metadata has.
 */
export function readRegistrationBody(text: string): Result<Fields, Refusal> {
  // Before parsing: what is nested too deeply could not be written again.
  const seen = lookOver(text)
  if (seen.depth > DEEPEST) return malformed(`The body is nested more than ${DEEPEST} levels deep.`)
  const value = parse(text)
  if (!isJsonObject(value)) return malformed('The body must be a JSON object with client metadata.')
  const twice = seen.keys.find((key, index) => seen.keys.indexOf(key) !== index)
  if (twice !== undefined) return malformed(`${twice.slice(0, 60)} is given twice.`)
  return ok(new Map(Object.entries(value).filter(([, member]) => member !== null)))
}

function malformed(description: string): Result<never, Refusal> {
  return err(refusal('client_metadata_invalid', description))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Seen = { readonly depth: number; readonly keys: readonly string[] }

/** How deep the text is nested, and the names of its own members as they stand. True of JSON; harmless for the rest. */
function lookOver(text: string): Seen {
  const keys: string[] = []
  let [depth, deepest] = [0, 0]
  // A text that does not end is read to the end of the body, so that no start is tried twice.
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.?)*(?:"|$)(?:\s*:)?|[[\]{}]/gs)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth)
    else if (token === '}' || token === ']') depth -= 1
    else if (depth === 1 && token.endsWith(':')) keys.push(keyOf(token))
  }
  return { depth: deepest, keys }
}

/** The name that a member is written with: two spellings of one name are the same name. */
function keyOf(token: string): string {
  const name = parse(token.replace(/\s*:$/, ''))
  return typeof name === 'string' ? name : ''
}
