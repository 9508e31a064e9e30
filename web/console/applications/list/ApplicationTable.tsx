import type { ApplicationSummary } from '@latchkey/contract/applications/applications.ts'
import { Skeleton } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { TextLink } from '../../../kit/Links.tsx'
import { KeyProfile } from '../../../kit/show/KeyProfile.tsx'
import { LongId } from '../../../kit/show/LongId.tsx'
import { Status } from '../../../kit/show/Status.tsx'
import { When } from '../../../kit/show/When.tsx'
import { nextSort, type Sort } from '../list-place/list-search.ts'
import { ScopePins } from '../pins/ScopePins.tsx'

type Sorting = { readonly sort: Sort; readonly onSort: (sort: Sort) => void }
type Column = 'name' | 'vendor' | 'created'

function directionOf(sort: Sort, column: Column): 'ascending' | 'descending' | 'none' {
  if (sort === column) return 'ascending'
  return sort === `-${column}` ? 'descending' : 'none'
}

const ARROWS = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort } as const

function SortableHead(props: Sorting & { readonly column: Column; readonly words: string }) {
  const direction = directionOf(props.sort, props.column)
  const Arrow = ARROWS[direction]
  return (
    <th scope="col" aria-sort={direction} className={`lk-col-${props.column}`}>
      <button
        type="button"
        className="lk-sort"
        data-direction={direction}
        onClick={() => props.onSort(nextSort(props.sort, props.column))}
      >
        {props.words}
        <Arrow size={14} aria-hidden />
      </button>
    </th>
  )
}

function Head({ sort, onSort }: Sorting) {
  return (
    <thead>
      <tr>
        <SortableHead column="name" words="Application Name" sort={sort} onSort={onSort} />
        <SortableHead column="vendor" words="Vendor Name" sort={sort} onSort={onSort} />
        <th scope="col" className="lk-col-type">
          Type
        </th>
        <th scope="col" className="lk-col-pins">
          Scopes
        </th>
        <th scope="col">Status</th>
        <th scope="col" className="lk-col-id">
          Application ID
        </th>
        <SortableHead column="created" words="Created" sort={sort} onSort={onSort} />
      </tr>
    </thead>
  )
}

function Row({ item }: { readonly item: ApplicationSummary }) {
  const type = item.type === 'internal' ? 'Internal' : 'External'
  return (
    <tr>
      <th scope="row" className="lk-col-name">
        <KeyProfile id={item.id} />{' '}
        <TextLink
          to="/admin/account-settings/api-applications/$id"
          params={{ id: item.id }}
          className="lk-row-link"
        >
          {item.name}
        </TextLink>
        <span className="lk-row-below">
          {item.vendorName} · {type}
        </span>
      </th>
      <td className="lk-col-vendor">{item.vendorName}</td>
      <td className="lk-col-type">{type}</td>
      <td className="lk-col-pins">
        <ScopePins scopes={item.scopes} />
      </td>
      <td>
        <Status status={item.status} />
      </td>
      <td className="lk-col-id">
        <LongId id={item.id} what={`Application ID of ${item.name}`} />
      </td>
      <td className="lk-col-created">
        <When at={item.createdAt} />
      </td>
    </tr>
  )
}

/** The applications of one page of the list. */
export function ApplicationTable(props: Sorting & { readonly items: readonly ApplicationSummary[] }) {
  return (
    <table className="lk-table">
      <caption className="lk-hidden">API applications</caption>
      <Head sort={props.sort} onSort={props.onSort} />
      <tbody>
        {props.items.map(item => (
          <Row key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  )
}

const PLACEHOLDERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

/** As tall as the rows that will take its place, so that nothing jumps. */
export function TableSkeleton() {
  return (
    <div className="lk-table-skeleton" role="status" aria-label="Loading API applications">
      {PLACEHOLDERS.map(key => (
        <Skeleton key={key} height={16} />
      ))}
    </div>
  )
}
