import { listAlerts } from '@latchkey/contract/audit/alerts.ts'
import { NativeSelect, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { call } from '../../kit/client.ts'
import { EmptyState } from '../../kit/page/EmptyState.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { ShowMore } from '../../kit/page/ShowMore.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { say } from '../../kit/words/say.ts'
import { useMay } from '../frame/me.ts'
import { NoPermission } from '../frame/NoPermission.tsx'
import { WhoMay } from '../frame/WhoMay.tsx'
import { AlertRow } from './AlertRow.tsx'
import { readAlertsSearch } from './alerts-search.ts'

const TITLE = say('Alerts')
const NO_CURSOR = ''
const route = getRouteApi('/admin/account-settings/alerts')

export function AlertsPage() {
  const mayView = useMay('api-applications:view')
  return mayView ? <Alerts /> : <NoPermission needs="api-applications:view" title={TITLE} />
}

function useAlerts(state: 'open' | 'acknowledged') {
  return useInfiniteQuery({
    queryKey: [listAlerts.id, state],
    queryFn: ({ pageParam, signal }) =>
      call(listAlerts, {
        query: { state, ...(pageParam === NO_CURSOR ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

function Filter() {
  const { state } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <NativeSelect
      label={say('Show')}
      className="lk-alert-filter"
      value={state ?? 'open'}
      data={[
        { value: 'open', label: say('Open') },
        { value: 'acknowledged', label: say('Acknowledged') },
      ]}
      onChange={event => {
        const search = readAlertsSearch({ state: event.currentTarget.value })
        void navigate({ search, replace: true })
      }}
    />
  )
}

function Nothing({ state }: { readonly state: 'open' | 'acknowledged' }) {
  return state === 'acknowledged' ? (
    <EmptyState title={say('Nothing was acknowledged yet')}>
      {say('What somebody looked into stands here, with their name and what they found.')}
    </EmptyState>
  ) : (
    <EmptyState title={say('Nothing needs a look')}>
      {say(
        'When a secret is found where it does not belong, or a token comes back that should not, it stands here until somebody says that they looked into it.',
      )}
    </EmptyState>
  )
}

function List({ state }: { readonly state: 'open' | 'acknowledged' }) {
  const alerts = useAlerts(state)
  if (alerts.data === undefined) {
    return alerts.error === null ? (
      <Skeleton height={240} role="status" aria-label={say('Loading the alerts')} />
    ) : (
      <Trouble error={alerts.error} onRetry={() => void alerts.refetch()} />
    )
  }
  const items = alerts.data.pages.flatMap(page => page.body.items)
  return (
    <>
      {alerts.error === null || alerts.isFetchNextPageError ? null : (
        <StaleNote onRetry={() => void alerts.refetch()} />
      )}
      {items.length === 0 ? (
        <Nothing state={state} />
      ) : (
        <ol className="lk-plain-list">
          {items.map(alert => (
            <AlertRow key={alert.id} alert={alert} named />
          ))}
        </ol>
      )}
      <ShowMore answer={alerts} words={say('Show older alerts')} />
    </>
  )
}

function Alerts() {
  const { state } = route.useSearch()
  const mayAcknowledge = useMay('api-applications:edit')
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Admin'), say('Account Settings')]}
        below={
          <p className="lk-subtitle">
            <span>
              {say('What somebody should look into, of all API applications of your business unit.')}
            </span>
          </p>
        }
      />
      <section className="lk-card" aria-label={TITLE}>
        <Filter />
        {mayAcknowledge ? null : <WhoMay needs="api-applications:edit" act={say('Acknowledging')} />}
        <List state={state ?? 'open'} />
      </section>
    </>
  )
}
