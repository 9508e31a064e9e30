import type { Permission } from '@latchkey/contract/route.ts'
import { say } from '../../kit/words/say.ts'
import { ACCOUNT_SETTINGS, HOME, PLATFORM } from '../frame/places.ts'

/** One thing to choose. `to`: its address within the console. */
export type Entry = {
  readonly id: string
  readonly group: string
  readonly words: string
  /** What stands beside it, such as its vendor. */
  readonly beside: string
  readonly to: string
}

type Known = Entry & { readonly needs: Permission | null }

const APPLICATIONS = '/admin/account-settings/api-applications'

const FIXED: readonly Known[] = [
  // What stands in two menus under one name leads each to their own.
  ...[HOME, ...ACCOUNT_SETTINGS, ...PLATFORM]
    .filter(({ only }) => only !== 'operators')
    .map(({ id, words, to, needs }) => page(id, words, to, needs)),
  page('deleted', say('Deleted applications'), `${APPLICATIONS}/deleted`, 'api-applications:view'),
  page('ask', say('Ask for an external application'), `${APPLICATIONS}/requests`, 'api-applications:view'),
  page('account', say('Your account'), '/account', null),
  page('glossary', say('Glossary'), '/admin/glossary', null),
  act('register', say('Register a new application'), `${APPLICATIONS}/new`, 'api-applications:create'),
  act('from-file', say('Register from a file'), `${APPLICATIONS}/file`, 'api-applications:create'),
  act(
    'inactive',
    say('Show inactive applications'),
    `${APPLICATIONS}?status=inactive`,
    'api-applications:view',
  ),
]

function page(id: string, words: string, to: string, needs: Permission | null): Known {
  return { id, group: say('Pages'), words, beside: '', to, needs }
}

function act(id: string, words: string, to: string, needs: Permission | null): Known {
  return { ...page(id, words, to, needs), group: say('Actions') }
}

/** The places of one application, where its page is open. */
function placesOf(id: string): Known[] {
  const at = `${APPLICATIONS}/${encodeURIComponent(id)}`
  const place = (name: string, words: string, to: string, needs: Permission): Known => ({
    ...page(`here-${name}`, words, to, needs),
    group: say('This application'),
  })
  return [
    place('edit', say('Edit this application'), `${at}/edit`, 'api-applications:edit'),
    place('secrets', say('Its secrets: add, rotate, revoke'), `${at}?tab=secrets`, 'api-applications:view'),
    place('access', say('What it can reach'), `${at}?tab=access`, 'api-applications:view'),
    place(
      'activity',
      say('Its activity: refusals and retries'),
      `${at}?tab=activity`,
      'api-applications:view',
    ),
    place('notes', say('Its notes'), `${at}?tab=notes`, 'api-applications:view'),
    place('history', say('Its history'), `${at}?tab=history`, 'api-applications:view'),
  ]
}

/** The application whose page an address shows; null for every other page. */
export function applicationAt(path: string): string | null {
  return /^\/admin\/account-settings\/api-applications\/(app_[0-9a-z]+)(?:\/|$)/.exec(path)?.[1] ?? null
}

/**
 * What can be chosen beside applications that were found. In: what was typed, what the user may do, and the address.
 * Out: what holds every word that was typed, in any order.
 */
export function entriesFor(typed: string, permissions: readonly Permission[], path: string): Entry[] {
  const here = applicationAt(path)
  const all = [...(here === null ? [] : placesOf(here)), ...FIXED]
  const wanted = typed
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  return all
    .filter(({ needs }) => needs === null || permissions.includes(needs))
    .filter(({ words }) => wanted.every(word => words.toLowerCase().includes(word)))
    .map(({ id, group, words, beside, to }) => ({ id, group, words, beside, to }))
}
