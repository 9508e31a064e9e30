import type { CatalogueEntry, EntryState } from '@latchkey/contract/catalogue/catalogue.ts'
import { say } from '../../kit/words/say.ts'

const STATE_WORDS = {
  draft: say('Draft'),
  published: say('Published'),
  withdrawn: say('Withdrawn'),
} as const satisfies Record<EntryState, string>

/** How an entry stands, as word and dot. */
export function EntryStatus({ state }: Pick<CatalogueEntry, 'state'>) {
  return (
    <span className="lk-status" data-status={state === 'published' ? 'active' : 'inactive'}>
      <span className="lk-dot" aria-hidden="true" />
      {STATE_WORDS[state]}
    </span>
  )
}

/** How many business units use it. */
export function usedBy({ businessUnits: count }: Pick<CatalogueEntry, 'businessUnits'>): string {
  if (count === 0) return say('No business unit uses it')
  return count >= 1000
    ? say('1,000 business units or more use it')
    : say('{count, plural, one {# business unit uses it} other {# business units use it}}', { count })
}
