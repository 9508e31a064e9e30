import { GRANT_TYPES } from '@latchkey/contract/applications/client-metadata.ts'
import { KIND_DEFAULTS } from '@latchkey/contract/applications/kinds.ts'
import { Checkbox, Radio, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { say } from '../../../kit/words/say.ts'
import { GRANT_WORDS } from '../parts/choice-words.ts'
import { FetchedKeys } from '../parts/keys/FetchedKeys.tsx'
import { KeyBox } from '../parts/keys/KeyBox.tsx'
import { fieldWords } from '../parts/vocabulary.ts'
import { PresentationInputs } from '../presentation/PresentationInputs.tsx'
import type { FieldsProps } from './fields-props.ts'
import type { RegisterValues } from './form-values.ts'

const GRANTS = 'metadata.grantTypes'

function Grants({ values, told, onChange }: FieldsProps) {
  const secretless = KIND_DEFAULTS[values.kind].clientType === 'public'
  const open = GRANT_TYPES.filter(grant => !secretless || grant !== 'client_credentials')
  const fault = told.get(GRANTS)
  return (
    <fieldset className="lk-fieldset" id={GRANTS}>
      <legend>{fieldWords(GRANTS)}</legend>
      {fault === undefined ? null : <p className="lk-fault">{fault}</p>}
      {open.map(grant => (
        <Checkbox
          key={grant}
          className="lk-scope"
          label={GRANT_WORDS[grant].label}
          description={GRANT_WORDS[grant].help}
          checked={values.grantTypes.includes(grant)}
          onChange={event => {
            const wanted = event.currentTarget.checked
            onChange({
              grantTypes: GRANT_TYPES.filter(each =>
                each === grant ? wanted : values.grantTypes.includes(each),
              ),
            })
          }}
        />
      ))}
    </fieldset>
  )
}

const PROOFS = [
  {
    proof: 'secret',
    label: say('A client secret'),
    description: say('Shown once after this form. Works with every library.'),
  },
  {
    proof: 'keys',
    label: say('A key of its own, pasted here'),
    description: say('It signs an assertion (private_key_jwt); its private key never leaves it.'),
  },
  {
    proof: 'url',
    label: say('A key of its own, read from a URL'),
    description: say('The same, and it can change its keys by itself.'),
  },
] as const satisfies readonly { proof: RegisterValues['proof']; label: string; description: string }[]

function Proof({ values, told, onChange }: FieldsProps) {
  if (KIND_DEFAULTS[values.kind].clientType === 'public') return null
  return (
    <fieldset className="lk-fieldset" id="proof">
      <legend>{say('How it proves itself')}</legend>
      {PROOFS.map(({ proof, label, description }) => (
        <Radio
          key={proof}
          name="proof"
          value={proof}
          label={label}
          description={description}
          checked={values.proof === proof}
          onChange={() => onChange({ proof })}
        />
      ))}
      {values.proof === 'keys' ? (
        <KeyBox
          id="metadata.jwks"
          value={values.jwks}
          fault={told.get('metadata.jwks')}
          onChange={jwks => onChange({ jwks })}
        />
      ) : null}
      {values.proof === 'url' ? (
        <>
          <TextInput
            id="metadata.jwksUri"
            className="lk-wide"
            label={fieldWords('metadata.jwksUri')}
            description={say('Where the application publishes its JWK Set.')}
            placeholder="https://app.example.com/jwks.json"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            value={values.jwksUri}
            error={told.get('metadata.jwksUri') ?? told.get('metadata.jwks')}
            onChange={event => onChange({ jwksUri: event.currentTarget.value })}
          />
          <FetchedKeys url={values.jwksUri} />
        </>
      ) : null}
    </fieldset>
  )
}

type MoreChoicesProps = FieldsProps & {
  /** Grows with each refusal; a fault inside opens what is closed. */
  readonly attempt: number
}

/** What has a safe default: closed until somebody wants it otherwise, or a fault is inside. */
export function MoreChoices({ attempt, ...fields }: MoreChoicesProps) {
  const [open, setOpen] = useState(false)
  const faulty = [...fields.told.keys()].some(control => /^metadata\.(?!kind|scopeReason)/.test(control))
  useEffect(() => {
    if (attempt > 0 && faulty) setOpen(true)
  }, [attempt, faulty])
  const { values, told, onChange } = fields
  return (
    <details className="lk-quiet" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="lk-more">{say('More choices')}</span>{' '}
        <span className="lk-help">
          {say('What it may do, how it proves itself, and what users see. Each has a safe default.')}
        </span>
      </summary>
      <div className="lk-form-section">
        <Grants {...fields} />
        <Proof {...fields} />
        <fieldset className="lk-fieldset" id="shown">
          <legend>{say('What users see')}</legend>
          <p className="lk-help">{say('Shown on the consent page, so that people know whom they trust.')}</p>
          <PresentationInputs values={values} told={told} onChange={onChange} />
        </fieldset>
      </div>
    </details>
  )
}
