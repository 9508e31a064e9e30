import { type CatalogueEntry, listCatalogue } from '@latchkey/contract/catalogue/catalogue.ts'
import { NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { PrimaryLink, TextLink } from '../../kit/Links.tsx'
import { EmptyState } from '../../kit/page/EmptyState.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { KeyProfile } from '../../kit/show/KeyProfile.tsx'
import { say } from '../../kit/words/say.ts'
import { readCatalogueSearch } from './catalogue-search.ts'
import { EntryStatus, usedBy } from './EntryStatus.tsx'
import '../business-units/units.css'

const TITLE = say('Catalogue')
const route = getRouteApi('/platform/catalogue')

/** The external applications of the platform, for operators. */
export function CataloguePage() {
  return useMay('catalogue:edit') ? <Catalogue /> : <NoPermission needs="catalogue:edit" title={TITLE} />
}

function Toolbar() {
  const { search = '', state = 'published' } = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = (next: { readonly search: string; readonly state: string }) =>
    void navigate({ search: readCatalogueSearch(next), replace: true })
  return (
    <div className="lk-operated-tools" role="search">
      <TextInput
        className="lk-operated-search"
        label={say('Search by name or vendor')}
        type="search"
        maxLength={100}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={event => narrow({ search: event.currentTarget.value, state })}
      />
      <NativeSelect
        label={say('State')}
        value={state}
        data={[
          { value: 'published', label: say('Published') },
          { value: 'draft', label: say('Drafts') },
          { value: 'withdrawn', label: say('Withdrawn') },
        ]}
        onChange={event => narrow({ search, state: event.currentTarget.value })}
      />
    </div>
  )
}

function Entry({ entry }: { readonly entry: CatalogueEntry }) {
  const { id, name, vendorName, vendorVerified, scopes } = entry
  return (
    <li className="lk-operated-row">
      <div className="lk-operated-name">
        <div>
          <KeyProfile id={id} />{' '}
          <TextLink to="/platform/catalogue/$id" params={{ id }}>
            {name}
          </TextLink>
        </div>
        <div className="lk-help">
          {say('by {vendor}', { vendor: vendorName })} · {scopes.join(', ')}
          {vendorVerified ? (
            <>
              {' '}
              <span className="lk-tag">{say('Verified vendor')}</span>
            </>
          ) : null}
        </div>
      </div>
      <div className="lk-operated-status">
        <EntryStatus state={entry.state} />
        <div className="lk-help">{usedBy(entry)}</div>
      </div>
    </li>
  )
}

function List() {
  const query = route.useSearch()
  const entries = useQuery({ ...read(listCatalogue, { query }), placeholderData: keepPreviousData })
  const items = entries.data?.body.items
  if (items === undefined) {
    return entries.error === null ? (
      <Skeleton height={240} role="status" aria-label={say('Loading the catalogue')} />
    ) : (
      <Trouble error={entries.error} onRetry={() => void entries.refetch()} />
    )
  }
  return (
    <>
      {entries.error === null ? null : <StaleNote onRetry={() => void entries.refetch()} />}
      <p className="lk-help" role="status">
        {items.length >= 100
          ? say('The first 100 by name. Search to find the others.')
          : say('{count, plural, one {# external application} other {# external applications}}', {
              count: items.length,
            })}
      </p>
      {items.length === 0 ? (
        <EmptyState title={say('Nothing here')}>
          {say('Enter an application of a vendor, so that business units can let it in.')}
        </EmptyState>
      ) : (
        <ul className="lk-plain-list" aria-label={TITLE} aria-busy={entries.isPlaceholderData}>
          {items.map(entry => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </>
  )
}

function Catalogue() {
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Platform')]}
        below={
          <p className="lk-subtitle">
            <span>
              {say('Applications of vendors that business units can let in. A change here holds everywhere.')}
            </span>
          </p>
        }
        actions={
          <PrimaryLink to="/platform/catalogue/new" icon={<IconPlus size={16} aria-hidden />}>
            {say('Enter an application')}
          </PrimaryLink>
        }
      />
      <section className="lk-card lk-operated" aria-label={TITLE}>
        <Toolbar />
        <List />
      </section>
    </>
  )
}
