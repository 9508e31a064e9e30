/**
 * The key under which a schema says the bounds that hold for a field although it does not check them itself: the rules
 * of the product do, with words of their own, so the schema must let through what they are to answer. The OpenAPI
 * document prints these in place of the wide bounds that are checked.
 */
export const STATED = 'x-stated'

/** The key under which a schema says in words what its pattern lets through, to go on after "must be". */
export const ALLOWED = 'x-allowed'

/** A schema as it is printed. In: any part of one, as plain data. Out: the same with what is stated in its place. */
export function printStated(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(printStated)
  if (typeof part !== 'object' || part === null) return part
  const printed = Object.entries(part).map(([key, value]): [string, unknown] => [key, printStated(value)])
  const { [STATED]: said, [ALLOWED]: _words, ...rest } = Object.fromEntries(printed)
  return typeof said === 'object' ? { ...rest, ...said } : rest
}
