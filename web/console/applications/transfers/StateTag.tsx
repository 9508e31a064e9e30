import type { Transfer } from '@latchkey/contract/applications/status/transfers.ts'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'

const STATE_WORDS = {
  offered: say('Waits for an answer'),
  accepted: say('Accepted'),
  declined: say('Declined'),
  withdrawn: say('Withdrawn'),
  ended: say('Ended without an answer'),
} as const satisfies Record<Transfer['state'], string>

/** How an offer stands, in a word. */
export function StateTag({ state }: Pick<Transfer, 'state'>) {
  return (
    <span className="lk-tag" data-tone={state === 'offered' ? 'ochre' : undefined}>
      {STATE_WORDS[state]}
    </span>
  )
}

type Dated = Pick<Transfer, 'state' | 'endsAt' | 'answeredAt'>

/** Since when an offer stands so, or until when it waits. */
export function Since({ transfer: { state, endsAt, answeredAt } }: { readonly transfer: Dated }) {
  const when = <When at={answeredAt ?? endsAt} />
  switch (state) {
    case 'offered':
      return saying('Without an answer it ends {when}.', { when })
    case 'withdrawn':
      return saying('Withdrawn {when}.', { when })
    case 'ended':
      return saying('Ended {when}.', { when })
    case 'accepted':
    case 'declined':
      return saying('Answered {when}.', { when })
  }
}
