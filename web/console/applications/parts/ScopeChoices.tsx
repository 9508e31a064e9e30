import { type ApiSummary, listApis } from '@latchkey/contract/catalogue/catalogue.ts'
import { Checkbox, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { Term } from '../../../kit/show/Term.tsx'

/** The APIs switched on for the business unit, in the order in which they are shown. */
export function useApis() {
  return useQuery({ ...read(listApis, {}), staleTime: 60_000 })
}

function descriptionOf(api: ApiSummary): string {
  if (api.withoutUser) return api.description
  return `${api.description.replace(/\.$/, '')}. Only for a user who has signed in.`
}

type SelectAllProps = Pick<ScopeChoicesProps, 'chosen' | 'onChange'> & {
  readonly items: readonly ApiSummary[]
}

/** All of them at once. What is chosen and switched off by now stays as it is. */
function SelectAll({ items, chosen, onChange }: SelectAllProps) {
  const names = items.map(api => api.name)
  const some = names.some(name => chosen.includes(name))
  const all = names.every(name => chosen.includes(name))
  const others = chosen.filter(name => !names.includes(name))
  return (
    <Checkbox
      className="lk-scope"
      label="Select all"
      checked={all}
      indeterminate={some && !all}
      onChange={() => onChange(all ? others : [...names, ...others])}
    />
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

/** One checkbox for each API, named by its scope. */
export function ScopeChoices({ chosen, onChange, fault, only, below }: ScopeChoicesProps) {
  const apis = useApis()
  const items = apis.data?.body.items.filter(api => only === undefined || only.includes(api.name))
  const toggle = (name: string, checked: boolean) => {
    // In the order of the APIs; a scope whose API is switched off meanwhile stays until it is taken away.
    const wanted = new Set(checked ? [...chosen, name] : chosen.filter(each => each !== name))
    const known = (items ?? []).map(api => api.name).filter(each => wanted.has(each))
    onChange([...known, ...[...wanted].filter(each => !known.includes(each))])
  }
  return (
    <fieldset
      id="scopes"
      className="lk-fieldset"
      aria-describedby={fault === null ? undefined : 'scopes-fault'}
    >
      <legend>
        <Term of="scope">API Scope</Term>
      </legend>
      <p className="lk-help">
        Which APIs the application may use. Choose as few as it needs: what it cannot reach cannot be misused
        when its secret gets about.
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
      {items === undefined || items.length < 2 ? null : (
        <SelectAll items={items} chosen={chosen} onChange={onChange} />
      )}
      {items?.map(api => (
        <div key={api.name} className="lk-scope">
          <Checkbox
            label={api.name}
            description={descriptionOf(api)}
            checked={chosen.includes(api.name)}
            onChange={event => toggle(api.name, event.currentTarget.checked)}
          />
          {below !== undefined && chosen.includes(api.name) ? below(api.name) : null}
        </div>
      ))}
    </fieldset>
  )
}
