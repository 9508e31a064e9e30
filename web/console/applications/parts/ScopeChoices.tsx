import { type ApiSummary, listApis } from '@latchkey/contract/catalogue/catalogue.ts'
import { Checkbox, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { call } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { Term } from '../../../kit/show/Term.tsx'
import { say } from '../../../kit/words/say.ts'

/** The APIs switched on for the business unit, in the order in which they are shown. */
export function useApis() {
  return useQuery({ ...read(listApis, {}), staleTime: 60_000, select: withFinerScopes })
}

type Apis = Awaited<ReturnType<typeof call<typeof listApis>>>

/** Each finer scope as if it were an API of its own, behind the one that it is within: that is how they are chosen. */
function withFinerScopes(answer: Apis): Apis {
  const items = answer.body.items.flatMap(api => [
    api,
    ...api.scopes.map(scope => ({ ...api, ...scope, tryPath: null, scopes: [] })),
  ])
  return { ...answer, body: { ...answer.body, items } }
}

/** Fewer are seen at a glance. */
const SEARCHED_FROM = 6

function descriptionOf(api: ApiSummary): string {
  if (api.withoutUser) return api.description
  return `${api.description.replace(/\.$/, '')}. ${say('Only for a user who has signed in.')}`
}

function fits(api: ApiSummary, search: string): boolean {
  return `${api.name} ${api.description}`.toLowerCase().includes(search.trim().toLowerCase())
}

/**
 * Moves the focus by the arrow keys from one scope to the next, and with Shift brings the next to the state of this one,
 * so that several can be chosen in one go. Space toggles, as everywhere.
 */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const from = event.target
  if (step === 0 || !(from instanceof HTMLInputElement) || from.type !== 'checkbox') return
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('.lk-scope-box input')]
  const next = boxes[boxes.indexOf(from) + step]
  if (!boxes.includes(from) || next === undefined) return
  event.preventDefault()
  if (event.shiftKey && next.checked !== from.checked) next.click()
  next.focus()
}

type SelectAllProps = Pick<ScopeChoicesProps, 'chosen' | 'onChange'> & {
  readonly items: readonly ApiSummary[]
  /** Whether a search has narrowed them. */
  readonly narrowed: boolean
}

/** All of them at once. What is chosen and switched off by now stays as it is. */
function SelectAll({ items, chosen, onChange, narrowed }: SelectAllProps) {
  const names = items.map(api => api.name)
  const some = names.some(name => chosen.includes(name))
  const all = names.every(name => chosen.includes(name))
  const others = chosen.filter(name => !names.includes(name))
  return (
    <Checkbox
      className="lk-scope"
      label={narrowed ? say('Select all {length} found', { length: names.length }) : say('Select all')}
      checked={all}
      indeterminate={some && !all}
      onChange={() => onChange(all ? others : [...names, ...others])}
    />
  )
}

type GroupProps = Pick<ScopeChoicesProps, 'chosen' | 'below'> & {
  readonly title: string
  readonly items: readonly ApiSummary[]
  readonly onToggle: (name: string, checked: boolean) => void
}

function Group({ title, items, chosen, below, onToggle }: GroupProps) {
  if (items.length === 0) return null
  return (
    <fieldset className="lk-scope-group">
      <legend>{title}</legend>
      {items.map(api => (
        <div key={api.name} className="lk-scope lk-scope-box">
          <Checkbox
            label={api.name}
            description={descriptionOf(api)}
            checked={chosen.includes(api.name)}
            onChange={event => onToggle(api.name, event.currentTarget.checked)}
          />
          {below !== undefined && chosen.includes(api.name) ? below(api.name) : null}
        </div>
      ))}
    </fieldset>
  )
}

type ScopeChoicesProps = {
  readonly chosen: readonly string[]
  readonly onChange: (scopes: string[]) => void
  /** What a submitted form was told, or null. */
  readonly fault: string | null
  /** Only these can be chosen; absent: every API of the business unit. */
  readonly only?: readonly string[]
  /** What stands below a scope that is chosen. */
  readonly below?: (scope: string) => ReactNode
}

type ListProps = Omit<ScopeChoicesProps, 'fault' | 'only'> & { readonly items: readonly ApiSummary[] }

/** The scopes by how much harm they can do, with a search where there are many. */
function ScopeList({ items, chosen, onChange, below }: ListProps) {
  const [search, setSearch] = useState('')
  const found = items.filter(api => fits(api, search))
  const toggle = (name: string, checked: boolean) => {
    // In the order of the APIs; a scope whose API is switched off meanwhile stays until it is taken away.
    const wanted = new Set(checked ? [...chosen, name] : chosen.filter(each => each !== name))
    const known = items.map(api => api.name).filter(each => wanted.has(each))
    onChange([...known, ...[...wanted].filter(each => !known.includes(each))])
  }
  const shared = { chosen, onToggle: toggle, ...(below === undefined ? {} : { below }) }
  return (
    <>
      {items.length < SEARCHED_FROM ? null : (
        <TextInput
          className="lk-scope-search"
          aria-label={say('Search the API scopes')}
          placeholder={say('Search the API scopes')}
          autoComplete="off"
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
          // Enter in a search must not send the form.
          onKeyDown={event => (event.key === 'Enter' ? event.preventDefault() : undefined)}
        />
      )}
      {found.length < 2 ? null : (
        <SelectAll items={found} chosen={chosen} onChange={onChange} narrowed={found.length < items.length} />
      )}
      <Group {...shared} title={say('Reads what happens')} items={found.filter(api => !api.sensitive)} />
      <Group
        {...shared}
        title={say('Sensitive: changes things, or acts for people')}
        items={found.filter(api => api.sensitive)}
      />
      {found.length > 0 || items.length === 0 ? null : (
        <p className="lk-help" role="status">
          {say('No API scope has these words.')}
        </p>
      )}
    </>
  )
}

/** One checkbox for each API, named by its scope, with the words that people read on the consent page. */
export function ScopeChoices({ fault, only, ...rest }: ScopeChoicesProps) {
  const apis = useApis()
  const items = apis.data?.body.items.filter(api => only === undefined || only.includes(api.name))
  return (
    <fieldset
      id="scopes"
      className="lk-fieldset"
      aria-describedby={fault === null ? undefined : 'scopes-fault'}
      onKeyDown={walk}
    >
      <legend>
        <Term of="scope">{say('API Scope')}</Term>
      </legend>
      <p className="lk-help">
        {say(
          'Which APIs the application may use. Choose as few as it needs: what it cannot reach cannot be misused when its secret gets about. Below each are the words that people read on the consent page.',
        )}
      </p>
      {fault === null ? null : (
        <p className="lk-fault" id="scopes-fault">
          {fault}
        </p>
      )}
      {items === undefined && apis.error === null ? <Skeleton height={280} /> : null}
      {items === undefined && apis.error !== null ? (
        <Trouble error={apis.error} onRetry={() => void apis.refetch()} />
      ) : null}
      {items === undefined ? null : <ScopeList {...rest} items={items} />}
    </fieldset>
  )
}
