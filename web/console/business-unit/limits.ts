import { LIFETIME_BOUNDS, type Lifetimes } from '@latchkey/contract/applications/client-metadata.ts'
import type { DurationUnit } from '@latchkey/contract/duration.ts'
import type { Problem } from '@latchkey/contract/problem.ts'
import type { FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { pointerParts } from '../../kit/forms/pointers.ts'
import { readDuration, type TypedDuration, typedDuration } from '../../kit/forms/typed-duration.ts'
import { durationWords } from '../../kit/words/duration-words.ts'
import { say } from '../../kit/words/say.ts'

type Limit = {
  readonly name: keyof Lifetimes
  readonly label: string
  readonly means: string
  /** The unit of an empty field: the one people think in here. */
  readonly unit: DurationUnit
}

/** The limits in the order of the form. */
export const LIMITS: readonly Limit[] = [
  {
    name: 'accessToken',
    label: say('Access token lifetime'),
    means: say('For how long one access token may open the APIs.'),
    unit: 'minutes',
  },
  {
    name: 'refreshIdle',
    label: say('Refresh token lifetime, unused'),
    means: say('After how long without use it ends.'),
    unit: 'days',
  },
  {
    name: 'refreshLongest',
    label: say('Refresh token lifetime, in all'),
    means: say('Counted from the sign-in, however often tokens were refreshed since.'),
    unit: 'days',
  },
]

/** The limits as the form holds them. */
type TypedLimits = { readonly [Name in keyof Lifetimes]: TypedDuration }

/** The limits as they stand, for the form to begin with. */
export function typedLimits(limits: Lifetimes): TypedLimits {
  const typed = (name: keyof Lifetimes): TypedDuration =>
    typedDuration(limits[name], LIMITS.find(limit => limit.name === name)?.unit ?? 'minutes')
  return {
    accessToken: typed('accessToken'),
    refreshIdle: typed('refreshIdle'),
    refreshLongest: typed('refreshLongest'),
  }
}

/** What an empty field means and what a number may be. */
export function boundsWords(name: keyof Lifetimes): string {
  const { least, most } = LIFETIME_BOUNDS[name]
  const [from, to] = [durationWords(least), durationWords(most)]
  return say('{from} to {to}. Empty: no limit of your own.', { from, to })
}

/** The id of a limit's field. */
export function controlOf(name: keyof Lifetimes): string {
  return `limits.${name}`
}

type ReadLimits =
  | { readonly ok: true; readonly limits: Lifetimes }
  | { readonly ok: false; readonly faults: readonly FormFault[] }

/** Reads the form. Out: the limits in seconds; or every field that holds no length of time. */
export function readLimits(typed: TypedLimits): ReadLimits {
  const limits: { [Name in keyof Lifetimes]: number | null } = {
    accessToken: null,
    refreshIdle: null,
    refreshLongest: null,
  }
  const faults: FormFault[] = []
  for (const { name, label } of LIMITS) {
    const read = readDuration(typed[name])
    if (read.ok) limits[name] = read.seconds
    else faults.push({ control: controlOf(name), label, message: read.message })
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, limits }
}

/** Whether two sets of limits are the same. */
export function sameLimits(one: Lifetimes, other: Lifetimes): boolean {
  return LIMITS.every(({ name }) => one[name] === other[name])
}

/** Brings the server's faults to the fields of the form. Out: empty where none belongs to one. */
export function limitFaults(problem: Problem): readonly FormFault[] {
  return (problem.errors ?? []).flatMap(({ path, message }) => {
    const [group, field] = pointerParts(path)
    const limit = group === 'limits' ? LIMITS.find(({ name }) => name === field) : undefined
    return limit === undefined ? [] : [{ control: controlOf(limit.name), label: limit.label, message }]
  })
}

/** Whether sign-ins that stand now may be over with these limits, which is worth a question. */
export function endsSignIns(stands: Lifetimes, wanted: Lifetimes): boolean {
  return (['refreshIdle', 'refreshLongest'] as const).some(
    name => (wanted[name] ?? Number.POSITIVE_INFINITY) < (stands[name] ?? Number.POSITIVE_INFINITY),
  )
}
