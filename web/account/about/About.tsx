import { type AccountProfile, getAccountProfile } from '@latchkey/contract/people/account.ts'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { Fact, Facts } from '../../kit/show/Facts.tsx'
import { say } from '../../kit/words/say.ts'
import { focusSoon } from '../focus.ts'
import { AboutForm } from './AboutForm.tsx'
import { DETAIL_LABELS, DETAILS } from './details.ts'

const OPENER = 'edit-about'

function AboutFacts({ said }: { readonly said: AccountProfile }) {
  const told = DETAILS.filter(field => said[field] !== null)
  if (told.length === 0) return <p className="lk-dimmed">{say('Nothing so far.')}</p>
  return (
    <Facts>
      {told.map(field => (
        <Fact key={field} name={DETAIL_LABELS[field]}>
          <span className="lk-break">{said[field]}</span>
        </Fact>
      ))}
    </Facts>
  )
}

/** What the user says of themselves, shown or being edited; afterwards the focus is back where it came from. */
export function About() {
  const query = useQuery(read(getAccountProfile, {}))
  const [editing, setEditing] = useState(false)
  const close = () => {
    setEditing(false)
    focusSoon(OPENER)
  }
  const said = query.data?.body
  return (
    <div className="lk-account-part">
      <div className="lk-page-title">
        <h3>{say('About you')}</h3>
        {said === undefined || editing ? null : (
          <Button id={OPENER} variant="default" onClick={() => setEditing(true)}>
            {say('Edit what you say of yourself')}
          </Button>
        )}
      </div>
      <p className="lk-help">
        {say('All of it is optional. Only applications that you let see your profile learn it.')}
      </p>
      {said === undefined ? (
        query.error === null ? (
          <Skeleton
            height={96}
            role="status"
            aria-label={say('Loading: {title}', { title: say('About you') })}
          />
        ) : (
          <Trouble error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : editing ? (
        <AboutForm first={said} onClose={close} />
      ) : (
        <AboutFacts said={said} />
      )}
    </div>
  )
}
