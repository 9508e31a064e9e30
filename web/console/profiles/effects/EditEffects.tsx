import { previewProfileEffects } from '@latchkey/contract/people/profiles/effects.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { say } from '../../../kit/words/say.ts'
import { EffectsView } from './EffectsView.tsx'
import { summaryOf } from './effects-words.ts'
import '../../applications/effects/effects.css'

type EditEffectsProps = { readonly id: string; readonly change: BodyOf<typeof previewProfileEffects> }

/** What an edit that is not saved yet would take from whom: in a few words, and one by one when opened. */
export function EditEffects({ id, change }: EditEffectsProps) {
  const answer = useQuery({
    queryKey: [previewProfileEffects.id, id, change],
    queryFn: ({ signal }) => call(previewProfileEffects, { params: { id }, body: change, signal }),
    placeholderData: keepPreviousData,
  })
  if (answer.data === undefined) {
    return (
      <div className="lk-effects-edit" aria-live="polite">
        {answer.error === null ? (
          <p>{say('Counting who would notice…')}</p>
        ) : (
          <p>
            {say('Who would notice could not be counted now.')}{' '}
            <Button variant="default" size="compact-sm" onClick={() => void answer.refetch()}>
              {say('Count again')}
            </Button>
          </p>
        )}
      </div>
    )
  }
  const effects = answer.data.body
  return (
    <details className="lk-effects-edit" aria-busy={answer.isPlaceholderData} open={effects.locksOut}>
      <summary>
        <span aria-live="polite">{summaryOf(effects)}</span>
      </summary>
      <EffectsView effects={effects} of={{ profileId: id }} />
    </details>
  )
}
