import type { BulkChange } from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { countOf, REASON_WORDS, summaryOf } from './bulk-words.ts'

type Counted = { readonly count: number; readonly more: boolean }

function countWords({ count, more }: Counted): string {
  return more ? say('more than {count, number}', { count }) : say('{count, number}', { count })
}

/** What ends when it is carried out, as it was counted for the preview. */
function Effects({ bulk }: { readonly bulk: BulkChange }) {
  if (bulk.effects === null) return null
  const { signIns, people, consented } = bulk.effects
  return (
    <div className="lk-effects-box">
      <h3>{say('Who would notice')}</h3>
      <ul>
        <li>
          {say('Sign-ins that can be renewed now and end: {signIns}, of {people} people.', {
            signIns: countWords(signIns),
            people: countWords(people),
          })}
        </li>
        <li>
          {say('Consents that people gave: {count}. They stand, and help again once it is active.', {
            count: countWords(consented),
          })}
        </li>
        <li>{say('What gets tokens for itself gets none any more, from that moment.')}</li>
      </ul>
    </div>
  )
}

/** What of the undo of a deactivation does not come back. */
function NotBack({ bulk }: { readonly bulk: BulkChange }) {
  if (bulk.undoes !== 'deactivate') return null
  return (
    <p>
      {say('They get tokens again. What ended when they were deactivated stays ended: people sign in anew.')}
    </p>
  )
}

function Why({ bulk }: { readonly bulk: BulkChange }) {
  const staying = bulk.counts.filter(({ reason }) => reason !== null)
  if (staying.length === 0) return null
  return (
    <>
      <h3>{bulk.startedAt === null ? say('What stays as it is') : say('What stayed as it is')}</h3>
      <ul>
        {staying.map(({ state, reason, count }) => (
          <li key={`${state} ${reason}`}>
            {reason === null ? null : say('{count, number}: {why}', { count, why: REASON_WORDS[reason] })}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What a bulk change does or did, in numbers. */
export function BulkFacts({ bulk }: { readonly bulk: BulkChange }) {
  const waiting = countOf(bulk, 'waiting')
  const settled = bulk.total - waiting
  return (
    <section className="lk-card lk-bulk-facts" aria-label={say('How it stands')}>
      <p className="lk-bulk-sum" role="status">
        {summaryOf(bulk)}
      </p>
      {bulk.state === 'running' ? (
        <progress max={bulk.total} value={settled} aria-label={say('Progress')} />
      ) : null}
      {bulk.state === 'cut-short' ? (
        <p className="lk-help">
          {say(
            'It made no progress for two minutes: the server ended while it wrote down the applications. Plan it again to see what would happen to each now.',
          )}
        </p>
      ) : null}
      {bulk.reason === null ? null : <p>{say('Reason: {reason}', { reason: bulk.reason })}</p>}
      {bulk.startedAt === null || bulk.action === 'deactivate' ? <Effects bulk={bulk} /> : null}
      <NotBack bulk={bulk} />
      {bulk.state === 'cut-short' ? null : <Why bulk={bulk} />}
      {bulk.startedAt === null ? null : (
        <p className="lk-help">
          {saying('Started {when} by {person}.', {
            when: <When at={bulk.startedAt} />,
            person: bulk.by.name,
          })}
          {bulk.endedAt === null ? null : (
            <> {saying('Ended {when}.', { when: <When at={bulk.endedAt} /> })}</>
          )}
        </p>
      )}
    </section>
  )
}
