import {
  IsArray,
  IsBoolean,
  IsInteger,
  IsLiteral,
  IsNull,
  IsObject,
  IsString,
  IsUnion,
  type TArray,
  type TObject,
  type TSchema,
} from 'typebox'
import { Check } from 'typebox/value'
import type { FieldFault } from './problem.ts'
import { quoted } from './quoted.ts'
import { ALLOWED, STATED } from './stated.ts'

/** More would help nobody, and an answer must not grow with what was sent. */
const MOST = 20

/** A value on its way through: its schema, and where it stands, segment by segment. */
type Place = { readonly schema: TSchema; readonly value: unknown; readonly at: readonly string[] }

/**
 * What is wrong with a part of a request, in words for whoever sent it.
 * In: the schema of the contract, and a value that it does not hold. Out: at most twenty faults, never none; each names
 * the field, what was given and what is allowed. A value that is `writeOnly` (a password) is not repeated.
 */
export function fieldFaults(schema: TSchema, value: unknown): readonly FieldFault[] {
  const faults = faultsAt({ schema, value, at: [] }).slice(0, MOST)
  if (faults.length > 0) return faults
  return [{ path: '', rule: 'schema', message: 'This is not what the reference says of this operation.' }]
}

function faultsAt(place: Place): FieldFault[] {
  const { schema, value, at } = place
  if (Check(schema, value)) return []
  const branch = branchOf(schema)
  if (branch !== null && value !== null) {
    const deeper = (IsObject(branch) && isRecord(value)) || (IsArray(branch) && Array.isArray(value))
    if (deeper) return faultsAt({ ...place, schema: branch })
  }
  if (IsObject(schema) && isRecord(value)) return objectFaults(schema, value, at)
  if (IsArray(schema) && Array.isArray(value)) return arrayFaults(schema, value, at)
  return [leafFault(place)]
}

/** What a value may be beside null, when that is one thing. */
function branchOf(schema: TSchema): TSchema | null {
  if (!IsUnion(schema)) return null
  const [first, ...others] = schema.anyOf.filter(each => !IsNull(each))
  return first !== undefined && others.length === 0 ? first : null
}

function objectFaults(
  schema: TObject,
  value: Readonly<Record<string, unknown>>,
  at: readonly string[],
): FieldFault[] {
  const names = Object.keys(schema.properties)
  const given = Object.keys(value)
  const faults = given
    .filter(name => !names.includes(name))
    .map(name => fault([...at, name], 'additionalProperties', `There is no field ${named(name)} here.`))
  const needed: readonly string[] = schema.required ?? []
  for (const [name, property] of Object.entries(schema.properties)) {
    const missing = !given.includes(name)
    if (!missing) faults.push(...faultsAt({ schema: property, value: value[name], at: [...at, name] }))
    else if (needed.includes(name)) {
      faults.push(
        fault([...at, name], 'required', `${named(name)} is missing. It must be ${allowed(property)}.`),
      )
    }
  }
  if (given.length === 0 && faults.length === 0) {
    const message = `Give at least one of these fields: ${names.join(', ')}.`
    faults.push(fault(at, 'minProperties', message))
  }
  return faults
}

function arrayFaults(schema: TArray, value: readonly unknown[], at: readonly string[]): FieldFault[] {
  const faults = value.flatMap((item, index) =>
    faultsAt({ schema: schema.items, value: item, at: [...at, String(index)] }),
  )
  if (faults.length > 0) return faults
  const message = `${subject(at)} must be ${allowed(schema)}; this has ${value.length}.`
  return [fault(at, 'maxItems', message)]
}

function leafFault({ schema, value, at }: Place): FieldFault {
  if (at.length === 0) return fault(at, 'type', 'The body must be an object: {"field": "value"}.')
  const must = `${subject(at)} must be ${allowed(schema)}`
  const text = branchOf(schema) ?? schema
  const longest = bound(text, 'maxLength')
  if (IsString(text) && typeof value === 'string' && longest !== null && value.length > longest) {
    return fault(at, 'maxLength', `${must}; this has ${value.length}.`)
  }
  return fault(at, ruleOf(text, value), isHidden(text) ? `${must}.` : `${must}, not ${given(value)}.`)
}

