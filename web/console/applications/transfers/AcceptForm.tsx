import type { WholeTransfer } from '@latchkey/contract/applications/status/transfers.ts'
import { LONGEST_WORDS } from '@latchkey/contract/catalogue/requests.ts'
import { Button, Textarea } from '@mantine/core'
import type { FormEvent } from 'react'
import { ErrorSummary } from '../../../kit/forms/ErrorSummary.tsx'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { say } from '../../../kit/words/say.ts'
import { UserNameInput } from '../owners/UserNameInput.tsx'
import { NameInputs } from '../parts/NameInputs.tsx'
import { DeclineButton } from './DeclineButton.tsx'
import { useAccept } from './use-accept.ts'

type AcceptFormProps = {
  readonly transfer: WholeTransfer
  readonly application: NonNullable<WholeTransfer['application']>
  readonly etag: string
}

/** What accepting does, before it is done. */
function Meaning({ transfer, application }: Omit<AcceptFormProps, 'etag'>) {
  const { name: unit } = transfer.from
  const left = application.scopes.filter(({ available }) => !available).length
  return (
    <ul className="lk-transfer-means">
      <li>
        {say('The Application ID stays, and with it the description, the callback URLs and the settings.')}
      </li>
      <li>
        {application.clientType === 'public'
          ? say('It comes without tokens and consents: those of {unit} end. People sign in again.', { unit })
          : say(
              'It comes without secrets, keys, tokens and consents: those of {unit} end. It stands still until you give it a secret or a key.',
              { unit },
            )}
      </li>
      {left === 0 ? null : (
        <li>
          {say(
            '{left, plural, one {# API scope is left out, since your business unit may not use it.} other {# API scopes are left out, since your business unit may not use them.}}',
            { left },
          )}
        </li>
      )}
      {application.status === 'inactive' ? <li>{say('It is inactive, and comes so.')}</li> : null}
    </ul>
  )
}

/** Accepts an offer under names and owners of one's own, or declines it. */
export function AcceptForm({ transfer, application, etag }: AcceptFormProps) {
  const { values, faults, attempt, trouble, busy, change, submit } = useAccept(transfer, etag)
  const told = new Map(faults.map(({ control, message }) => [control, message]))
  const send = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <section className="lk-card" aria-labelledby="your-answer">
      <h2 id="your-answer">{say('Your answer')}</h2>
      <Meaning transfer={transfer} application={application} />
      <form className="lk-form" noValidate onSubmit={send}>
        <ErrorSummary faults={faults} attempt={attempt} />
        {application.nameTaken && !told.has('name') ? (
          <p className="lk-note">
            {say(
              'Your business unit has an application of this name and vendor already. Give it another name.',
            )}
          </p>
        ) : null}
        <NameInputs values={values} told={told} onChange={change} />
        <UserNameInput
          many
          id="owners"
          label={say('Owners')}
          description={say(
            'User names of users of your business unit, with commas between them. The first is shown in lists.',
          )}
          value={values.owners}
          error={told.get('owners')}
          onChange={owners => change({ owners })}
        />
        <Textarea
          id="words"
          label={say('Answer (optional)')}
          description={say('{unit} reads it.', { unit: transfer.from.name })}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST_WORDS}
          value={values.words}
          error={told.get('words')}
          onChange={event => change({ words: event.currentTarget.value })}
        />
        <FormTrouble error={trouble} />
        <div className="lk-actions">
          <DeclineButton transfer={transfer} />
          <Button type="submit" loading={busy}>
            {say('Accept')}
          </Button>
        </div>
      </form>
    </section>
  )
}
