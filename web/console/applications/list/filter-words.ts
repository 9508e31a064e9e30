import { NO_OWNER } from '@latchkey/contract/applications/list.ts'
import { STATUS_WORDS } from '../../../kit/show/Status.tsx'
import { say } from '../../../kit/words/say.ts'
import type { FILTERS, ListSearch } from '../list-place/list-search.ts'
import { TYPE_WORDS } from '../list-place/type-words.ts'

export const IDLE_WORDS = {
  '30d': say('Not used for 30 days'),
  '90d': say('Not used for 90 days'),
  '365d': say('Not used for a year'),
} as const satisfies Record<NonNullable<ListSearch['idle']>, string>

export const SECRET_WORDS = {
  '7d': say('A secret ends within 7 days'),
  '30d': say('A secret ends within 30 days'),
  '90d': say('A secret ends within 90 days'),
} as const satisfies Record<NonNullable<ListSearch['secretEnds']>, string>

export const NO_OWNER_WORDS = say('Without an active owner')
export const LEGACY_WORDS = say('Uses the implicit grant (legacy)')

/** A filter as its chip says it; null where it is not set. */
export function filterWords(filter: (typeof FILTERS)[number], search: ListSearch): string | null {
  const { type, status, scope, owner, tag, idle, secretEnds, legacy } = search
  switch (filter) {
    case 'type':
      return type === undefined ? null : say('Type: {type}', { type: TYPE_WORDS[type] })
    case 'status':
      return status === undefined ? null : say('Status: {status}', { status: STATUS_WORDS[status] })
    case 'scope':
      return scope === undefined ? null : say('API scope: {scope}', { scope })
    case 'owner':
      if (owner === undefined) return null
      return owner === NO_OWNER ? NO_OWNER_WORDS : say('Owner: {owner}', { owner })
    case 'tag':
      return tag === undefined ? null : say('Tag: {tag}', { tag })
    case 'idle':
      return idle === undefined ? null : IDLE_WORDS[idle]
    case 'secretEnds':
      return secretEnds === undefined ? null : SECRET_WORDS[secretEnds]
    case 'legacy':
      return legacy === undefined ? null : LEGACY_WORDS
  }
}
