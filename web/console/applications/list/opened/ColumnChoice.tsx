import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { say } from '../../../../kit/words/say.ts'
import { COLUMNS, type ColumnId, writeColumns } from '../../list-place/columns.ts'
import { columnsOf, readListSearch } from '../../list-place/list-search.ts'
import type { ToolbarProps } from '../toolbar-props.ts'
import { hasCompactRows, setCompactRows } from './rows.ts'

/** A box for each column, and whether rows are compact; what is ticked is shown at once. */
export function ColumnChoice(props: ToolbarProps) {
  return (
    <div className="lk-column-choice">
      <Columns {...props} />
      <CompactRows />
    </div>
  )
}

/** Kept by the browser for all lists, since it belongs to a screen and not to what is looked for. */
function CompactRows() {
  const [compact, setCompact] = useState(hasCompactRows)
  return (
    <Checkbox
      label={say('Compact rows')}
      checked={compact}
      onChange={event => {
        setCompact(event.currentTarget.checked)
        setCompactRows(event.currentTarget.checked)
      }}
    />
  )
}

function Columns({ search, onChange }: ToolbarProps) {
  const shown = columnsOf(search)
  const toggle = (id: ColumnId, wanted: boolean) => {
    const next = COLUMNS.map(column => column.id).filter(each =>
      each === id ? wanted : shown.includes(each),
    )
    onChange(readListSearch({ ...search, columns: writeColumns(next) }))
  }
  return (
    <fieldset className="lk-scheme">
      <legend>{say('Columns beside the name')}</legend>
      {COLUMNS.map(({ id, words }) => (
        <Checkbox
          key={id}
          label={words}
          checked={shown.includes(id)}
          onChange={event => toggle(id, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  )
}
