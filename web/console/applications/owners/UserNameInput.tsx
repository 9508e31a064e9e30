import { suggestUsers } from '@latchkey/contract/people/users.ts'
import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, type Ref, useState } from 'react'
import { read } from '../../../kit/queries.ts'
import { say } from '../../../kit/words/say.ts'
import { useMay } from '../../frame/me.ts'
import { partsOf, type Suggested, suggestionsFor } from './suggestions.ts'
import './owners.css'

const PAUSE_MS = 150

/** Whom the part that is being typed may mean; nobody where the server cannot say or the person may not see users. */
function useSuggested(typed: string): readonly Suggested[] {
  const mayView = useMay('users:view')
  const [search] = useDebouncedValue(typed, PAUSE_MS)
  const enabled = mayView && search !== ''
  const answer = useQuery({
    ...read(suggestUsers, { query: { search: search.slice(0, 200) } }),
    enabled,
    // Whoever types needs no suggestion to go on, and waits for none.
    retry: false,
    placeholderData: keepPreviousData,
  })
  return enabled && typed !== '' && answer.error === null ? (answer.data?.body.items ?? []) : []
}

type UserNameInputProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly description?: ReactNode
  readonly error?: ReactNode
  /** Whether several can be typed, with commas between them. */
  readonly many?: boolean
  readonly id?: string
  readonly ref?: Ref<HTMLInputElement>
  /** Whether it has the focus as soon as it is there. */
  readonly first?: boolean
}

/**
 * A field for user names of the business unit, one or several. While somebody types it suggests people by the beginnings
 * of their names (WAI-ARIA combobox with a listbox); what stands there is taken as it stands, suggested or not.
 */
export function UserNameInput(props: UserNameInputProps) {
  const { label, value, onChange, description, error, many = false, id, ref, first = false } = props
  const { before, typed } = partsOf(value, many)
  const options = suggestionsFor(useSuggested(typed), { before, typed })
  const [opened, setOpened] = useState(false)
  const people = new Map(options.map(({ value: chosen, person }) => [chosen, person]))
  return (
    <>
      <Autocomplete
        {...(id === undefined ? {} : { id })}
        {...(ref === undefined ? {} : { ref })}
        {...(first ? { autoFocus: true, 'data-autofocus': true } : {})}
        label={label}
        description={description}
        error={error}
        // The browser's own list would lie above ours.
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        value={value}
        onChange={onChange}
        data={options.map(each => each.value)}
        filter={({ options: all }) => all}
        // Within what it stands in: a click on a suggestion must not close that.
        comboboxProps={{ withinPortal: false, shadow: 'md' }}
        // Without this it would say that it is open while there is nothing to open.
        dropdownOpened={opened && options.length > 0}
        onDropdownOpen={() => setOpened(true)}
        onDropdownClose={() => setOpened(false)}
        renderOption={({ option }) => {
          const person = people.get(option.value)
          return person === undefined ? (
            option.value
          ) : (
            <span className="lk-suggested">
              <strong className="lk-break">{person.fullName}</strong>
              <span className="lk-help lk-break">{person.userName}</span>
            </span>
          )
        }}
      />
      <span className="lk-hidden" role="status">
        {options.length === 0
          ? ''
          : say('{count, plural, one {# suggestion} other {# suggestions}}', { count: options.length })}
      </span>
    </>
  )
}
