import { Checkbox } from '@mantine/core'
import { say } from '../../../kit/words/say.ts'
import { CallbackUrlRows } from '../parts/CallbackUrlRows.tsx'
import { filled } from '../parts/callback-rows.ts'
import { NameInputs } from '../parts/NameInputs.tsx'
import { ScopeChoices } from '../parts/ScopeChoices.tsx'
import { ReasonInput } from '../presentation/ReasonInput.tsx'
import type { FieldsProps } from './fields-props.ts'
import { choiceOf, signsPeopleIn } from './form-values.ts'
import { KindTiles } from './KindTiles.tsx'
import { MoreChoices } from './MoreChoices.tsx'

function Scopes({ values, told, onChange }: FieldsProps) {
  return (
    <>
      {signsPeopleIn(values) ? (
        <Checkbox
          label={say('Signs people in only')}
          description={say('It learns who somebody is and calls no API.')}
          checked={values.signsInOnly}
          onChange={event => onChange({ signsInOnly: event.currentTarget.checked })}
        />
      ) : null}
      {values.signsInOnly ? null : (
        <>
          <ScopeChoices
            chosen={values.scopes}
            onChange={scopes => onChange({ scopes })}
            fault={told.get('scopes') ?? null}
          />
          <ReasonInput
            scopes={values.scopes}
            value={values.scopeReason}
            fault={told.get('metadata.scopeReason')}
            onChange={scopeReason => onChange({ scopeReason })}
          />
        </>
      )}
    </>
  )
}

/** The fields of an internal application: what it is first, since that says what else is asked. */
export function InternalFields(props: FieldsProps & { readonly attempt: number }) {
  const { attempt, ...fields } = props
  const { values, told, onChange } = fields
  return (
    <>
      <KindTiles
        kind={values.kind}
        fault={told.get('metadata.kind')}
        onChange={kind => onChange(choiceOf(kind))}
      />
      <NameInputs values={values} told={told} onChange={onChange} />
      {/* What a link filled in is shown, whatever the kind: nothing is sent that nobody sees. */}
      {signsPeopleIn(values) || filled(values.callbackUrls).length > 0 ? (
        <CallbackUrlRows
          rows={values.callbackUrls}
          onChange={rows => onChange({ callbackUrls: [...rows] })}
          told={told}
        />
      ) : null}
      <Scopes {...fields} />
      <MoreChoices {...fields} attempt={attempt} />
    </>
  )
}