/** A stable word: the keyword of JSON Schema that does not hold. */
function ruleOf(schema: TSchema, value: unknown): string {
  if (IsUnion(schema) || IsLiteral(schema)) return 'enum'
  if (IsString(schema) && typeof value === 'string') return 'pattern'
  if (IsInteger(schema) && Number.isInteger(value)) {
    return Number(value) < (bound(schema, 'minimum') ?? Number.NEGATIVE_INFINITY) ? 'minimum' : 'maximum'
  }
  return 'type'
}

/** What a schema holds, as it goes on after "must be". */
function allowed(schema: TSchema): string {
  const words = Reflect.get(schema, ALLOWED)
  if (typeof words === 'string') return words
  if (IsUnion(schema)) return oneOf(schema.anyOf)
  if (IsLiteral(schema)) return JSON.stringify(schema.const)
  if (IsNull(schema)) return 'null'
  if (IsBoolean(schema)) return 'true or false'
  if (IsObject(schema)) return 'an object'
  if (IsArray(schema)) return `a list${size(bound(schema, 'minItems'), bound(schema, 'maxItems'), 'items')}`
  if (IsInteger(schema)) return `a whole number${range(bound(schema, 'minimum'), bound(schema, 'maximum'))}`
  return `text${size(bound(schema, 'minLength'), bound(schema, 'maxLength'), 'characters')}`
}

function oneOf(schemas: readonly TSchema[]): string {
  const flat = schemas.flatMap(branches)
  const literals = flat.filter(each => IsLiteral(each)).map(allowed)
  const list = literals.length > 1 ? [`one of ${literals.join(', ')}`] : literals
  return [...list, ...flat.filter(each => !IsLiteral(each)).map(allowed)].join(' or ')
}

/** What a schema may be, each for itself. */
function branches(schema: TSchema): readonly TSchema[] {
  return IsUnion(schema) ? schema.anyOf.flatMap(branches) : [schema]
}

/** A bound that is only there so that a rule with words of its own is asked says nothing to anybody. */
const WIDE = 100_000

function size(least: number | null, most: number | null, what: string): string {
  if (most === null || most > WIDE) return ''
  return least === null ? ` of at most ${most} ${what}` : ` of ${least} to ${most} ${what}`
}

function range(least: number | null, most: number | null): string {
  if (least !== null && most !== null) return ` from ${least} to ${most}`
  if (least !== null) return ` of at least ${least}`
  return most === null ? '' : ` of at most ${most}`
}

/** A bound as it is stated, which may be narrower than the one that is checked here. */
function bound(schema: TSchema, keyword: string): number | null {
  const said: unknown = Reflect.get(schema, STATED)
  const value: unknown = isRecord(said) && keyword in said ? said[keyword] : Reflect.get(schema, keyword)
  return typeof value === 'number' ? value : null
}

function isHidden(schema: TSchema): boolean {
  return Reflect.get(schema, 'writeOnly') === true
}

/** What was given, short and safe. */
function given(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return 'a list'
  return isRecord(value) ? 'an object' : String(value)
}

function subject(at: readonly string[]): string {
  const last = at.at(-1)
  if (last === undefined) return 'The body'
  const list = at.at(-2)
  return /^\d+$/.test(last) && list !== undefined ? `Item ${Number(last) + 1} of ${named(list)}` : named(last)
}

function named(name: string): string {
  return /^[\w-]{1,60}$/.test(name) ? name : quoted(name)
}

/** RFC 6901 §3. A name may be as long as the body, and is not sent back whole. */
function fault(at: readonly string[], rule: string, message: string): FieldFault {
  const pointer = at.map(segment => `/${segment.slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1')}`)
  return { path: pointer.join(''), rule, message }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
