import type { WholeTransfer } from '@latchkey/contract/applications/status/transfers.ts'
import { TextLink } from '../../../kit/Links.tsx'
import { Fact, Facts } from '../../../kit/show/Facts.tsx'
import { LongId } from '../../../kit/show/LongId.tsx'
import { Status } from '../../../kit/show/Status.tsx'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { CLIENT_TYPE_WORDS } from '../parts/vocabulary.ts'
import { Since } from './StateTag.tsx'

type OfferedApplication = NonNullable<WholeTransfer['application']>

/** What became of it, where that is not told by the form below: what takes the focus once it is answered elsewhere. */
function Outcome({ transfer }: { readonly transfer: WholeTransfer }) {
  const { state, answeredAt, endsAt, applicationId, application, from } = transfer
  const when = <When at={answeredAt ?? endsAt} />
  if (state === 'offered' && application !== null) return null
  return (
    <section id="outcome" tabIndex={-1} className="lk-note" aria-label={say('What became of it')}>
      {state === 'accepted' ? (
        <p>
          {saying('Somebody of your business unit accepted it {when}.', { when })}{' '}
          {applicationId === null ? null : (
            <TextLink to="/admin/account-settings/api-applications/$id" params={{ id: applicationId }}>
              {say('Go to the application')}
            </TextLink>
          )}
        </p>
      ) : null}
      {state === 'declined' ? (
        <p>{saying('Somebody of your business unit declined it {when}. It stays where it is.', { when })}</p>
      ) : null}
      {state === 'withdrawn' ? (
        <p>
          {saying('{unit} withdrew the offer {when}. There is nothing to answer.', { unit: from.name, when })}
        </p>
      ) : null}
      {state === 'ended' ? (
        <p>
          {saying('Nobody answered within seven days, and it ended {when}. {unit} can offer it anew.', {
            when,
            unit: from.name,
          })}
        </p>
      ) : null}
      {state === 'offered' ? (
        <p>
          {say(
            'It cannot be accepted as it stands: it was contained or deleted there, or {unit} is stopped. The offer waits all the same.',
            { unit: from.name },
          )}
        </p>
      ) : null}
    </section>
  )
}

function ScopeList({ scopes }: Pick<OfferedApplication, 'scopes'>) {
  if (scopes.length === 0) return say('None: it signs people in only')
  return (
    <ul className="lk-plain-list">
      {scopes.map(({ name, available }) => (
        <li key={name}>
          <code className="lk-break">{name}</code>{' '}
          {available ? null : (
            <span className="lk-tag" data-tone="ochre">
              {say('Left out: not switched on for your business unit')}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function ApplicationFacts({ application }: { readonly application: OfferedApplication }) {
  const { clientId, description, clientType, status, scopes, callbackUrls } = application
  return (
    <section className="lk-card" aria-labelledby="what-it-is">
      <h2 id="what-it-is">{say('What it is')}</h2>
      <Facts>
        <Fact name={say('Application ID')}>
          <LongId id={clientId} what={say('Application ID')} />
        </Fact>
        {description === '' ? null : (
          <Fact name={say('Description')}>
            <span className="lk-as-asked">{description}</span>
          </Fact>
        )}
        <Fact name={say('Client type')}>{CLIENT_TYPE_WORDS[clientType]}</Fact>
        <Fact name={say('Status')}>
          <Status status={status} />
        </Fact>
        <Fact name={say('API Scopes')}>
          <ScopeList scopes={scopes} />
        </Fact>
        <Fact name={say('Authorized Callback URLs')}>
          {callbackUrls.length === 0 ? (
            say('None')
          ) : (
            <ul className="lk-plain-list">
              {callbackUrls.map(url => (
                <li key={url} className="lk-break">
                  <code>{url}</code>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </Facts>
    </section>
  )
}

/** An offer: how it stands, who makes it and why, and what it is about. */
export function Offer({ transfer }: { readonly transfer: WholeTransfer }) {
  const { from, words, offeredAt, state, answer, application } = transfer
  return (
    <>
      <Outcome transfer={transfer} />
      <section className="lk-card" aria-labelledby="who-asks">
        <h2 id="who-asks">{say('Who offers it')}</h2>
        <p>
          {saying('{unit}, business unit {number}, {when}.', {
            unit: <strong>{from.name}</strong>,
            number: from.number,
            when: <When at={offeredAt} />,
          })}{' '}
          {state === 'offered' ? <Since transfer={transfer} /> : null}
        </p>
        {words === null ? (
          <p className="lk-help">{say('Nothing was written with it.')}</p>
        ) : (
          <blockquote className="lk-answer">
            <p className="lk-as-asked">{words}</p>
          </blockquote>
        )}
        {answer === null ? null : (
          <>
            <p className="lk-help">{say('What your business unit answered')}</p>
            <blockquote className="lk-answer">
              <p className="lk-as-asked">{answer}</p>
            </blockquote>
          </>
        )}
      </section>
      {application === null ? null : <ApplicationFacts application={application} />}
    </>
  )
}
