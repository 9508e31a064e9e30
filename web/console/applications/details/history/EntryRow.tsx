import type { HistoryEntry } from '@latchkey/contract/audit/history.ts'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { TextLink } from '../../../../kit/Links.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay } from '../../../frame/me.ts'
import { ChangeRow } from './ChangeRow.tsx'
import { actionWords } from './history-words.ts'
import { RevertPanel } from './Revert.tsx'
import { mayBeReverted } from './revert.ts'

type EntryRowProps = {
  readonly id: string
  readonly entry: HistoryEntry
  /** Whether this is the one that a link leads to, which gets the focus. */
  readonly alone?: boolean
}

/** One change: who, what and when, field by field, with its address and the way back. */
export function EntryRow({ id, entry, alone = false }: EntryRowProps) {
  const mayRevert = useMay('api-applications:edit') && mayBeReverted(entry)
  const [reverting, setReverting] = useState(false)
  const row = useRef<HTMLLIElement>(null)
  const close = () => {
    setReverting(false)
    row.current?.focus()
  }
  useEffect(() => {
    if (alone) row.current?.focus()
  }, [alone])
  return (
    <li ref={row} tabIndex={-1} className="lk-history-row">
      <div className="lk-history-top">
        <div>
          {saying('{name} {action} {when}', {
            name: <strong className="lk-break">{entry.actor.name}</strong>,
            action: actionWords(entry.action),
            when: <When at={entry.at} />,
          })}
        </div>
        <div className="lk-history-actions">
          {alone ? null : (
            <TextLink
              to="/admin/account-settings/api-applications/$id"
              params={{ id }}
              search={{ tab: 'history', entry: entry.id }}
              aria-label={say('Link to this change: {name} {action}', {
                name: entry.actor.name,
                action: actionWords(entry.action),
              })}
            >
              {say('Link')}
            </TextLink>
          )}
          {mayRevert && !reverting ? (
            <Button size="compact-sm" variant="default" onClick={() => setReverting(true)}>
              {say('Revert…')}
            </Button>
          ) : null}
        </div>
      </div>
      {entry.changes.length === 0 ? null : (
        <dl>
          {entry.changes.map(change => (
            <ChangeRow key={change.field} change={change} />
          ))}
        </dl>
      )}
      {reverting ? <RevertPanel id={id} entry={entry} onClose={close} /> : null}
    </li>
  )
}
