import { err, ok, type Result } from '../lib/result.ts'
import { type Refusal, refusal } from './refusal.ts'

/** Decoded parameters by name, each with all its values in order. Empty values are left out (RFC 6749 §3.1). */
export type Parameters = ReadonlyMap<string, readonly string[]>

const MOST_PARAMETERS = 200

/**
 * Decodes `application/x-www-form-urlencoded` text, from a body or a query.
 * In: the text. Out: the parameters. Refuses more than 200 of them, so that no request costs much.
 */
export function parseParameters(encoded: string): Result<Parameters, Refusal> {
  const values = new Map<string, string[]>()
  let count = 0
  for (const [name, value] of new URLSearchParams(encoded)) {
    count += 1
    if (count > MOST_PARAMETERS) {
      return err(refusal('too_many_parameters', `A request may hold at most ${MOST_PARAMETERS} parameters.`))
    }
    if (value === '') continue
    const known = values.get(name)
    if (known === undefined) values.set(name, [value])
    else known.push(value)
  }
  return ok(values)
}

/**
 * Reads one parameter that may be given once at most (RFC 6749 §3.1, §3.2).
 * Out: its value, or null when it is absent or empty. Refuses a repeated parameter.
 */
export function single(parameters: Parameters, name: string): Result<string | null, Refusal> {
  const values = parameters.get(name)
  if (values === undefined) return ok(null)
  if (values.length > 1) {
    return err(
      refusal('parameter_repeated', `The parameter ${name} is given ${values.length} times; give it once.`),
    )
  }
  return ok(values[0] ?? null)
}

/**
 * Reads several parameters that may each be given once at most.
 * Out: an object with a value or null for each name. Refuses the first repeated one.
 */
export function singles<const N extends string>(
  parameters: Parameters,
  names: readonly N[],
): Result<{ readonly [K in N]: string | null }, Refusal> {
  const entries: [string, string | null][] = []
  for (const name of names) {
    const value = single(parameters, name)
    if (!value.ok) return value
    entries.push([name, value.value])
  }
  const record: Record<string, string | null> = Object.fromEntries(entries)
  return hasAll(record, names)
    ? ok(record)
    : err(refusal('parameter_malformed', 'The request could not be read.'))
}

function hasAll<N extends string>(
  record: Record<string, string | null>,
  names: readonly N[],
): record is { [K in N]: string | null } {
  return names.every(name => name in record)
}
