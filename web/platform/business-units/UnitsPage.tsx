import { listBusinessUnits } from '@latchkey/contract/business-units/business-units.ts'
import type { BusinessUnitListed } from '@latchkey/contract/business-units/unit-shapes.ts'
import { NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { figure } from '../../console/home/need-rows.ts'
import { call } from '../../kit/client.ts'
import { PrimaryLink, TextLink } from '../../kit/Links.tsx'
import { EmptyState } from '../../kit/page/EmptyState.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { ShowMore } from '../../kit/page/ShowMore.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { Status } from '../../kit/show/Status.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { readUnitsSearch, type UnitsSearch } from './units-search.ts'
import './units.css'

const TITLE = say('Business units')
const NO_CURSOR = ''
const route = getRouteApi('/platform/business-units')

/** The business units of the platform, for operators. */
export function UnitsPage() {
  return useMay('business-units:view') ? (
    <Units />
  ) : (
    <NoPermission needs="business-units:view" title={TITLE} />
  )
}

function useUnits(narrowed: UnitsSearch) {
  return useInfiniteQuery({
    queryKey: [listBusinessUnits.id, narrowed],
    queryFn: ({ pageParam, signal }) =>
      call(listBusinessUnits, {
        query: { ...narrowed, ...(pageParam === NO_CURSOR ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
    placeholderData: keepPreviousData,
  })
}

function Toolbar() {
  const { search = '', status = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = (next: { readonly search: string; readonly status: string }) =>
    void navigate({ search: readUnitsSearch(next), replace: true })
  return (
    <div className="lk-operated-tools" role="search">
      <TextInput
        className="lk-operated-search"
        label={say('Search by name or number')}
        type="search"
        maxLength={100}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={event => narrow({ search: event.currentTarget.value, status })}
      />
      <NativeSelect
        label={say('Status')}
        value={status}
        data={[
          { value: '', label: say('Active and inactive') },
          { value: 'active', label: say('Active') },
          { value: 'inactive', label: say('Inactive') },
        ]}
        onChange={event => narrow({ search, status: event.currentTarget.value })}
      />
    </div>
  )
}

function Unit({ unit }: { readonly unit: BusinessUnitListed }) {
  const { number, name, environment, platform, status, statusChangedAt } = unit
  return (
    <li className="lk-operated-row">
      <div className="lk-operated-name">
        <TextLink to="/platform/business-units/$number" params={{ number }}>
          {name}
        </TextLink>
        <div className="lk-help">
          {number}
          {environment === 'sandbox' ? ` · ${say('Sandbox')}` : ''}
          {platform ? ` · ${say('The platform’s own')}` : ''}
        </div>
      </div>
      <div className="lk-operated-status">
        <Status status={status} />
        {statusChangedAt === null ? null : (
          <div className="lk-help">
            <When at={statusChangedAt} />
          </div>
        )}
      </div>
    </li>
  )
}

function List() {
  const narrowed = route.useSearch()
  const units = useUnits(narrowed)
  const [first] = units.data?.pages ?? []
  if (units.data === undefined || first === undefined) {
    return units.error === null ? (
      <Skeleton height={240} role="status" aria-label={say('Loading the business units')} />
    ) : (
      <Trouble error={units.error} onRetry={() => void units.refetch()} />
    )
  }
  const items = units.data.pages.flatMap(page => page.body.items)
  const { total } = first.body
  return (
    <>
      {units.error === null || units.isFetchNextPageError ? null : (
        <StaleNote onRetry={() => void units.refetch()} />
      )}
      <p className="lk-help" role="status">
        {say('{count, plural, one {{figure} business unit} other {{figure} business units}}', {
          count: total.count,
          figure: figure(total),
        })}
      </p>
      {items.length === 0 ? (
        <EmptyState title={say('No business unit fits')}>
          {say(
            'Each word that you search for must be the beginning of a word of the name, or of the number.',
          )}
        </EmptyState>
      ) : (
        <ul className="lk-plain-list" aria-label={TITLE} aria-busy={units.isPlaceholderData}>
          {items.map(unit => (
            <Unit key={unit.number} unit={unit} />
          ))}
        </ul>
      )}
      <ShowMore answer={units} />
    </>
  )
}

function Units() {
  const mayMake = useMay('business-units:create')
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Platform')]}
        below={
          <p className="lk-subtitle">
            <span>
              {say('Who uses the platform. What is theirs stays theirs: you see how much, not what.')}
            </span>
          </p>
        }
        actions={
          mayMake ? (
            <PrimaryLink to="/platform/business-units/new" icon={<IconPlus size={16} aria-hidden />}>
              {say('Make a business unit')}
            </PrimaryLink>
          ) : undefined
        }
      />
      <section className="lk-card lk-operated" aria-label={TITLE}>
        <Toolbar />
        <List />
      </section>
    </>
  )
}
