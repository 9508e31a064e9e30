import type { Health } from '@latchkey/contract/platform/health.ts'
import { When } from '../../kit/show/When.tsx'
import { LOCALE, say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'

const NUMBER = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 })
const MEGABYTE = 1024 * 1024

/** A length of time in milliseconds, as people read it. */
export function millisecondsWords(milliseconds: number): string {
  return milliseconds < 1000
    ? say('{number} ms', { number: NUMBER.format(milliseconds) })
    : say('{number} s', { number: NUMBER.format(milliseconds / 1000) })
}

/** One process that serves this database. */
export function ProcessRow({ process }: { readonly process: Health['processes'][number] }) {
  const { name, version, startedAt, seenAt, alive, memory, eventLoopDelay: delay } = process
  return (
    <li className="lk-health-row">
      <div className="lk-health-name">
        <strong className="lk-break">{name}</strong>
        <div className="lk-help">
          {say('Version {version}', { version })}
          {' · '}
          {saying('began {when}', { when: <When at={startedAt} /> })}
          {' · '}
          {say('{number} MB of memory', { number: NUMBER.format(Math.round(memory / MEGABYTE)) })}
        </div>
        <div className="lk-help">
          {say('Event loop late by {middle} as a rule, {high} at 99 %, {most} at most', {
            middle: millisecondsWords(delay.p50),
            high: millisecondsWords(delay.p99),
            most: millisecondsWords(delay.max),
          })}
        </div>
      </div>
      <div className="lk-health-state">
        <span className="lk-status" data-status={alive ? 'active' : 'contained'}>
          <span className="lk-dot" aria-hidden="true" />
          {alive ? say('Alive') : say('Silent')}
        </span>
        <div className="lk-help">{saying('heard of {when}', { when: <When at={seenAt} /> })}</div>
      </div>
    </li>
  )
}
