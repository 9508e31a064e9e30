import { IconX } from '@tabler/icons-react'
import { say } from '../../../kit/words/say.ts'
import { changed, FILTERS } from '../list-place/list-search.ts'
import { filterWords } from './filter-words.ts'
import type { ToolbarProps } from './toolbar-props.ts'

/** What narrows the list, each to be taken away. */
export function FilterChips({ search, onChange }: ToolbarProps) {
  const chips = FILTERS.flatMap(filter => {
    const words = filterWords(filter, search)
    return words === null ? [] : [{ filter, words }]
  })
  if (chips.length === 0) return null
  return (
    <div className="lk-chips">
      {chips.map(({ filter, words }) => (
        <button
          key={filter}
          type="button"
          className="lk-chip"
          onClick={() => onChange(changed(search, { [filter]: undefined }))}
        >
          <span className="lk-hidden">{say('Remove filter')} </span>
          <span className="lk-chip-words">{words}</span>
          <IconX size={14} aria-hidden />
        </button>
      ))}
    </div>
  )
}
