import type { LoggedEntry } from '@latchkey/contract/audit/log.ts'
import { type ReactNode, useEffect, useRef } from 'react'
import { TextLink } from '../../kit/Links.tsx'
import { LongId } from '../../kit/show/LongId.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { ChangeRow } from '../applications/details/history/ChangeRow.tsx'
import '../applications/details/details.css'
import '../applications/details/history/history.css'
import { actionWords, kindWords } from './audit-words.ts'
import { useAuditPath } from './place.ts'

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="lk-audit-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What it was done to, from where and in which request; of one entry alone also its place in the chain. */
function Facts({ entry, alone }: EntryRowProps) {
  const { target, address, requestId, seq, link } = entry
  return (
    <dl className="lk-audit-facts">
      <Fact name={say('Target')}>
        {kindWords(entry)} <LongId id={target.id} what={say('id')} />
      </Fact>
      {address === null ? null : (
        <Fact name={say('Address')}>
          <code>{address}</code>
        </Fact>
      )}
      <Fact name={say('Request id')}>
        <LongId id={requestId} what={say('request id')} />
      </Fact>
      {alone === true ? (
        <>
          <Fact name={say('Action')}>
            <code>{entry.action}</code>
          </Fact>
          <Fact name={say('Place in the chain')}>{seq}</Fact>
          <Fact name={say('Link')}>
            <LongId id={link} what={say('hash of the link')} />
          </Fact>
        </>
      ) : null}
    </dl>
  )
}

type EntryRowProps = {
  readonly entry: LoggedEntry
  /** Whether this is the one that a link leads to, which gets the focus. */
  readonly alone?: boolean
}

/** One entry: who did what to what and when, from where, and field by field what changed. */
export function EntryRow({ entry, alone = false }: EntryRowProps) {
  const path = useAuditPath()
  const row = useRef<HTMLLIElement>(null)
  const { actor, target } = entry
  const words = actionWords(entry.action)
  useEffect(() => {
    if (alone) row.current?.focus()
  }, [alone])
  return (
    <li ref={row} tabIndex={-1} className="lk-history-row">
      <div className="lk-history-top">
        <div>
          {saying('{name} {action} {when}', {
            name: <strong className="lk-break">{actor.name}</strong>,
            action: words,
            when: <When at={entry.at} />,
          })}
        </div>
        <div className="lk-history-actions">
          <TextLink
            to={path}
            search={{ target: target.id }}
            aria-label={say('Same target: {what}', { what: kindWords(entry) })}
          >
            {say('Same target')}
          </TextLink>
          <TextLink
            to={path}
            search={{ actor: actor.name }}
            aria-label={say('Same actor: {name}', { name: actor.name })}
          >
            {say('Same actor')}
          </TextLink>
          {alone ? null : (
            <TextLink
              to={path}
              search={{ entry: entry.id }}
              aria-label={say('Link to this entry: {name} {action}', { name: actor.name, action: words })}
            >
              {say('Link')}
            </TextLink>
          )}
        </div>
      </div>
      <Facts entry={entry} alone={alone} />
      {entry.changes.length === 0 ? null : (
        <dl>
          {entry.changes.map(change => (
            <ChangeRow key={change.field} change={change} />
          ))}
        </dl>
      )}
    </li>
  )
}
