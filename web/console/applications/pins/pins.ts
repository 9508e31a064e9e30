import { say } from '../../../kit/words/say.ts'

/** More places than this cannot be told apart at a glance. */
const MOST_PINS = 12

/** A scope of the platform: its name, and whether whoever holds it needs looking after. */
export type PinnedScope = { readonly name: string; readonly sensitive: boolean }

type Pin = { readonly scope: string; readonly held: boolean; readonly sensitive: boolean }

/**
 * The pins of one application: one for each scope of the platform, always in the same place.
 * In: all scopes in their order, and those that it holds. Out: the pins, or null where there are too many.
 */
export function pinsOf(all: readonly PinnedScope[], held: readonly string[]): readonly Pin[] | null {
  if (all.length === 0 || all.length > MOST_PINS) return null
  return all.map(({ name, sensitive }) => ({ scope: name, held: held.includes(name), sensitive }))
}

/** What an application holds, in words. */
export function pinWords(all: readonly unknown[], held: readonly string[]): string {
  if (held.length === 0) return say('No scopes')
  if (all.length > MOST_PINS) return say('{held} of {all} scopes', { held: held.length, all: all.length })
  const scopes = held.join(', ')
  return held.length === all.length && all.length > 1 ? say('All scopes: {scopes}', { scopes }) : scopes
}
