import { CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import { STATUS_WORDS } from '../../../kit/show/Status.tsx'
import { say } from '../../../kit/words/say.ts'
import { changed, FILTERS, SORTS } from '../list-place/list-search.ts'
import { TYPE_WORDS } from '../list-place/type-words.ts'
import { ColumnsButton } from './ColumnsButton.tsx'
import { ExportButton } from './ExportButton.tsx'
import { FiltersButton } from './FiltersButton.tsx'
import type { ToolbarProps } from './toolbar-props.ts'
import { ViewsButton } from './ViewsButton.tsx'

/** Only a list that is narrowed needs them. */
const FilterChips = lazyRouteComponent(() => import('./FilterChips.tsx'), 'FilterChips')

const PAUSE_MS = 300

const SORT_WORDS = {
  name: say('Name, A to Z'),
  '-name': say('Name, Z to A'),
  vendor: say('Vendor, A to Z'),
  '-vendor': say('Vendor, Z to A'),
  created: say('Created, oldest first'),
  '-created': say('Created, newest first'),
} as const satisfies Record<(typeof SORTS)[number], string>

/** The search field; what is typed reaches the address after a short pause. */
function SearchField({ search, onChange }: ToolbarProps) {
  const standing = search.search ?? ''
  const [typed, setTyped] = useState(standing)
  const applied = useRef(standing)
  // The address can change without typing (a cleared filter, the browser's Back); an echo of what was typed must not
  // overwrite what has been typed since.
  useEffect(() => {
    if (standing !== applied.current) setTyped(standing)
    applied.current = standing
  }, [standing])
  const apply = useDebouncedCallback((value: string) => {
    applied.current = value.trim()
    onChange(changed(search, { search: applied.current === '' ? undefined : applied.current }))
  }, PAUSE_MS)
  const type = (value: string) => {
    setTyped(value)
    apply(value)
  }
  return (
    <TextInput
      className="lk-search"
      role="searchbox"
      aria-label={say('Search API applications')}
      placeholder={say('Name, vendor or Application ID')}
      maxLength={100}
      value={typed}
      onChange={event => type(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed === '' ? null : (
          <CloseButton size="sm" aria-label={say('Clear search')} onClick={() => type('')} />
        )
      }
    />
  )
}

/** Search, filters and, on narrow screens, the order. */
export function Toolbar({ search, onChange }: ToolbarProps) {
  const type = search.type ?? ''
  const status = search.status ?? ''
  const pick = (name: 'type' | 'status' | 'sort', value: string) =>
    onChange(changed(search, { [name]: value === '' ? undefined : value }))
  return (
    <div className="lk-toolbar" role="group" aria-label={say('Search and filters')}>
      <SearchField search={search} onChange={onChange} />
      <NativeSelect
        aria-label={say('Type')}
        value={type}
        onChange={event => pick('type', event.currentTarget.value)}
        data={[
          { value: '', label: say('All types') },
          { value: 'internal', label: TYPE_WORDS.internal },
          { value: 'external', label: TYPE_WORDS.external },
        ]}
      />
      <NativeSelect
        aria-label={say('Status')}
        value={status}
        onChange={event => pick('status', event.currentTarget.value)}
        data={[
          { value: '', label: say('Any status') },
          { value: 'active', label: STATUS_WORDS.active },
          { value: 'inactive', label: STATUS_WORDS.inactive },
          { value: 'contained', label: STATUS_WORDS.contained },
        ]}
      />
      <NativeSelect
        className="lk-sort-select"
        aria-label={say('Sort by')}
        value={search.sort ?? 'name'}
        onChange={event => pick('sort', event.currentTarget.value)}
        data={SORTS.map(value => ({ value, label: SORT_WORDS[value] }))}
      />
      <FiltersButton search={search} onChange={onChange} />
      <ColumnsButton search={search} onChange={onChange} />
      <ViewsButton search={search} onChange={onChange} />
      <ExportButton search={search} />
      {FILTERS.some(filter => search[filter] !== undefined) ? (
        <Suspense fallback={null}>
          <FilterChips search={search} onChange={onChange} />
        </Suspense>
      ) : null}
    </div>
  )
}
