import type { HistoryEntry } from '@latchkey/contract/audit/history.ts'
import { say } from '../../../../kit/words/say.ts'
import { fieldWords } from '../../parts/vocabulary.ts'
import { type ChangeLine, shownChange } from './change-lines.ts'

const SIGN_WORDS = { '+': `${say('added:')} `, '−': `${say('removed:')} `, '': '' } as const

function Line({ line }: { readonly line: ChangeLine }) {
  return (
    <li className="lk-change-line" data-sign={line.sign}>
      <span aria-hidden="true">{line.sign}</span>
      <span className="lk-break">
        <span className="lk-hidden">{SIGN_WORDS[line.sign]}</span>
        {line.text}
      </span>
    </li>
  )
}

type ChangeRowProps = {
  readonly change: HistoryEntry['changes'][number]
  /** What is worth knowing of this field beside the change. */
  readonly hint?: string | null
}

/** One field: what stood there before and after, item by item where it is a list. */
export function ChangeRow({ change, hint = null }: ChangeRowProps) {
  const shown = shownChange(change)
  return (
    <div className="lk-change">
      <dt>{fieldWords(change.field)}</dt>
      <dd>
        {shown.kind === 'list' ? (
          <>
            <ul className="lk-plain-list">
              {shown.lines.map(line => (
                <Line key={`${line.sign} ${line.text}`} line={line} />
              ))}
            </ul>
            {shown.reordered ? <span className="lk-help">{say('In another order.')}</span> : null}
          </>
        ) : (
          <>
            {shown.before === null ? null : (
              <>
                <span className="lk-before">
                  <span className="lk-hidden">{say('before:')} </span>
                  {shown.before}
                </span>{' '}
                <span aria-hidden="true">→</span>{' '}
              </>
            )}
            <span className="lk-after">
              <span className="lk-hidden">{say('after:')} </span>
              {shown.after}
            </span>
          </>
        )}
        {hint === null ? null : <div className="lk-help">{hint}</div>}
      </dd>
    </div>
  )
}
