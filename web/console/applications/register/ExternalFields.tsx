import { type CatalogueEntry, listCatalogue } from '@latchkey/contract/catalogue/catalogue.ts'
import { Checkbox, Radio, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { TextLink } from '../../../kit/Links.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { useApis } from '../parts/ScopeChoices.tsx'
import type { FieldsProps } from './fields-props.ts'

const PAUSE_MS = 250

/** More at once is a list to search, not to read. */
const MOST_TILES = 12

/** What the server counts no further than. */
const MOST_COUNTED = 1000

function usedWords({ businessUnits }: CatalogueEntry): string {
  if (businessUnits === 0) return say('Used by no business unit yet')
  return businessUnits >= MOST_COUNTED
    ? say('Used by {count, number} business units or more', { count: MOST_COUNTED })
    : say('Used by {count, plural, one {# business unit} other {# business units}}', { count: businessUnits })
}

type TileProps = {
  readonly entry: CatalogueEntry
  readonly chosen: boolean
  readonly onChoose: () => void
}

function Tile({ entry, chosen, onChoose }: TileProps) {
  const { name, vendorName, vendorVerified, description, scopes, authorized } = entry
  return (
    <div className="lk-choice">
      <Radio
        name="externalId"
        value={entry.id}
        checked={chosen}
        disabled={authorized}
        onChange={onChoose}
        label={name}
        description={
          <>
            <span className="lk-tile-vendor">
              {say('by {vendor}', { vendor: vendorName })}
              <span className="lk-tag">{vendorVerified ? say('Verified vendor') : say('Not verified')}</span>
              {authorized ? <span className="lk-tag">{say('Authorized already')}</span> : null}
            </span>
            {description}{' '}
            <span className="lk-kind-way">{say('Asks for {scopes}.', { scopes: scopes.join(', ') })}</span>
            <span className="lk-kind-way">{usedWords(entry)}</span>
          </>
        }
      />
    </div>
  )
}

type ChosenProps = FieldsProps & { readonly entry: CatalogueEntry }

/** What the chosen one asks for and why, and what of it can be left out. */
function Chosen({ entry, values, told, onChange }: ChosenProps) {
  const apis = useApis().data?.body.items ?? []
  const { name, vendorName, scopes, optionalScopes, scopeReason } = entry
  const fault = told.get('scopes')
  const toggle = (scope: string, wanted: boolean) => {
    const others = values.leftOut.filter(each => each !== scope)
    onChange({ leftOut: wanted ? others : [...others, scope] })
  }
  return (
    <section className="lk-card lk-authorizing" aria-label={say('What will be authorized')}>
      <h2>{name}</h2>
      {scopeReason === null ? null : (
        <p>
          {say('Why it asks, in the words of {vendor}: {reason}', {
            vendor: vendorName,
            reason: scopeReason,
          })}
        </p>
      )}
      <fieldset className="lk-fieldset" id="scopes">
        <legend>{say('What it may use here')}</legend>
        {fault === undefined ? null : <p className="lk-fault">{fault}</p>}
        {scopes.map(scope => {
          const optional = optionalScopes.includes(scope)
          const words = apis.find(api => api.name === scope)?.description ?? ''
          return (
            <Checkbox
              key={scope}
              className="lk-scope"
              label={scope}
              description={optional ? words : `${words}. ${say('It does not work without this.')}`}
              checked={!optional || !values.leftOut.includes(scope)}
              disabled={!optional}
              onChange={event => toggle(scope, event.currentTarget.checked)}
            />
          )
        })}
      </fieldset>
      <p className="lk-help">
        {say(
          'You can take scopes away afterwards. When a new version asks for more, it has none of that before somebody here says yes. Its callback URLs are maintained by the vendor.',
        )}
      </p>
    </section>
  )
}

type TilesProps = FieldsProps & { readonly entries: readonly CatalogueEntry[] }

function Tiles({ entries, values, told, onChange }: TilesProps) {
  const fault = told.get('externalId')
  return (
    <fieldset className="lk-fieldset" id="externalId">
      <legend>{say('External application')}</legend>
      {fault === undefined ? null : <p className="lk-fault">{fault}</p>}
      {entries.length === 0 ? (
        <p className="lk-help">{say('No external application has this name.')}</p>
      ) : null}
      <div className="lk-choices lk-kinds">
        {entries.slice(0, MOST_TILES).map(entry => (
          <Tile
            key={entry.id}
            entry={entry}
            chosen={entry.id === values.externalId}
            onChoose={() => onChange({ externalId: entry.id, leftOut: [] })}
          />
        ))}
      </div>
      {entries.length > MOST_TILES ? (
        <p className="lk-help">
          {say(
            '{count, plural, one {# more application} other {# more applications}}: type a part of the name.',
            { count: entries.length - MOST_TILES },
          )}
        </p>
      ) : null}
    </fieldset>
  )
}

/** The choice of an external application from the catalogue, by tiles, and of what it may use. */
export function ExternalFields(props: FieldsProps) {
  const { values } = props
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim().slice(0, 100), PAUSE_MS)
  const catalogue = useQuery({
    ...read(listCatalogue, { query: settled === '' ? {} : { search: settled } }),
    placeholderData: keepPreviousData,
  })
  const entries = catalogue.data?.body.items
  if (entries === undefined && catalogue.error !== null) {
    return <Trouble error={catalogue.error} onRetry={() => void catalogue.refetch()} />
  }
  // Nobody authorizes what they no longer see.
  const chosen = entries?.slice(0, MOST_TILES).find(entry => entry.id === values.externalId)
  return (
    <>
      <TextInput
        label={say('Search the catalogue')}
        description={say('A part of its name or of its vendor’s name.')}
        autoComplete="off"
        value={typed}
        onChange={event => {
          setTyped(event.currentTarget.value)
          if (values.externalId !== null) props.onChange({ externalId: null, leftOut: [] })
        }}
        // Enter in a search must not send the form.
        onKeyDown={event => (event.key === 'Enter' ? event.preventDefault() : undefined)}
      />
      {entries === undefined ? <Skeleton height={280} /> : <Tiles {...props} entries={entries} />}
      <p className="lk-help">
        {saying('Not in the list? {link}, or see what they answered.', {
          link: (
            <TextLink to="/admin/account-settings/api-applications/requests">
              {say('Ask the operators for it')}
            </TextLink>
          ),
        })}
      </p>
      {chosen === undefined ? null : <Chosen {...props} entry={chosen} />}
    </>
  )
}
