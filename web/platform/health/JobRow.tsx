import type { JobShown } from '@latchkey/contract/platform/health.ts'
import { When } from '../../kit/show/When.tsx'
import { LOCALE, say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { millisecondsWords } from './ProcessRow.tsx'

const NUMBER = new Intl.NumberFormat(LOCALE)

const STATES = {
  fine: say('Runs'),
  failing: say('Fails'),
  late: say('Late'),
} as const satisfies Record<JobShown['state'], string>

const MARKS = { fine: 'active', failing: 'contained', late: 'contained' } as const

/** One job, over all processes that are alive. */
export function JobRow({ job }: { readonly job: JobShown }) {
  const { name, lastRunAt, lasted, turns, failures, lastFailure, state } = job
  return (
    <li className="lk-health-row">
      <div className="lk-health-name">
        <code>{name}</code>
        <div className="lk-help">
          {saying('Last {when}', { when: <When at={lastRunAt} /> })}
          {' · '}
          {say('took {time}', { time: millisecondsWords(lasted) })}
          {' · '}
          {say('{count, plural, one {{figure} turn} other {{figure} turns}}', {
            count: turns,
            figure: NUMBER.format(turns),
          })}
          {failures === 0
            ? null
            : ` · ${say('{count, plural, one {{figure} failed} other {{figure} failed}}', {
                count: failures,
                figure: NUMBER.format(failures),
              })}`}
        </div>
        {lastFailure === null ? null : (
          <div className="lk-help lk-break">
            {saying('Failed {when} in {process}: {message}', {
              when: <When at={lastFailure.at} />,
              process: lastFailure.process,
              message: lastFailure.message,
            })}
          </div>
        )}
      </div>
      <div className="lk-health-state">
        <span className="lk-status" data-status={MARKS[state]}>
          <span className="lk-dot" aria-hidden="true" />
          {STATES[state]}
        </span>
      </div>
    </li>
  )
}
