import { Radio } from '@mantine/core'
import { Term } from '../../../../kit/show/Term.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { FetchedKeys } from '../../parts/keys/FetchedKeys.tsx'
import { KeyBox } from '../../parts/keys/KeyBox.tsx'
import type { KeySource } from '../metadata-values.ts'
import { changeMetadata, type FieldsProps } from './fields-props.ts'
import { UrlField } from './UrlField.tsx'

const SOURCE = 'metadata.keySource'
const KEYS = 'metadata.jwks'

const WAYS = [
  { source: 'none', label: say('None'), description: say('The application signs nothing.') },
  {
    source: 'keys',
    label: say('Paste them'),
    description: say('They stay as they are until somebody pastes others.'),
  },
  {
    source: 'url',
    label: say('Read them from a URL'),
    description: say('The application can change its keys by itself.'),
  },
] as const satisfies readonly { source: KeySource; label: string; description: string }[]

function PastedKeys(props: FieldsProps) {
  return (
    <KeyBox
      id={KEYS}
      value={props.values.metadata.jwks}
      fault={props.told.get(KEYS)}
      onChange={jwks => changeMetadata(props, { jwks })}
    />
  )
}

/** The public keys of the application: none, pasted, or read from where it publishes them. */
export function KeyFields(props: FieldsProps) {
  const { keySource } = props.values.metadata
  const fault = props.told.get(SOURCE)
  return (
    <fieldset className="lk-fieldset" id={SOURCE}>
      <legend>{say('Public keys')}</legend>
      <p className="lk-help">
        {saying('Signatures of the application are checked with them, as a {term}.', {
          term: <Term of="jwk-set">{say('JWK Set')}</Term>,
        })}
      </p>
      {fault === undefined ? null : <p className="lk-fault">{fault}</p>}
      {WAYS.map(({ source, label, description }) => (
        <Radio
          key={source}
          name={SOURCE}
          value={source}
          label={label}
          description={description}
          checked={keySource === source}
          onChange={() => changeMetadata(props, { keySource: source })}
        />
      ))}
      {keySource === 'keys' ? <PastedKeys {...props} /> : null}
      {keySource === 'url' ? (
        <>
          <UrlField
            {...props}
            name="jwksUri"
            placeholder="https://app.example.com/jwks.json"
            description={say('Where the application publishes its JWK Set.')}
          />
          <FetchedKeys url={props.values.metadata.jwksUri} />
        </>
      ) : null}
    </fieldset>
  )
}
