export type JsonSchema = Readonly<Record<string, unknown>>

/** A JSON Schema that remembers the type it describes: one definition validates, documents and types. */
export type Shape<T> = { readonly schema: JsonSchema; readonly type?: T }

type Fields = Readonly<Record<string, Shape<unknown>>>
type Described<S> = S extends Shape<infer T> ? T : never
type Plain<T> = { readonly [K in keyof T]: T[K] }

type TextRules = {
  readonly min?: number
  readonly max: number
  readonly pattern?: string
  readonly format?: 'date-time'
  readonly description?: string
}

/** Text of at least one and at most `max` characters. */
export function text({ min = 1, max, ...rest }: TextRules): Shape<string> {
  return { schema: { type: 'string', minLength: min, maxLength: max, ...rest } }
}

/** A whole number from zero up. */
export function count(description?: string): Shape<number> {
  return { schema: { type: 'integer', minimum: 0, maximum: 2 ** 31, ...(description && { description }) } }
}

/** A number in an address: digits, as text. */
export function numberInPath(description: string): Shape<string> {
  return { schema: { type: 'string', pattern: '^[0-9]{1,9}$', description } }
}

/** True or false. */
export function flag(): Shape<boolean> {
  return { schema: { type: 'boolean' } }
}

/** One of these words. */
export function choice<const T extends string>(...words: readonly T[]): Shape<T> {
  return { schema: { type: 'string', enum: words } }
}

/** A value of the shape, or null. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return { schema: { anyOf: [shape.schema, { type: 'null' }] } }
}

/** At most `max` values of one shape. */
export function list<T>(item: Shape<T>, max = 1000): Shape<readonly T[]> {
  return { schema: { type: 'array', items: item.schema, maxItems: max } }
}

/** An object with these members and no others. */
export function record<R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Shape<Plain<{ [K in keyof R]: Described<R[K]> } & { [K in keyof O]?: Described<O[K]> }>> {
  const fields = Object.entries<Shape<unknown>>({ ...required, ...optional })
  const properties = Object.fromEntries(fields.map(([name, shape]) => [name, shape.schema]))
  return {
    schema: { type: 'object', properties, required: Object.keys(required), additionalProperties: false },
  }
}
