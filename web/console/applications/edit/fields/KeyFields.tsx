import { Radio, Textarea } from '@mantine/core'
import { Term } from '../../../../kit/show/Term.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { lookOf } from '../../parts/key-set-words.ts'
import { fieldWords } from '../../parts/vocabulary.ts'
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
  const { jwks } = props.values.metadata
  const fault = props.told.get(KEYS)
  // Once the server has said what is wrong, that is enough.
  const look = fault === undefined ? lookOf(jwks) : null
  return (
    <>
      <Textarea
        id={KEYS}
        label={fieldWords(KEYS)}
        description={say('Public keys only: RSA, P-256 or Ed25519, as JSON.')}
        placeholder='{"keys": [{"kty": "EC", "crv": "P-256", "kid": "…", "x": "…", "y": "…"}]}'
        classNames={{ input: 'lk-mono' }}
        className="lk-wide"
        autosize
        minRows={5}
        maxRows={14}
        autoComplete="off"
        spellCheck={false}
        value={jwks}
        error={fault}
        onChange={event => changeMetadata(props, { jwks: event.currentTarget.value })}
      />
      <p className={look?.tone === 'warning' ? 'lk-look' : 'lk-help'} role="status">
        {look?.words ?? ''}
      </p>
    </>
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
        <UrlField
          {...props}
          name="jwksUri"
          placeholder="https://app.example.com/jwks.json"
          description={say('Where the application publishes its JWK Set.')}
        />
      ) : null}
    </fieldset>
  )
}
