import { type LetterSummary, listMail } from '@latchkey/contract/mail/mail.ts'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { call } from '../../kit/client.ts'
import { EmptyState } from '../../kit/page/EmptyState.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { ShowMore } from '../../kit/page/ShowMore.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { When } from '../../kit/show/When.tsx'
import { OpenLetter } from './OpenLetter.tsx'
import './mail.css'
import { say } from '../../kit/words/say.ts'

const TITLE = say('Mail')
const NO_CURSOR = ''

const KINDS = {
  'password-reset': say('Link to a new password'),
  'password-changed': say('A password was changed'),
  invitation: say('Invitation'),
  reminder: say('Secrets that end soon'),
  alert: say('Security alert'),
} as const satisfies Record<LetterSummary['kind'], string>

const STATES = {
  waiting: say('Waiting'),
  sent: say('Sent'),
  'given-up': say('Given up'),
  kept: say('Kept: no mail server is set'),
} as const satisfies Record<LetterSummary['state'], string>

/** Letters to people, for operators. */
export function MailPage() {
  return useMay('mail:view') ? <Letters /> : <NoPermission needs="mail:view" title={TITLE} />
}

function useLetters() {
  return useInfiniteQuery({
    queryKey: [listMail.id],
    queryFn: ({ pageParam, signal }) =>
      call(listMail, { query: pageParam === NO_CURSOR ? {} : { cursor: pageParam }, signal }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

function triedWords(count: number): string {
  return say('tried {count, plural, one {once} other {# times}}', { count })
}

function Row({ letter }: { readonly letter: LetterSummary }) {
  return (
    <li className="lk-letter">
      <div>
        <strong>{KINDS[letter.kind]}</strong>
        <div className="lk-help">
          <span className="lk-break">{letter.recipient}</span>
          {' · '}
          {say('business unit {number}', { number: letter.businessUnitNumber })}
          {' · '}
          <When at={letter.createdAt} />
        </div>
        <div className="lk-help">
          {STATES[letter.state]}
          {letter.attempts === 0 ? null : ` · ${triedWords(letter.attempts)}`}
          {letter.lastFailure === null ? null : ` · ${letter.lastFailure}`}
        </div>
      </div>
      {letter.state === 'kept' ? <OpenLetter id={letter.id} recipient={letter.recipient} /> : null}
    </li>
  )
}

function Letters() {
  const letters = useLetters()
  const items = letters.data?.pages.flatMap(page => page.body.items)
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Platform')]}
        below={
          <p className="lk-subtitle">
            <span>{say('Letters of the last seven days, and what became of each.')}</span>
          </p>
        }
      />
      {items === undefined && letters.error !== null ? (
        <Trouble error={letters.error} onRetry={() => void letters.refetch()} />
      ) : null}
      {items === undefined && letters.error === null ? (
        <Skeleton height={160} role="status" aria-label={say('Loading the letters')} />
      ) : null}
      {items?.length === 0 ? (
        <EmptyState title={say('No letters in the last seven days')}>
          {say(
            'Whoever forgets their password, or is asked by an administrator to choose another, gets a letter. It stands here until it is seven days old.',
          )}
        </EmptyState>
      ) : null}
      {items !== undefined && items.length > 0 ? (
        <section className="lk-card" aria-label={TITLE}>
          <ul className="lk-plain-list">
            {items.map(letter => (
              <Row key={letter.id} letter={letter} />
            ))}
          </ul>
          <ShowMore answer={letters} />
        </section>
      ) : null}
    </>
  )
}
