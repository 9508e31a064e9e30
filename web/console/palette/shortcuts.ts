import { say } from '../../kit/words/say.ts'
/** What keys can do. `keys`: one or two in a row, as `KeyboardEvent.key` names them. */
export const SHORTCUTS = [
  { id: 'help', keys: ['?'], words: say('Show the keyboard shortcuts') },
  { id: 'search', keys: ['/'], words: say('Go to the search field of a list') },
  { id: 'home', keys: ['g', 'h'], words: say('Go to what needs you') },
  { id: 'applications', keys: ['g', 'a'], words: say('Go to API Applications') },
  { id: 'business-unit', keys: ['g', 'b'], words: say('Go to Business Unit') },
  { id: 'account', keys: ['g', 'y'], words: say('Go to your account') },
  { id: 'register', keys: ['g', 'n'], words: say('Register a new application') },
] as const

export type ShortcutId = (typeof SHORTCUTS)[number]['id']

/** The first key of a pair waits this long for the second. */
export const PAIR_MS = 1200

/** In: the keys so far, the last one newest, and which are switched off. Out: what they call for, or null. */
export function shortcutOf(keys: readonly string[], off: ReadonlySet<string>): ShortcutId | null {
  const found = SHORTCUTS.filter(({ id }) => !off.has(id)).find(({ keys: wanted }) => {
    const last = keys.slice(-wanted.length)
    return last.length === wanted.length && wanted.every((key, index) => key === last[index])
  })
  return found?.id ?? null
}

const KEPT = 'latchkey.shortcuts-off'

/** Which shortcuts are switched off in this browser. What was kept otherwise counts as none. */
export function readOff(storage: Pick<Storage, 'getItem'>): ReadonlySet<string> {
  return new Set((storage.getItem(KEPT) ?? '').split(' ').filter(id => id !== ''))
}

export function keepOff(storage: Pick<Storage, 'setItem'>, off: ReadonlySet<string>): void {
  storage.setItem(KEPT, [...off].join(' '))
}
