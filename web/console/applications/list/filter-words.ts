import { NO_OWNER } from '@latchkey/contract/applications/list.ts'
import { STATUS_WORDS } from '../../../kit/show/Status.tsx'
import type { FILTERS, ListSearch } from '../list-place/list-search.ts'
import { TYPE_WORDS } from '../parts/vocabulary.ts'

export const IDLE_WORDS = {
  '30d': 'Not used for 30 days',
  '90d': 'Not used for 90 days',
  '365d': 'Not used for a year',
} as const satisfies Record<NonNullable<ListSearch['idle']>, string>

export const SECRET_WORDS = {
  '7d': 'A secret ends within 7 days',
  '30d': 'A secret ends within 30 days',
  '90d': 'A secret ends within 90 days',
} as const satisfies Record<NonNullable<ListSearch['secretEnds']>, string>

export const NO_OWNER_WORDS = 'Without an active owner'
export const LEGACY_WORDS = 'Uses the implicit grant (legacy)'

/** A filter as its chip says it; null where it is not set. */
export function filterWords(filter: (typeof FILTERS)[number], search: ListSearch): string | null {
  const { type, status, scope, owner, tag, idle, secretEnds, legacy } = search
  const set = (value: string | undefined, words: string): string | null =>
    value === undefined ? null : words
  switch (filter) {
    case 'type':
      return type === undefined ? null : `Type: ${TYPE_WORDS[type]}`
    case 'status':
      return status === undefined ? null : `Status: ${STATUS_WORDS[status]}`
    case 'scope':
      return set(scope, `API scope: ${scope}`)
    case 'owner':
      return set(owner, owner === NO_OWNER ? NO_OWNER_WORDS : `Owner: ${owner}`)
    case 'tag':
      return set(tag, `Tag: ${tag}`)
    case 'idle':
      return idle === undefined ? null : IDLE_WORDS[idle]
    case 'secretEnds':
      return secretEnds === undefined ? null : SECRET_WORDS[secretEnds]
    case 'legacy':
      return set(legacy, LEGACY_WORDS)
  }
}
