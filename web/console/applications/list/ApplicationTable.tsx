import type { ListedApplication } from '@latchkey/contract/applications/applications.ts'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { TextLink } from '../../../kit/Links.tsx'
import { KeyProfile } from '../../../kit/show/KeyProfile.tsx'
import { LongId } from '../../../kit/show/LongId.tsx'
import { Status } from '../../../kit/show/Status.tsx'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import type { Chosen } from '../bulk/choice/use-chosen.ts'
import { COLUMNS, type ColumnId } from '../list-place/columns.ts'
import { nextSort, type Sort } from '../list-place/list-search.ts'
import { TYPE_WORDS } from '../list-place/type-words.ts'
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

function HeadCell({ column, sort, onSort }: Sorting & { readonly column: ColumnId }) {
  const words = COLUMNS.find(({ id }) => id === column)?.words ?? column
  if (column === 'vendor' || column === 'created')
    return <SortableHead column={column} words={words} sort={sort} onSort={onSort} />
  return (
    <th scope="col" className={`lk-col-${column}`}>
      {words}
    </th>
  )
}

function Head({ sort, onSort, columns, chosen, items }: Sorting & ColumnsProps & ChosenProps & ItemsProps) {
  return (
    <thead>
      <tr>
        {chosen === null ? null : <ChooseAll chosen={chosen} items={items} />}
        <SortableHead column="name" words={say('Application Name')} sort={sort} onSort={onSort} />
        {columns.map(column => (
          <HeadCell key={column} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  )
}

/** The first owner who is active, and how many more of those; all of them on hover, with who is inactive. */
function Owners({ owners }: Pick<ListedApplication, 'owners'>) {
  if (owners.length === 0) return <span className="lk-quiet">{say('None')}</span>
  const [first, ...more] = owners.filter(({ status }) => status === 'active')
  const all = owners.map(({ fullName, userName, status }) => {
    const name = `${fullName} (${userName})`
    return status === 'inactive' ? say('{name} (inactive)', { name }) : name
  })
  return (
    <span title={all.join(', ')} className={first === undefined ? 'lk-quiet' : undefined}>
      {first?.fullName ?? say('Nobody who is active')}
      {more.length === 0 ? '' : ` +${more.length}`}
    </span>
  )
}

/** Says in the row of an application that somebody should look at it. */
function AlertMark({ open }: { readonly open: number }) {
  return (
    <span className="lk-tag lk-alert-mark" data-tone="ochre">
      {open >= 100 ? say('99+ alerts') : say('{open, plural, one {# alert} other {# alerts}}', { open })}
    </span>
  )
}

function Tags({ tags }: Pick<ListedApplication, 'tags'>) {
  return tags.map(tag => (
    <span key={tag} className="lk-tag">
      {tag}
    </span>
  ))
}

function contentOf(column: ColumnId, item: ListedApplication): ReactNode {
  switch (column) {
    case 'vendor':
      return item.vendorName
    case 'type':
      return TYPE_WORDS[item.type]
    case 'status':
      return <Status status={item.status} />
    case 'owner':
      return <Owners owners={item.owners} />
    case 'tags':
      return <Tags tags={item.tags} />
    case 'scopes':
      return <ScopePins scopes={item.scopes} />
    case 'used':
      return item.lastUsedAt === null ? (
        <span className="lk-quiet">{say('Not known')}</span>
      ) : (
        <When at={item.lastUsedAt} />
      )
    case 'id':
      return <LongId id={item.id} what={say('Application ID of {name}', { name: item.name })} />
    case 'created':
      return <When at={item.createdAt} />
  }
}

function Row({ item, columns, chosen }: ColumnsProps & ChosenProps & { readonly item: ListedApplication }) {
  return (
    <tr>
      {chosen === null ? null : <Choose chosen={chosen} item={item} />}
      <th scope="row" className="lk-col-name">
        <KeyProfile id={item.id} />{' '}
        <TextLink
          to="/admin/account-settings/api-applications/$id"
          params={{ id: item.id }}
          className="lk-row-link"
        >
          {item.name}
        </TextLink>
        {item.openAlerts === 0 ? null : <AlertMark open={item.openAlerts} />}
        <span className="lk-row-below">
          {item.vendorName} · {TYPE_WORDS[item.type]}
        </span>
      </th>
      {columns.map(column => (
        <td key={column} className={`lk-col-${column}`}>
          {contentOf(column, item)}
        </td>
      ))}
    </tr>
  )
}

/** Chooses a row to be changed with others. */
function Choose({ chosen, item }: { readonly chosen: Chosen; readonly item: ListedApplication }) {
  return (
    <td className="lk-col-choose">
      <input
        type="checkbox"
        aria-label={say('Select {name}', { name: item.name })}
        checked={chosen.all || chosen.ids.has(item.id)}
        disabled={chosen.all}
        onChange={event => chosen.toggle([item.id], event.currentTarget.checked)}
      />
    </td>
  )
}

/** Chooses all rows of the page, or none of them. */
function ChooseAll({ chosen, items }: { readonly chosen: Chosen } & ItemsProps) {
  const there = items.filter(({ id }) => chosen.ids.has(id)).length
  const whole = chosen.all || (there === items.length && there > 0)
  return (
    <th scope="col" className="lk-col-choose">
      <input
        type="checkbox"
        aria-label={say('Select all rows of this page')}
        checked={whole}
        disabled={chosen.all}
        ref={box => {
          if (box !== null) box.indeterminate = !whole && there > 0
        }}
        onChange={event =>
          chosen.toggle(
            items.map(({ id }) => id),
            event.currentTarget.checked,
          )
        }
      />
    </th>
  )
}

/** Null: nobody may change anything here. */
type ChosenProps = { readonly chosen: Chosen | null }
type ItemsProps = { readonly items: readonly ListedApplication[] }
type ColumnsProps = { readonly columns: readonly ColumnId[] }

/** The applications of one page of the list. */
export function ApplicationTable(props: Sorting & ColumnsProps & ChosenProps & ItemsProps) {
  const { chosen, columns } = props
  return (
    <table className="lk-table">
      <caption className="lk-hidden">{say('API applications')}</caption>
      <Head {...props} />
      <tbody>
        {props.items.map(item => (
          <Row key={item.id} item={item} columns={columns} chosen={chosen} />
        ))}
      </tbody>
    </table>
  )
}

const PLACEHOLDERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

/** As tall as the rows that will take its place, so that nothing jumps. */
export function TableSkeleton() {
  return (
    <div className="lk-table-skeleton" role="status" aria-label={say('Loading API applications')}>
      {PLACEHOLDERS.map(key => (
        <div key={key} className="lk-waiting" style={{ height: 16 }} />
      ))}
    </div>
  )
}
