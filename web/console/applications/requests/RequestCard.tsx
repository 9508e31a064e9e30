import type { ApplicationRequest } from '@latchkey/contract/catalogue/requests.ts'
import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'

const STATE_WORDS = {
  requested: say('Waits for an answer'),
  yes: say('Answered: yes'),
  no: say('Answered: no'),
} as const satisfies Record<ApplicationRequest['state'], string>

type RequestCardProps = {
  readonly request: ApplicationRequest
  /** Whose it is, where that is not clear. */
  readonly from?: string
  readonly children?: ReactNode
}

/** One request: what is asked for and why, how it stands, and the answer. */
export function RequestCard({ request, from, children }: RequestCardProps) {
  const { id, name, link, reason, state, createdAt, createdBy, answer, answeredAt } = request
  const asked = { when: <When at={createdAt} />, person: createdBy.name }
  return (
    <section className="lk-card lk-request" aria-labelledby={id}>
      <h2 id={id}>
        {name} <span className="lk-tag">{STATE_WORDS[state]}</span>
      </h2>
      <p className="lk-help">
        {from === undefined
          ? saying('Asked {when} by {person}', asked)
          : saying('Asked {when} by {person}, {from}', { ...asked, from })}
      </p>
      <p className="lk-as-asked">{reason}</p>
      <p>
        <Anchor inherit className="lk-break" href={link} target="_blank" rel="noopener noreferrer nofollow">
          {link}
        </Anchor>
      </p>
      {answer === null || answeredAt === null ? null : (
        <blockquote className="lk-answer">
          <p className="lk-as-asked">{answer}</p>
          <p className="lk-help">{saying('The operators, {when}', { when: <When at={answeredAt} /> })}</p>
        </blockquote>
      )}
      {children}
    </section>
  )
}
