import type { RefusalEntry } from '@latchkey/contract/audit/refusals.ts'
import { say } from '../../../../kit/words/say.ts'
import { markAt } from './marked.ts'

type Comparison = NonNullable<RefusalEntry['comparison']>

/** A URL with the first character that differs marked. The sentence below says it in words. */
function MarkedUrl({ text, at }: { readonly text: string; readonly at: number | null }) {
  if (at === null) return <bdi className="lk-mono lk-break">{text}</bdi>
  const { before, character, after } = markAt(text, at)
  return (
    <bdi className="lk-mono lk-break">
      {before}
      {character === null ? null : <mark className="lk-differs">{character}</mark>}
      {after}
    </bdi>
  )
}

/** What came beside the nearest registered URL, and where they differ. */
export function UrlDifference({ comparison }: { readonly comparison: Comparison }) {
  const { came, nearest, differsAt, words } = comparison
  return (
    <>
      <dl className="lk-difference">
        <div className="lk-change">
          <dt>{say('URL that came')}</dt>
          <dd>
            <MarkedUrl text={came} at={differsAt} />
          </dd>
        </div>
        {nearest === null ? null : (
          <div className="lk-change">
            <dt>{say('Nearest registered')}</dt>
            <dd>
              <MarkedUrl text={nearest} at={differsAt} />
            </dd>
          </div>
        )}
      </dl>
      <p className="lk-help">{words}</p>
    </>
  )
}
