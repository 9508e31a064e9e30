import type { ApplicationAccess } from '@latchkey/contract/applications/access.ts'
import type { Application } from '@latchkey/contract/applications/applications.ts'
import { getConsentForAll } from '@latchkey/contract/people/consents.ts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../../kit/queries.ts'
import { Fact, Facts } from '../../../../kit/show/Facts.tsx'
import { Term } from '../../../../kit/show/Term.tsx'
import { dayWords } from '../../../../kit/show/time-words.ts'
import { say } from '../../../../kit/words/say.ts'
import { useMay } from '../../../frame/me.ts'
import { countWords, peopleWords } from '../../effects/effect-words.ts'
import { UrlList } from '../UrlList.tsx'
import { ConsentList } from './ConsentList.tsx'

type InAllProps = { readonly application: Application; readonly access: ApplicationAccess }

function ForEverybody({ id }: { readonly id: string }) {
  const answer = useQuery(read(getConsentForAll, { params: { id } }))
  const scopes = answer.data?.body.scopes ?? []
  return scopes.length === 0 ? null : (
    <Fact name={say('Consented for everybody')}>
      <span className="lk-break">{scopes.join(', ')}</span>
    </Fact>
  )
}

/** What the application reaches in all, and what it holds of people. */
export function InAll({ application, access }: InAllProps) {
  const maySee = useMay('users:view')
  const { atMost, inUse } = access
  const { signIns, people, recent, consented } = inUse
  return (
    <section className="lk-card" aria-labelledby="access-all">
      <h2 id="access-all">{say('In all')}</h2>
      <Facts>
        <Fact name={<Term of="effective-access">{say('Reaches at most')}</Term>}>
          {atMost.scopes.length === 0 ? say('No API: it signs people in') : atMost.scopes.join(', ')}
          {atMost.audiences.map(audience => (
            <code key={audience} className="lk-break lk-access-audience">
              {audience}
            </code>
          ))}
        </Fact>
        <Fact name={say('Sends people back to')}>
          <UrlList urls={application.callbackUrls} none={say('Nowhere')} />
        </Fact>
        <Fact name={<Term of="token-family">{say('Sign-ins that live now')}</Term>}>
          {signIns.count === 0 && !signIns.more
            ? say('None')
            : say('{signIns} of {people}', {
                signIns: countWords(signIns, 'sign-in'),
                people: peopleWords(people),
              })}
        </Fact>
        <Fact name={say('Used since {day}', { day: dayWords(Date.parse(inUse.knownSince)) })}>
          {recent.count === 0 && !recent.more
            ? say('By nobody')
            : say('By {people}', { people: peopleWords(recent) })}
          <p className="lk-help">
            {say('Who signed in or renewed a sign-in, as far as it is kept. Calls are not counted.')}
          </p>
        </Fact>
        <Fact name={<Term of="consent">{say('Consented by themselves')}</Term>}>
          {consented.count === 0 && !consented.more ? say('Nobody') : peopleWords(consented)}
          {consented.count === 0 ? null : maySee ? (
            <ConsentList id={application.id} />
          ) : (
            <p className="lk-help">{say('Your security profile does not let you see who.')}</p>
          )}
        </Fact>
        <ForEverybody id={application.id} />
      </Facts>
    </section>
  )
}
