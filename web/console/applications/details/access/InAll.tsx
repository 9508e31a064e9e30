import type { ApplicationAccess } from '@latchkey/contract/applications/access.ts'
import type { Application } from '@latchkey/contract/applications/applications.ts'
import { getConsentForAll } from '@latchkey/contract/people/consents.ts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../../kit/queries.ts'
import { Fact, Facts } from '../../../../kit/show/Facts.tsx'
import { dayWords } from '../../../../kit/show/time-words.ts'
import { useMay } from '../../../frame/me.ts'
import { countWords, peopleWords } from '../../effects/effect-words.ts'
import { UrlList } from '../UrlList.tsx'
import { ConsentList } from './ConsentList.tsx'

type InAllProps = { readonly application: Application; readonly access: ApplicationAccess }

function ForEverybody({ id }: { readonly id: string }) {
  const answer = useQuery(read(getConsentForAll, { params: { id } }))
  const scopes = answer.data?.body.scopes ?? []
  return scopes.length === 0 ? null : (
    <Fact name="Consented for everybody">
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
      <h2 id="access-all">In all</h2>
      <Facts>
        <Fact name="Reaches at most">
          {atMost.scopes.length === 0 ? 'No API: it signs people in' : atMost.scopes.join(', ')}
          {atMost.audiences.map(audience => (
            <code key={audience} className="lk-break lk-access-audience">
              {audience}
            </code>
          ))}
        </Fact>
        <Fact name="Sends people back to">
          <UrlList urls={application.callbackUrls} none="Nowhere" />
        </Fact>
        <Fact name="Sign-ins that live now">
          {signIns.count === 0 && !signIns.more
            ? 'None'
            : `${countWords(signIns, 'sign-in')} of ${peopleWords(people)}`}
        </Fact>
        <Fact name={`Used since ${dayWords(Date.parse(inUse.knownSince))}`}>
          {recent.count === 0 && !recent.more ? 'By nobody' : `By ${peopleWords(recent)}`}
          <p className="lk-help">
            Who signed in or renewed a sign-in, as far as it is kept. Calls are not counted.
          </p>
        </Fact>
        <Fact name="Consented by themselves">
          {consented.count === 0 && !consented.more ? 'Nobody' : peopleWords(consented)}
          {consented.count === 0 ? null : maySee ? (
            <ConsentList id={application.id} />
          ) : (
            <p className="lk-help">Your security profile does not let you see who.</p>
          )}
        </Fact>
        <ForEverybody id={application.id} />
      </Facts>
    </section>
  )
}
