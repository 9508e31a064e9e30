import { HISTORY_GROUPS, type HistoryGroup } from '@latchkey/contract/audit/groups.ts'
import { Autocomplete, NativeSelect } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { say } from '../../../../kit/words/say.ts'
import type { DetailsSearch } from '../details-search.ts'

const GROUP_WORDS = {
  settings: say('Settings'),
  status: say('Activated and deactivated'),
  secrets: say('Secrets'),
  notes: say('Notes'),
  consents: say('Consents'),
  alerts: say('Alerts and failures'),
} as const satisfies Record<HistoryGroup, string>

type FiltersProps = {
  readonly search: DetailsSearch
  /** Whose names have been seen in this history. */
  readonly names: readonly string[]
  readonly onChange: (next: DetailsSearch) => void
}

/** Who did it: picked from those that were seen, or typed in full. It is looked for when the field is left or by Enter. */
function Who({ search, names, onChange }: FiltersProps) {
  const [typed, setTyped] = useState(search.actor ?? '')
  const apply = (value: string) => {
    const actor = value.trim()
    if (actor === (search.actor ?? '')) return
    const { actor: _before, ...rest } = search
    onChange(actor === '' ? rest : { ...rest, actor })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') apply(typed)
  }
  return (
    <Autocomplete
      className="lk-history-who"
      aria-label={say('By whom')}
      placeholder={say('By anybody')}
      maxLength={300}
      data={[...names]}
      value={typed}
      clearable
      onChange={value => {
        setTyped(value)
        if (value === '') apply('')
      }}
      onOptionSubmit={apply}
      onBlur={() => apply(typed)}
      onKeyDown={onKeyDown}
    />
  )
}

/** What the history is narrowed to. */
export function Filters(props: FiltersProps) {
  const { search, onChange } = props
  const pick = (value: string) => {
    const group = HISTORY_GROUPS.find(each => each === value)
    const { group: _before, ...rest } = search
    onChange(group === undefined ? rest : { ...rest, group })
  }
  return (
    <div className="lk-history-filters" role="group" aria-label={say('Filter the history')}>
      <NativeSelect
        aria-label={say('What was done')}
        value={search.group ?? ''}
        onChange={event => pick(event.currentTarget.value)}
        data={[
          { value: '', label: say('Every change') },
          ...HISTORY_GROUPS.map(value => ({ value, label: GROUP_WORDS[value] })),
        ]}
      />
      <Who key={search.actor ?? ''} {...props} />
    </div>
  )
}
