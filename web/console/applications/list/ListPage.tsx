import { listApplications } from '@latchkey/contract/applications/list.ts'
import { IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, lazyRouteComponent, useLocation } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { PrimaryLink, TextLink } from '../../../kit/Links.tsx'
import { EmptyState } from '../../../kit/page/EmptyState.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { Term } from '../../../kit/show/Term.tsx'
import { useMay, useMe } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { useChosen } from '../bulk/choice/use-chosen.ts'
import { keepList } from '../list-place/last-list.ts'
import {
  changed,
  columnsOf,
  isNarrowed,
  type ListSearch,
  queryOf,
  widened,
} from '../list-place/list-search.ts'
import { PinsLegend } from '../pins/ScopePins.tsx'
import { ApplicationTable, TableSkeleton } from './ApplicationTable.tsx'
import { Pager } from './Pager.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useFirstView } from './use-first-view.ts'
import './list.css'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'

const PATH = '/admin/account-settings/api-applications'
/** Nobody who only looks needs these. */
const KnownSince = lazyRouteComponent(() => import('./KnownSince.tsx'), 'KnownSince')
const ChosenBar = lazyRouteComponent(() => import('../bulk/choice/ChosenBar.tsx'), 'ChosenBar')

const route = getRouteApi(PATH)
const TITLE = say('API Applications')

export function ListPage() {
  const mayView = useMay('api-applications:view')
  return mayView ? <List /> : <NoPermission needs="api-applications:view" title={TITLE} />
}

function CreateNew() {
  return (
    <PrimaryLink to="/admin/account-settings/api-applications/new" icon={<IconPlus size={18} aria-hidden />}>
      {say('Create New')}
    </PrimaryLink>
  )
}

/** The pages below lead back to the list as it stands. */
function useKeptPlace(search: ListSearch): void {
  const { user } = useMe()
  const { pathname, state } = useLocation()
  useEffect(() => {
    // On the way out the address is already another page's, and knows nothing of the pages of this list.
    if (pathname === PATH) keepList(sessionStorage, user.id, search, state.trail ?? [])
  }, [user.id, pathname, search, state])
}

function List() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayCreate = useMay('api-applications:create')
  useKeptPlace(search)
  const change = (next: ListSearch) => void navigate({ search: next, replace: true })
  useFirstView(search, change)
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Admin'), say('Account Settings')]}
        below={
          <p className="lk-subtitle">
            <span>
              {saying('Software that may call the platform’s {apis} in the name of your {unit}.', {
                apis: <Term of="api">{say('APIs')}</Term>,
                unit: <Term of="business-unit">{say('business unit')}</Term>,
              })}
            </span>
          </p>
        }
        actions={mayCreate ? <CreateNew /> : undefined}
      />
      <Toolbar search={search} onChange={change} />
      <Results search={search} onChange={change} mayCreate={mayCreate} />
      <p className="lk-help lk-after-list">
        <TextLink to="/admin/account-settings/api-applications/deleted">
          {say('Deleted in the last seven days')}
        </TextLink>
        {' · '}
        <TextLink to="/admin/account-settings/api-applications/bulk">{say('Bulk changes')}</TextLink>
        {' · '}
        <TextLink to="/admin/account-settings/api-applications/transfers">{say('Transfers')}</TextLink>
      </p>
    </>
  )
}

type ResultsProps = {
  readonly search: ListSearch
  readonly onChange: (next: ListSearch) => void
  readonly mayCreate: boolean
}

function Results({ search, onChange, mayCreate }: ResultsProps) {
  const query = { ...queryOf(search), sort: search.sort ?? ('name' as const) }
  const page = useQuery({ ...read(listApplications, { query }), placeholderData: keepPreviousData })
  const { cursor: _cursor, limit: _limit, sort: _sort, ...narrowing } = query
  const chosen = useChosen(JSON.stringify(narrowing))
  const mayChange = [useMay('api-applications:edit'), useMay('api-applications:deactivate')].includes(true)
  if (page.data === undefined) {
    if (page.error !== null) return <Trouble error={page.error} onRetry={() => void page.refetch()} />
    return <TableSkeleton />
  }
  const { items, nextCursor, useKnownSince } = page.data.body
  return (
    <>
      {page.error === null ? null : <StaleNote onRetry={() => void page.refetch()} />}
      {chosen.all || chosen.ids.size > 0 ? (
        <Suspense fallback={null}>
          <ChosenBar chosen={chosen} search={search} counted={page.data.body} />
        </Suspense>
      ) : (
        <p className={items.length === 0 ? 'lk-hidden' : 'lk-count'} role="status">
          {countInWords(page.data.body)}
        </p>
      )}
      {search.idle === undefined ? null : (
        <Suspense fallback={null}>
          <KnownSince at={useKnownSince} />
        </Suspense>
      )}
      {items.length === 0 ? (
        <NothingHere search={search} onChange={onChange} mayCreate={mayCreate} />
      ) : (
        <div className="lk-results" aria-busy={page.isPlaceholderData}>
          <ApplicationTable
            items={items}
            columns={columnsOf(search)}
            chosen={mayChange ? chosen : null}
            sort={query.sort}
            onSort={sort => onChange(changed(search, { sort }))}
          />
          {columnsOf(search).includes('scopes') ? <PinsLegend /> : null}
          <Pager search={search} shown={items.length} nextCursor={nextCursor} counted={page.data.body} />
        </div>
      )}
    </>
  )
}

type Counted = { readonly total: number; readonly moreThanTotal: boolean }

/** How many there are, or how many match. Exact up to a thousand, which is as far as the server counts. */
function countInWords({ total, moreThanTotal }: Counted): string {
  return moreThanTotal
    ? say('More than {total, plural, one {# API application} other {# API applications}}', { total })
    : say('{total, plural, one {# API application} other {# API applications}}', { total })
}

function NothingHere({ search, onChange, mayCreate }: ResultsProps) {
  if (isNarrowed(search)) {
    return (
      <EmptyState
        title={say('No API application matches')}
        action={
          <button type="button" className="lk-linklike" onClick={() => onChange(widened(search))}>
            {say('Clear search and filters')}
          </button>
        }
      >
        {say('Nothing in your business unit fits this search and these filters together.')}
      </EmptyState>
    )
  }
  return (
    <EmptyState title={say('No API applications yet')} action={mayCreate ? <CreateNew /> : undefined}>
      <p>
        {say(
          'An API application lets a program get tokens and call the platform’s APIs: a nightly report, a wallboard, your own web site. Register your own software, or authorize one that a vendor has published.',
        )}
      </p>
      {mayCreate ? null : <p>{say('Your security profile lets you look at them, not create them.')}</p>}
    </EmptyState>
  )
}
