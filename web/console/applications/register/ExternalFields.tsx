import { type CatalogueEntry, listCatalogue } from '@latchkey/contract/catalogue/catalogue.ts'
import { type ComboboxParsedItem, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { Fact, Facts } from '../../../kit/show/Facts.tsx'
import type { FieldsProps } from './fields-props.ts'

const PAUSE_MS = 250

/** What the choice shows for an entry, and what fills the field once chosen. */
function labelOf(entry: CatalogueEntry): string {
  return `${entry.name} by ${entry.vendorName}`
}

/** Whether an option holds the words typed, as far as this page can tell by itself. */
function fits(option: ComboboxParsedItem, search: string): boolean {
  return 'label' in option && option.label.toLowerCase().includes(search.trim().toLowerCase())
}

function Option({ entry }: { readonly entry: CatalogueEntry }) {
  return (
    <div>
      <span className="lk-option-name">
        {labelOf(entry)}
        {entry.authorized ? <span className="lk-tag">Authorized already</span> : null}
      </span>
      <div className="lk-option-below">{entry.description}</div>
      <div className="lk-option-below">Asks for {entry.scopes.join(', ')}</div>
    </div>
  )
}

function Chosen({ entry }: { readonly entry: CatalogueEntry }) {
  return (
    <section className="lk-card" aria-label="What will be authorized">
      <h2>{entry.name}</h2>
      <Facts>
        <Fact name="Vendor Name">{entry.vendorName}</Fact>
        <Fact name="What it does">{entry.description}</Fact>
        <Fact name="API Scopes it asks for">{entry.scopes.join(', ')}</Fact>
      </Facts>
      <p className="lk-help">
        It may use all of these scopes here once it is authorized. You can take some of them away afterwards.
        Its callback URLs are maintained by the vendor.
      </p>
    </section>
  )
}

/**
 * The typed words narrow the catalogue, unless they are the chosen entry's own label. `behind`: what is shown is still
 * the answer to earlier words.
 */
function useCatalogue(typed: string, chosen: CatalogueEntry | null) {
  const [settled] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const search = chosen !== null && settled === labelOf(chosen) ? '' : settled.slice(0, 100)
  const answer = useQuery({
    ...read(listCatalogue, { query: search === '' ? {} : { search } }),
    placeholderData: keepPreviousData,
  })
  return { answer, behind: answer.isPlaceholderData || settled !== typed.trim() }
}

/** The choice of an external application by its name. */
export function ExternalFields({ values, told, onChange }: FieldsProps) {
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<CatalogueEntry | null>(null)
  const { answer: catalogue, behind } = useCatalogue(typed, picked)
  const found = catalogue.data?.body.items ?? []
  const chosen =
    found.find(entry => entry.id === values.externalId) ??
    (picked !== null && picked.id === values.externalId ? picked : null)
  const entries = chosen === null || found.includes(chosen) ? found : [chosen, ...found]
  const pick = (id: string | null) => {
    setPicked(entries.find(entry => entry.id === id) ?? null)
    onChange({ externalId: id })
  }
  if (catalogue.data === undefined && catalogue.error !== null) {
    return <Trouble error={catalogue.error} onRetry={() => void catalogue.refetch()} />
  }
  return (
    <>
      <Select
        id="externalId"
        label="External application"
        description="Type a part of its name or of its vendor’s name."
        placeholder="Search the catalogue"
        searchable
        data={entries.map(entry => ({
          value: entry.id,
          label: labelOf(entry),
          disabled: entry.authorized,
        }))}
        // What is shown while the server narrows the list must not offer what no longer fits the words typed.
        filter={({ options, search }) => (behind ? options.filter(option => fits(option, search)) : options)}
        renderOption={({ option }) => {
          const entry = entries.find(each => each.id === option.value)
          return entry === undefined ? option.label : <Option entry={entry} />
        }}
        nothingFoundMessage={catalogue.isFetching ? 'Searching' : 'No external application has this name.'}
        value={chosen?.id ?? null}
        onChange={pick}
        searchValue={typed}
        onSearchChange={setTyped}
        error={told.get('externalId')}
        maxDropdownHeight={360}
      />
      {chosen === null ? null : <Chosen entry={chosen} />}
    </>
  )
}
