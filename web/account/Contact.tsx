import type { AccountContact, getAccountContact } from '@latchkey/contract/people/account.ts'
import type { ResultOf } from '@latchkey/contract/route.ts'
import { Button, Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { Trouble } from '../kit/page/Trouble.tsx'
import { Fact, Facts } from '../kit/show/Facts.tsx'
import { say } from '../kit/words/say.ts'
import { ContactForm } from './ContactForm.tsx'
import { focusSoon } from './focus.ts'

type ContactQuery = UseQueryResult<{ readonly body: ResultOf<typeof getAccountContact> }>

const OPENER = 'edit-contact'

function Verified({ verified }: { readonly verified: boolean }) {
  return verified ? (
    <span className="lk-tag">{say('Verified')}</span>
  ) : (
    <span className="lk-tag" data-tone="ochre">
      {say('Not verified')}
    </span>
  )
}

function None() {
  return <span className="lk-dimmed">{say('None')}</span>
}

function ContactFacts({ contact }: { readonly contact: AccountContact }) {
  return (
    <Facts>
      <Fact name={say('E-mail address')}>
        {contact.email === null ? (
          <None />
        ) : (
          <>
            <span className="lk-break">{contact.email}</span> <Verified verified={contact.emailVerified} />
          </>
        )}
      </Fact>
      <Fact name={say('Phone number')}>
        {contact.phone === null ? (
          <None />
        ) : (
          <>
            {contact.phone} <Verified verified={contact.phoneVerified} />
          </>
        )}
      </Fact>
      <Fact name={say('Postal address')}>
        {contact.address === null ? <None /> : <span className="lk-account-address">{contact.address}</span>}
      </Fact>
    </Facts>
  )
}

/** How to reach the user, shown or being edited; afterwards the focus is back where it came from. */
export function Contact({ query }: { readonly query: ContactQuery }) {
  const [editing, setEditing] = useState(false)
  const close = () => {
    setEditing(false)
    focusSoon(OPENER)
  }
  const contact = query.data?.body
  return (
    <div className="lk-account-part">
      <div className="lk-page-title">
        <h3>{say('How to reach you')}</h3>
        {contact === undefined || editing ? null : (
          <Button id={OPENER} variant="default" onClick={() => setEditing(true)}>
            {say('Edit contact data')}
          </Button>
        )}
      </div>
      <p className="lk-help">{say('Only applications that you let see them learn these.')}</p>
      {contact === undefined ? (
        query.error === null ? (
          <Skeleton
            height={96}
            role="status"
            aria-label={say('Loading: {title}', { title: say('How to reach you') })}
          />
        ) : (
          <Trouble error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : editing ? (
        <ContactForm first={contact} onClose={close} />
      ) : (
        <ContactFacts contact={contact} />
      )}
    </div>
  )
}
