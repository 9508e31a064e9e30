import { Checkbox } from '@mantine/core'
import { say } from '../../../../kit/words/say.ts'
import { COLUMNS, type ColumnId, writeColumns } from '../../list-place/columns.ts'
import { columnsOf, readListSearch } from '../../list-place/list-search.ts'
import type { ToolbarProps } from '../toolbar-props.ts'

/** A box for each column; what is ticked is shown at once. */
export function ColumnChoice({ search, onChange }: ToolbarProps) {
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
