import { type CatalogueEntry, getCatalogueEntry } from '@latchkey/contract/catalogue/catalogue.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { NotFound } from '../../console/frame/NotFound.tsx'
import { ApiProblem } from '../../kit/client.ts'
import { QuietLink, TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { Fact, Facts } from '../../kit/show/Facts.tsx'
import { KeyProfile } from '../../kit/show/KeyProfile.tsx'
import { WholeId } from '../../kit/show/LongId.tsx'
import { say } from '../../kit/words/say.ts'
import { EntryAct } from './EntryAct.tsx'
import { EntryStatus, usedBy } from './EntryStatus.tsx'
import { SayAbout } from './SayAbout.tsx'
import '../business-units/units.css'

const TITLE = say('Entry of the catalogue')
const route = getRouteApi('/platform/catalogue/$id')

/** One external application, for operators. */
export function EntryPage() {
  return useMay('catalogue:edit') ? <Entry /> : <NoPermission needs="catalogue:edit" title={TITLE} />
}

function Crumbs() {
  return <TextLink to="/platform/catalogue">{say('Catalogue')}</TextLink>
}

function Entry() {
  const { id } = route.useParams()
  const answer = useQuery(read(getCatalogueEntry, { params: { id } }))
  const crumbs = [say('Platform'), <Crumbs key="list" />]
  if (answer.data === undefined) {
    if (answer.error instanceof ApiProblem && answer.error.status === 404) return <NotFound />
    return (
      <>
        <PageHeader title={TITLE} crumbs={crumbs} />
        {answer.error === null ? (
          <Skeleton height={320} role="status" aria-label={say('Loading the entry')} />
        ) : (
          <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
        )}
      </>
    )
  }
  const entry = answer.data.body
  return (
    <>
      <PageHeader
        title={entry.name}
        crumbs={crumbs}
        below={
          <div className="lk-subtitle">
            <KeyProfile id={id} />
            <span>{say('by {vendor}', { vendor: entry.vendorName })}</span>
            <EntryStatus state={entry.state} />
          </div>
        }
        actions={
          <>
            <QuietLink to="/admin/account-settings/api-applications/$id" params={{ id }}>
              {say('Secrets, history and more')}
            </QuietLink>
            <QuietLink to="/admin/account-settings/api-applications/$id/edit" params={{ id }}>
              {say('Edit')}
            </QuietLink>
          </>
        }
      />
      {answer.error === null ? null : <StaleNote onRetry={() => void answer.refetch()} />}
      <div className="lk-stack">
        <What entry={entry} />
        <SayAbout key={entry.version} entry={entry} etag={answer.data.etag} />
        <EntryAct entry={entry} />
      </div>
    </>
  )
}

function What({ entry }: { readonly entry: CatalogueEntry }) {
  const { id, scopes, optionalScopes, scopeReason } = entry
  return (
    <section className="lk-card" aria-labelledby="entry-asks">
      <h2 id="entry-asks">{say('What it asks for')}</h2>
      <Facts>
        <Fact name={say('Application ID')}>
          <WholeId id={id} what={say('Application ID')} />
        </Fact>
        <Fact name={say('API Scopes')}>{scopes.join(', ')}</Fact>
        <Fact name={say('Optional')}>
          {optionalScopes.length === 0 ? say('None') : optionalScopes.join(', ')}
        </Fact>
        <Fact name={say('Why')}>{scopeReason ?? say('It does not say.')}</Fact>
        <Fact name={say('Who uses it')}>{usedBy(entry)}</Fact>
      </Facts>
      <p className="lk-help">
        {say(
          'What it asks for beyond today waits in each business unit for its yes. What it asks for no longer ends everywhere at once.',
        )}
      </p>
    </section>
  )
}
