import type { Application } from '@latchkey/contract/applications/applications.ts'
import type { ReactNode } from 'react'
import { dayWords } from '../../../../kit/show/time-words.ts'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { heldBy, standingWords } from './held.ts'
import { barOf, type Held, lineOf, placeOn } from './time-line.ts'
import { useKeys } from './use-keys.ts'
import './keyring.css'

type Piece = 'lived' | 'ahead' | 'overlap' | 'quarantine'

const PIECES = {
  lived: say('has worked'),
  ahead: say('will work'),
  overlap: say('beside its successor'),
  quarantine: say('in quarantine'),
} as const satisfies Record<Piece, string>

const ORDER = ['lived', 'ahead', 'overlap', 'quarantine'] as const satisfies readonly Piece[]

type Drawn = { readonly held: readonly Held[]; readonly now: number }

/** The drawing: seen only, since the table says the same. */
function Drawing({ held, now }: Drawn) {
  const line = lineOf(held, now)
  const today = `${placeOn(line, now)}%`
  const bars = held.map(one => ({ one, bar: barOf(one, held, line) }))
  const seen = ORDER.filter(piece => bars.some(({ bar }) => bar[piece] !== null))
  const used = bars.some(({ bar }) => bar.used !== null)
  return (
    <div aria-hidden="true" className="lk-keyring">
      {bars.map(({ one, bar }) => (
        <div key={one.id} className="lk-keyring-row">
          <span className="lk-keyring-name">{one.name}</span>
          <div className="lk-keyring-track">
            {ORDER.map(piece => {
              const at = bar[piece]
              return at === null ? null : (
                <span
                  key={piece}
                  className="lk-keyring-piece"
                  data-piece={piece}
                  style={{ insetInlineStart: `${at.start}%`, width: `${at.width}%` }}
                />
              )
            })}
            <span className="lk-keyring-now" style={{ insetInlineStart: today }} />
            {bar.used === null ? null : (
              <span className="lk-keyring-used" style={{ insetInlineStart: `${bar.used}%` }} />
            )}
          </div>
        </div>
      ))}
      <div className="lk-keyring-row">
        <span className="lk-keyring-name" />
        <div className="lk-keyring-axis">
          <span>{dayWords(line.start)}</span>
          <span className="lk-keyring-today" style={{ insetInlineStart: today }}>
            {say('now')}
          </span>
          <span>{dayWords(line.end)}</span>
        </div>
      </div>
      <ul className="lk-keyring-legend">
        {seen.map(piece => (
          <li key={piece}>
            <span className="lk-keyring-piece" data-piece={piece} /> {PIECES[piece]}
          </li>
        ))}
        {used ? (
          <li>
            <span className="lk-keyring-used" /> {say('last used')}
          </li>
        ) : null}
      </ul>
    </div>
  )
}

function Moment({ at, none }: { readonly at: number | null; readonly none: string }): ReactNode {
  return at === null ? none : <When at={new Date(at).toISOString()} />
}

/** The same facts in words. */
function Facts({ held, now }: Drawn) {
  return (
    <details className="lk-keyring-facts">
      <summary>{say('The same as a table')}</summary>
      <div className="lk-keyring-scroll">
        <table>
          <caption className="lk-hidden">{say('Keyring')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('Credential')}</th>
              <th scope="col">{say('Made')}</th>
              <th scope="col">{say('Last used')}</th>
              <th scope="col">{say('Ends')}</th>
              <th scope="col">{say('How it stands')}</th>
            </tr>
          </thead>
          <tbody>
            {held.map(one => (
              <tr key={one.id}>
                <th scope="row" className="lk-break">
                  {one.name}
                </th>
                <td>
                  <Moment at={one.from} none={say('Not known')} />
                </td>
                <td>
                  <Moment at={one.usedAt} none={say('Not known to have been used')} />
                </td>
                <td>
                  <Moment at={one.to} none={say('Not by itself')} />
                </td>
                <td>{standingWords(one, held, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** The credentials of an application on a time line: made, last used, beside each other, to the end. */
export function Keyring({ application }: { readonly application: Application }) {
  const keys = useKeys(application)
  const held = heldBy(application.secrets, keys.data?.body.items ?? [])
  const now = Date.now()
  if (held.length === 0) return null
  return (
    <section className="lk-card" aria-labelledby="keyring">
      <h2 id="keyring">{say('Keyring')}</h2>
      <p className="lk-help">
        {say('What the application proves itself with, from when it was made to its end.')}
      </p>
      <Drawing held={held} now={now} />
      <Facts held={held} now={now} />
    </section>
  )
}
