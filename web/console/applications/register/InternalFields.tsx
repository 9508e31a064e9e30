import { Radio } from '@mantine/core'
import { CallbackUrlRows } from '../parts/CallbackUrlRows.tsx'
import { NameInputs } from '../parts/NameInputs.tsx'
import { ScopeChoices } from '../parts/ScopeChoices.tsx'
import type { RegisterValues } from './form-values.ts'

/** What each half of the form is given: the values, the faults it was told by control id, and how to change. */
export type FieldsProps = {
  readonly values: RegisterValues
  readonly told: ReadonlyMap<string, string>
  readonly onChange: (part: Partial<RegisterValues>) => void
}

function KindOfApplication({ values, onChange }: Pick<FieldsProps, 'values' | 'onChange'>) {
  return (
    <fieldset className="lk-fieldset" id="clientType">
      <legend>Kind of application</legend>
      <div className="lk-choices">
        <div className="lk-choice">
          <Radio
            name="clientType"
            value="confidential"
            checked={values.clientType === 'confidential'}
            onChange={() => onChange({ clientType: 'confidential' })}
            label="Runs on a server"
            description="It keeps a client secret, which is shown once after this form."
          />
        </div>
        <div className="lk-choice">
          <Radio
            name="clientType"
            value="public"
            checked={values.clientType === 'public'}
            onChange={() => onChange({ clientType: 'public' })}
            label="Runs in a browser or on a device"
            description="It has no secret, since everybody could read it there. Users sign in with PKCE."
          />
        </div>
      </div>
    </fieldset>
  )
}

function Purpose({ values, onChange }: Pick<FieldsProps, 'values' | 'onChange'>) {
  return (
    <fieldset className="lk-fieldset" id="purpose">
      <legend>What it is for</legend>
      <div className="lk-choices">
        <div className="lk-choice">
          <Radio
            name="purpose"
            value="apis"
            checked={!values.signsInOnly}
            onChange={() => onChange({ signsInOnly: false })}
            label="Calls APIs"
            description="For people who sign in, for itself, or both."
          />
        </div>
        <div className="lk-choice">
          <Radio
            name="purpose"
            value="sign-in"
            checked={values.signsInOnly}
            onChange={() => onChange({ signsInOnly: true })}
            label="Signs people in only"
            description="It learns who somebody is. It has no API scope, and its credentials alone open nothing."
          />
        </div>
      </div>
    </fieldset>
  )
}

/** The fields of an internal application, in the order people know. */
export function InternalFields({ values, told, onChange }: FieldsProps) {
  return (
    <>
      <NameInputs values={values} told={told} onChange={onChange} />
      <KindOfApplication values={values} onChange={onChange} />
      <Purpose values={values} onChange={onChange} />
      {values.signsInOnly ? null : (
        <ScopeChoices
          chosen={values.scopes}
          onChange={scopes => onChange({ scopes })}
          fault={told.get('scopes') ?? null}
        />
      )}
      <CallbackUrlRows
        rows={values.callbackUrls}
        onChange={rows => onChange({ callbackUrls: [...rows] })}
        told={told}
      />
    </>
  )
}
