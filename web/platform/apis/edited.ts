import type { PlatformApi } from '@latchkey/contract/platform/apis.ts'
import { ApiProblem } from '../../kit/client.ts'
import { say } from '../../kit/words/say.ts'
import { API_CONTROLS, type ApiValues, EMPTY_API } from './api-form.ts'

/** An API, or with `scope` a scope within it, as it stood at one moment. */
export type Standing = {
  readonly version: number
  readonly values: ApiValues
  readonly endsAt: string | null
}

const TEXTS = ['description', 'german', 'audience', 'baseUrl'] as const
const SWITCHES = ['withoutUser', 'sensitive'] as const

/** What stands of an API or a scope. In: the API, and the scope's whole name or null. Out: null when there is none. */
export function standingOf(api: PlatformApi, scope: string | null): Standing | null {
  if (scope === null) {
    const { description, german, audience, baseUrl, version, endsAt } = api
    const values = { ...EMPTY_API, description, german: german ?? '', audience, baseUrl }
    return { version, endsAt, values }
  }
  const found = api.scopes.find(({ name }) => name === scope)
  if (found === undefined) return null
  const { description, german, withoutUser, sensitive, version, endsAt } = found
  return {
    version,
    endsAt,
    values: { ...EMPTY_API, description, german: german ?? '', withoutUser, sensitive },
  }
}

type Changes = Partial<Omit<ApiValues, 'name' | 'german'> & { readonly german: string | null }>

/** Only what differs from what stood, as the request takes it. */
export function changesOf(stood: ApiValues, typed: ApiValues): Changes {
  const german = typed.german.trim() === '' ? null : typed.german
  return {
    ...(typed.description === stood.description ? {} : { description: typed.description }),
    ...(typed.german === stood.german ? {} : { german }),
    ...(typed.audience === stood.audience ? {} : { audience: typed.audience }),
    ...(typed.baseUrl === stood.baseUrl ? {} : { baseUrl: typed.baseUrl }),
    ...(typed.withoutUser === stood.withoutUser ? {} : { withoutUser: typed.withoutUser }),
    ...(typed.sensitive === stood.sensitive ? {} : { sensitive: typed.sensitive }),
  }
}

/** A text that both changed: what stands there now, while the form keeps what was typed. */
export type Clash = { readonly label: string; readonly now: string }

/**
 * Brings together what was typed and what somebody else saved meanwhile: what was touched here stays as typed, all else
 * is as it stands now. Out: the values, and the texts that both changed.
 */
export function meet(
  stood: ApiValues,
  typed: ApiValues,
  now: ApiValues,
): { readonly values: ApiValues; readonly clashes: readonly Clash[] } {
  const touched = Object.fromEntries(
    [...TEXTS, ...SWITCHES].flatMap(field => (typed[field] === stood[field] ? [] : [[field, typed[field]]])),
  )
  const clashes = TEXTS.filter(
    field => typed[field] !== stood[field] && now[field] !== stood[field] && now[field] !== typed[field],
  ).map(field => ({
    label: API_CONTROLS[`/${field}`].label,
    now: now[field] === '' ? say('None') : now[field],
  }))
  return { values: { ...now, ...touched }, clashes }
}

/** Whether somebody else saved a change since it was read. */
export function isStale(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 412
}

/** When something ends whose last day was chosen: as that day is over where the person is. Null: no day. */
export function endOfDay(day: string): string | null {
  const start = new Date(`${day}T00:00:00`)
  if (Number.isNaN(start.getTime())) return null
  start.setDate(start.getDate() + 1)
  return start.toISOString()
}
