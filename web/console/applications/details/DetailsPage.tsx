import { type Application, getApplication } from '@latchkey/contract/applications/applications.ts'
import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, lazyRouteComponent } from '@tanstack/react-router'
import { Suspense } from 'react'
import { ApiProblem } from '../../../kit/client.ts'
import { QuietLink } from '../../../kit/Links.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { KeyProfile } from '../../../kit/show/KeyProfile.tsx'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { NotFound } from '../../frame/NotFound.tsx'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { useApis } from '../parts/ScopeChoices.tsx'
import { AccessTab } from './access/AccessTab.tsx'
import { DangerZone } from './danger/DangerZone.tsx'
import { DETAILS_TABS } from './details-search.ts'
import { FactsTab } from './FactsTab.tsx'
import { HistoryTab } from './history/HistoryTab.tsx'
import { Keyring } from './keyring/Keyring.tsx'
import { PublicKeys } from './keyring/PublicKeys.tsx'
import { Rail } from './rail/Rail.tsx'
import { ActivityTab } from './refusals/ActivityTab.tsx'
import { SecurityAlerts } from './SecurityAlerts.tsx'
import { AddressRanges } from './secrets/AddressRanges.tsx'
import { SecretReminder } from './secrets/SecretReminder.tsx'
import { SecretsTab } from './secrets/SecretsTab.tsx'
import { StandingNote } from './standing/StandingNote.tsx'
import { StatusButton } from './standing/StatusButton.tsx'
import { WithdrawnNote } from './standing/WithdrawnNote.tsx'
import { OfferNote } from './transfer/OfferNote.tsx'
import { VersionNotice } from './VersionNotice.tsx'
import './details.css'
import '../parts/parts.css'
import { say } from '../../../kit/words/say.ts'

/** Loaded with its tab: nothing else on the page reads Markdown. */
const NotesTab = lazyRouteComponent(() => import('./notes/NotesTab.tsx'), 'NotesTab')

const route = getRouteApi('/admin/account-settings/api-applications/$id')

export function DetailsPage() {
  const mayView = useMay('api-applications:view')
  return mayView ? <Details /> : <NoPermission needs="api-applications:view" title={say('API Application')} />
}

function Details() {
  const { id } = route.useParams()
  const answer = useQuery(read(getApplication, { params: { id } }))
  // Asked for at the same moment: were they to come later, what each scope opens would push the page down.
  const { isPending } = useApis()
  if (answer.data !== undefined && !isPending) {
    return (
      <>
        {answer.error === null ? null : <StaleNote onRetry={() => void answer.refetch()} />}
        <Loaded key={id} application={answer.data.body} />
      </>
    )
  }
  if (answer.error === null) return <DetailsSkeleton />
  if (answer.error instanceof ApiProblem && answer.error.status === 404) return <NotFound />
  return (
    <>
      <PageHeader title={say('API Application')} crumbs={LIST_CRUMBS} />
      <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
    </>
  )
}

function DetailsSkeleton() {
  return (
    <div role="status" aria-label={say('Loading the API application')}>
      <Skeleton height={16} width={280} mb="md" />
      <Skeleton height={28} width={240} mb="lg" />
      <Skeleton height={420} />
    </div>
  )
}

function Actions({ application }: { readonly application: Application }) {
  const mayEdit = useMay('api-applications:edit')
  const mayDeactivate = useMay('api-applications:deactivate')
  return (
    <>
      {mayEdit ? (
        <QuietLink to="/admin/account-settings/api-applications/$id/edit" params={{ id: application.id }}>
          {say('Edit')}
        </QuietLink>
      ) : null}
      {application.type === 'published' ? (
        <QuietLink to="/platform/catalogue/$id" params={{ id: application.id }}>
          {say('Entry of the catalogue')}
        </QuietLink>
      ) : null}
      {mayDeactivate && application.type !== 'published' ? <StatusButton application={application} /> : null}
    </>
  )
}

const MEANS = {
  internal: say('Internal application'),
  external: say('External application'),
  published: say('Published in the catalogue'),
} as const satisfies Record<Application['type'], string>

/** Whose it is and what, in one line. */
function Subtitle({ application }: { readonly application: Application }) {
  return (
    <p className="lk-subtitle">
      <KeyProfile id={application.id} />
      <span>{say('by {vendor}', { vendor: application.vendorName })}</span>
      <span>{MEANS[application.type]}</span>
    </p>
  )
}

/** What each tab shows. */
function Panels({ application }: { readonly application: Application }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayDeactivate = useMay('api-applications:deactivate')
  const askAbout = (user: string) =>
    void navigate({ search: { tab: 'access', ...(user === '' ? {} : { user }) }, replace: true })
  return (
    <>
      <Tabs.Panel value="details" className="lk-stack">
        <FactsTab application={application} />
        {mayDeactivate && application.type !== 'published' ? <DangerZone application={application} /> : null}
      </Tabs.Panel>
      <Tabs.Panel value="access" className="lk-stack">
        <AccessTab application={application} user={search.user ?? ''} onUser={askAbout} />
      </Tabs.Panel>
      <Tabs.Panel value="secrets" className="lk-stack">
        <Keyring application={application} />
        <SecretsTab application={application} />
        <PublicKeys application={application} />
        <AddressRanges application={application} />
      </Tabs.Panel>
      <Tabs.Panel value="notes">
        <Suspense fallback={<Skeleton height={240} role="status" aria-label={say('Loading the notes')} />}>
          <NotesTab id={application.id} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <HistoryTab id={application.id} />
      </Tabs.Panel>
      <Tabs.Panel value="activity">
        <ActivityTab application={application} />
      </Tabs.Panel>
    </>
  )
}

function Loaded({ application }: { readonly application: Application }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const show = (value: string | null) => {
    const tab = DETAILS_TABS.find(each => each === value)
    void navigate({ search: tab === undefined || tab === 'details' ? {} : { tab }, replace: true })
  }
  return (
    <>
      <PageHeader
        title={application.name}
        crumbs={LIST_CRUMBS}
        below={<Subtitle application={application} />}
        actions={<Actions application={application} />}
      />
      <StandingNote application={application} />
      <WithdrawnNote application={application} />
      <OfferNote application={application} />
      <SecurityAlerts id={application.id} />
      <VersionNotice application={application} />
      <SecretReminder application={application} />
      <div className="lk-with-rail">
        <Rail application={application} />
        <Tabs value={search.tab ?? 'details'} onChange={show} keepMounted={false}>
          <Tabs.List mb="lg" aria-label={say('About this application')}>
            <Tabs.Tab value="details">{say('Details')}</Tabs.Tab>
            {application.type === 'published' ? null : <Tabs.Tab value="access">{say('Access')}</Tabs.Tab>}
            <Tabs.Tab value="secrets">{say('Secrets')}</Tabs.Tab>
            <Tabs.Tab value="notes">{say('Notes')}</Tabs.Tab>
            <Tabs.Tab value="history">{say('History')}</Tabs.Tab>
            <Tabs.Tab value="activity">{say('Activity')}</Tabs.Tab>
          </Tabs.List>
          <Panels application={application} />
        </Tabs>
      </div>
    </>
  )
}
