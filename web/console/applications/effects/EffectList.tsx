import { type Effects, previewEffects } from '@latchkey/contract/applications/status/effects.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { dayWords } from '../../../kit/show/time-words.ts'
import { When } from '../../../kit/show/When.tsx'
import { effectLines, lossWords, summaryWords } from './effect-words.ts'
import './effects.css'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'

type Change = BodyOf<typeof previewEffects>

/** Asks who would notice a change. In: the application's id, and what the change would leave; null for no change. */
function useEffects(id: string, change: Change | null) {
  return useQuery({
    queryKey: [previewEffects.id, id, change],
    queryFn: ({ signal }) =>
      call(previewEffects, { params: { id }, body: change ?? { stopped: false }, signal }),
    enabled: change !== null,
    placeholderData: keepPreviousData,
  })
}

/** What would be taken away and who has or uses it, one by one. `titled`: each with its name. */
function List({ answer, titled }: { readonly answer: Effects; readonly titled: boolean }) {
  const since = dayWords(Date.parse(answer.knownSince))
  const credentials = answer.effects.some(
    ({ kind, subject }) => kind === 'scope' || subject === null || subject === 'client_credentials',
  )
  return (
    <div className="lk-effects">
      {answer.effects.map(effect => (
        <section key={`${effect.kind} ${effect.subject}`}>
          {titled ? <h3 className="lk-break">{lossWords(effect)}</h3> : null}
          <p>{effect.words}</p>
          <ul>
            {effectLines(effect, since).map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      {credentials && answer.credentialsLastUsedAt !== null ? (
        <p>
          {saying('Its credentials were last used {when}.', {
            when: <When at={answer.credentialsLastUsedAt} />,
          })}
        </p>
      ) : null}
      <p className="lk-help">
        {say('As far as it is kept. What a token is used for between two renewals is not counted.')}
      </p>
    </div>
  )
}

function Uncounted({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <p>
      {say('Who would notice could not be counted now.')}{' '}
      <Button variant="default" size="compact-sm" onClick={onRetry}>
        {say('Count again')}
      </Button>
    </p>
  )
}

const STOPPED: Change = { stopped: true }

/** Who would notice if the application were stopped, or ended here in another way, for the question before it. */
export function StopEffects({ id, change = STOPPED }: { readonly id: string; readonly change?: Change }) {
  const answer = useEffects(id, change)
  return (
    <div className="lk-effects-box" aria-busy={answer.isPending} aria-live="polite">
      <h3>{say('Who would notice')}</h3>
      {answer.data === undefined ? (
        answer.error === null ? (
          <p>{say('Counting…')}</p>
        ) : (
          <Uncounted onRetry={() => void answer.refetch()} />
        )
      ) : (
        <List answer={answer.data.body} titled={false} />
      )}
    </div>
  )
}

/** Who would notice an edit that is not saved yet: in a few words, and one by one when opened. */
export function EditEffects({ id, change }: { readonly id: string; readonly change: Change }) {
  const answer = useEffects(id, change)
  if (answer.data === undefined) {
    return (
      <div className="lk-effects-edit" aria-live="polite">
        {answer.error === null ? (
          <p>{say('Counting who would notice…')}</p>
        ) : (
          <Uncounted onRetry={() => void answer.refetch()} />
        )}
      </div>
    )
  }
  const who = summaryWords(answer.data.body.effects)
  return (
    <details className="lk-effects-edit" aria-busy={answer.isPlaceholderData}>
      <summary>
        <span aria-live="polite">
          {who === null
            ? say('Who would notice: that is not known')
            : say('Who would notice: {who}', { who })}
        </span>
      </summary>
      <List answer={answer.data.body} titled />
    </details>
  )
}
