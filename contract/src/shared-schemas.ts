type Json = { readonly [key: string]: unknown }

/** Saying a shorter schema again costs a reader less than following a reference. */
const WORTH_A_NAME = 400

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a part of the document is the schema of an object with fields. */
function isObjectSchema(part: unknown): part is Json {
  return isObject(part) && part['type'] === 'object' && isObject(part['properties'])
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** How a schema is called: by the operation that holds it first, and where in it. */
function nameAt(path: readonly string[]): string {
  const [, , operation = ''] = path
  const inBody = path.includes('requestBody')
  const fields = path.filter((_, index) => path[index - 1] === 'properties')
  return [operation, inBody ? 'body' : 'result', ...fields].map(capitalized).join('')
}

type Found = { count: number; readonly name: string }

/** Counts the schemas of objects by their text. Examples hold none. */
function countSchemas(part: unknown, path: readonly string[], found: Map<string, Found>): void {
  if (Array.isArray(part)) for (const each of part) countSchemas(each, path, found)
  if (!isObject(part)) return
  if (isObjectSchema(part)) {
    const text = JSON.stringify(part)
    const before = found.get(text)
    if (before !== undefined) before.count += 1
    else found.set(text, { count: 1, name: nameAt(path) })
  }
  const { operationId } = part
  const here = typeof operationId === 'string' ? [...path.slice(0, 2), operationId] : path
  for (const [key, value] of Object.entries(part)) {
    if (key !== 'example') countSchemas(value, [...here, key], found)
  }
}

/**
 * Says each long schema that stands in several places once.
 * In: the paths of an OpenAPI document, printed. Out: them with references in place of those schemas, and the schemas by name.
 */
export function shareSchemas(paths: unknown): { readonly paths: unknown; readonly schemas: Json } {
  const found = new Map<string, Found>()
  countSchemas(paths, [], found)
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const [text, { count, name }] of found) {
    if (count < 2 || text.length < WORTH_A_NAME) continue
    let free = name
    for (let place = 2; taken.has(free); place++) free = `${name}${place}`
    taken.add(free)
    names.set(text, free)
  }
  const schemas: { [name: string]: unknown } = {}
  const inside = (part: Json): Json =>
    Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, key === 'example' ? value : referred(value)]),
    )
  const referred = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(referred)
    if (!isObject(part)) return part
    const name = isObjectSchema(part) ? names.get(JSON.stringify(part)) : undefined
    if (name === undefined) return inside(part)
    schemas[name] ??= inside(part)
    return { $ref: `#/components/schemas/${name}` }
  }
  return { paths: referred(paths), schemas }
}
