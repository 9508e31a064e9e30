import { say } from '../../../kit/words/say.ts'
import { filled } from '../parts/callback-rows.ts'
import { EDIT_FIELDS, type EditField, type EditValues, linesOf } from './edit-values.ts'

/** Whose version of a field is taken: one of the two, or of lists what both changes make together. */
export type Choice = 'yours' | 'theirs' | 'both'

type Lines = readonly string[]

/** What at least one of two people changed: a field, or fields that mean nothing without each other. */
export type Difference = {
  /** Names it, and is the name of its choice. */
  readonly field: EditField | 'metadata.keySource'
  readonly changedBy: 'you' | 'them' | 'both'
  readonly base: Lines
  readonly yours: Lines
  readonly theirs: Lines
  /** What both changes of a list make together; null where it is no list. */
  readonly both: Lines | null
}

type Unit = {
  readonly field: Difference['field']
  readonly fields: readonly EditField[]
  /** What is typed beside the fields and goes with them. */
  readonly along: readonly string[]
  readonly read: (values: EditValues) => Lines
}

/** Scopes, each with whether a user may leave it out. */
function scopeLines(values: EditValues): Lines {
  return values.scopes
    .toSorted()
    .map(scope =>
      values.optionalScopes.includes(scope) ? say('{scope} (users may leave it out)', { scope }) : scope,
    )
}

/** Fields that are taken from one side together: one without the other would mean something else. */
const TOGETHER: readonly Unit[] = [
  { field: 'scopes', fields: ['scopes', 'optionalScopes'], along: [], read: scopeLines },
  {
    field: 'metadata.keySource',
    fields: ['metadata.jwks', 'metadata.jwksUri'],
    along: ['metadata.keySource'],
    read: values => [...linesOf(values, 'metadata.jwks'), ...linesOf(values, 'metadata.jwksUri')],
  },
  {
    field: 'metadata.subjectType',
    fields: ['metadata.subjectType', 'metadata.sectorIdentifierUri'],
    along: [],
    read: values => [
      ...linesOf(values, 'metadata.subjectType'),
      ...linesOf(values, 'metadata.sectorIdentifierUri'),
    ],
  },
]

/** In the order of the form, each unit where its first field stands. */
const UNITS: readonly Unit[] = EDIT_FIELDS.flatMap(field => {
  const unit = TOGETHER.find(({ fields }) => fields.includes(field))
  if (unit !== undefined) return unit.fields[0] === field ? [unit] : []
  return [{ field, fields: [field], along: [], read: (values: EditValues) => linesOf(values, field) }]
})

function same(a: Lines, b: Lines): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The list behind a field; null where it is none. */
function listAt(values: EditValues, field: EditField): Lines | null {
  const [group, name] = field.split('.')
  const whole = name === undefined ? values : group === 'metadata' ? values.metadata : values.lifetimes
  const found = new Map<string, unknown>(Object.entries(whole)).get(name ?? field)
  if (!Array.isArray(found)) return null
  return filled(found.filter((each: unknown) => typeof each === 'string'))
}

/** What two changes of a list make together: what either added is there, what either took away is not. */
function mergeLists(base: Lines, mine: Lines, theirs: Lines): Lines {
  const removed = new Set(base.filter(each => !mine.includes(each)))
  const added = mine.filter(each => !base.includes(each) && !theirs.includes(each))
  return [...theirs.filter(each => !removed.has(each)), ...added]
}

function partOf<T extends object>(whole: T, wanted: (name: string) => boolean): Partial<T> {
  const part: Partial<T> = { ...whole }
  for (const name of Object.keys(part)) if (!wanted(name)) Reflect.deleteProperty(part, name)
  return part
}

/** The values with some fields taken from other ones. */
function carry(into: EditValues, from: EditValues, fields: readonly string[]): EditValues {
  const { metadata, lifetimes, ...rest } = from
  return {
    ...into,
    ...partOf(rest, name => fields.includes(name)),
    metadata: { ...into.metadata, ...partOf(metadata, name => fields.includes(`metadata.${name}`)) },
    lifetimes: { ...into.lifetimes, ...partOf(lifetimes, name => fields.includes(`lifetimes.${name}`)) },
  }
}

function withList(values: EditValues, field: EditField, list: Lines): EditValues {
  const [group, name] = field.split('.')
  if (name === undefined) return { ...values, [field]: list }
  return group === 'metadata' ? { ...values, metadata: { ...values.metadata, [name]: list } } : values
}

/** Three states of the same application: what both began with, this edit, and what stands now. */
type ThreeWays = { readonly base: EditValues; readonly mine: EditValues; readonly theirs: EditValues }

/** Their version with both changes of a unit's lists; null where one of its fields is no list. */
function bothOf(unit: Unit, { base, mine, theirs }: ThreeWays, into: EditValues): EditValues | null {
  let merged = into
  for (const field of unit.fields) {
    const [began, own, other] = [base, mine, theirs].map(values => listAt(values, field))
    if (!began || !own || !other) return null
    merged = withList(merged, field, mergeLists(began, own, other))
  }
  return merged
}

/** What two people made of the same application, in the order of the form. Nothing where they agree. */
export function differencesOf(states: ThreeWays): Difference[] {
  return UNITS.flatMap(unit => {
    const [base, yours, theirs] = [states.base, states.mine, states.theirs].map(unit.read)
    if (!base || !yours || !theirs) return []
    const [byMe, byThem] = [!same(base, yours), !same(base, theirs)]
    if ((!byMe && !byThem) || same(yours, theirs)) return []
    const changedBy = byMe && byThem ? 'both' : byMe ? 'you' : 'them'
    const both = bothOf(unit, states, states.theirs)
    return [
      { field: unit.field, changedBy, base, yours, theirs, both: both === null ? null : unit.read(both) },
    ]
  })
}

/** Whether somebody has to choose: both changed it, and not to the same. */
export function isClash({ changedBy }: Difference): boolean {
  return changedBy === 'both'
}

/** What is chosen before anybody chose: of lists both changes together, of all else nothing. */
export function firstChoices(differences: readonly Difference[]): ReadonlyMap<string, Choice> {
  return new Map(
    differences.flatMap(each => (isClash(each) && each.both !== null ? [[each.field, 'both'] as const] : [])),
  )
}

/**
 * Merges an edit into what stands now. What only one side changed is as that side left it; where both did, the choice
 * decides, by the name of the difference. Without a choice what stands now is kept.
 */
export function mergedValues(states: ThreeWays, choices: ReadonlyMap<string, Choice>): EditValues {
  const differences = new Map(differencesOf(states).map(each => [each.field, each]))
  return UNITS.reduce((merged, unit) => {
    const difference = differences.get(unit.field)
    if (difference === undefined || difference.changedBy === 'them') return merged
    const choice = difference.changedBy === 'you' ? 'yours' : choices.get(unit.field)
    if (choice === 'yours') return carry(merged, states.mine, [...unit.fields, ...unit.along])
    return choice === 'both' ? (bothOf(unit, states, merged) ?? merged) : merged
  }, states.theirs)
}

/** A line of a value, and whether a change added it, took it away, or left it. */
type MarkedLine = { readonly mark: '+' | '−' | ''; readonly line: string }

/** What a change did to a value, line by line: what it took away stands last. */
export function markedLines(before: Lines, after: Lines): MarkedLine[] {
  return [
    ...after.map(line => ({ mark: before.includes(line) ? '' : '+', line }) as const),
    ...before.filter(line => !after.includes(line)).map(line => ({ mark: '−', line }) as const),
  ]
}
