import type { Application } from '@latchkey/contract/applications/applications.ts'
import {
  DEFAULT_LIFETIMES,
  LIFETIME_BOUNDS,
  type Lifetimes,
} from '@latchkey/contract/applications/client-metadata.ts'
import { durationWords } from '../../../kit/words/duration-words.ts'
import { say } from '../../../kit/words/say.ts'

/** What decides how long tokens live. The wish of an external application is its vendor's, and not known here. */
type Living = Pick<Application, 'type' | 'lifetimes' | 'effectiveLifetimes'>

export const LIFETIME_FIELDS = [
  'accessToken',
  'refreshIdle',
  'refreshLongest',
] as const satisfies readonly (keyof Lifetimes)[]

/** Why tokens live as long as they do, in words that follow the length itself. */
export function reasonWords(application: Living, name: keyof Lifetimes): string {
  const set = application.lifetimes[name]
  const inForce = application.effectiveLifetimes[name]
  if (set === inForce) return say('set for this application')
  if (set === null && application.type === 'external') return say('as its vendor has it, within your limits')
  const wanted = set ?? DEFAULT_LIFETIMES[name]
  return wanted === inForce
    ? say('by default')
    : say('shortened from {span}', { span: durationWords(wanted) })
}

function emptyMeans(application: Living, most: number, name: keyof Lifetimes): string {
  if (application.type === 'external') return say('as its vendor has it')
  const standard = DEFAULT_LIFETIMES[name]
  return most < standard ? say('that limit') : say('{span}, the default', { span: durationWords(standard) })
}

/**
 * What to know when filling in a lifetime: what it may be, what an empty field means, and what is in force where
 * neither says that. In: the application, and the limits of the business unit in seconds.
 */
export function lifetimeHints(application: Living, limits: Lifetimes, name: keyof Lifetimes): string {
  const { least, most: bound } = LIFETIME_BOUNDS[name]
  const set = application.lifetimes[name]
  const inForce = application.effectiveLifetimes[name]
  const most = Math.min(limits[name] ?? bound, bound)
  const span = { least: durationWords(least), most: durationWords(most) }
  const known = application.type === 'external' ? set : (set ?? Math.min(DEFAULT_LIFETIMES[name], most))
  const hints = [
    most < bound
      ? say('{least} to {most}, the limit of your business unit.', span)
      : say('{least} to {most}.', span),
    say('Empty: {what}.', { what: emptyMeans(application, most, name) }),
    ...(known === inForce ? [] : [say('In force now: {span}.', { span: durationWords(inForce) })]),
  ]
  return hints.join(' ')
}
